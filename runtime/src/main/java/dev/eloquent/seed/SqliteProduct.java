package dev.eloquent.seed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQLite, which has no dates: what a column holds is on the page about types. */
final class SqliteProduct extends SqlProduct {
  @Override
  String connection() {
    return "sqlite";
  }

  @Override
  PreparedStatement prepareInsert(Connection connection, String sql, List<String> keys)
      throws SQLException {
    return connection.prepareStatement(keys.isEmpty() ? sql : sql + " RETURNING " + list(keys));
  }

  /** Its driver tells the last key of a batch only, and a statement costs no way to a server. */
  @Override
  void insert(PreparedStatement statement, int rows, List<ColumnPlan> keys, Binder binder)
      throws SQLException {
    if (keys.isEmpty()) {
      insertBatch(statement, rows, keys, binder);
      return;
    }
    for (int row = 0; row < rows; row++) {
      binder.bind(statement, row);
      try (ResultSet made = statement.executeQuery()) {
        made.next();
        binder.key(row, made);
      }
    }
  }

  @Override
  void set(PreparedStatement s, int i, ColumnPlan column, Object value) throws SQLException {
    switch (column.kind()) {
      case REAL, DOUBLE -> s.setDouble(i, finite((Double) value));
      case DECIMAL -> s.setString(i, exact((BigDecimal) value));
      case DATE -> s.setString(i, value.toString());
      case TIME -> s.setString(i, ((LocalTime) value).truncatedTo(ChronoUnit.MICROS).toString());
      case TIMESTAMP, TIMESTAMPTZ -> {
        Instant instant =
            value instanceof LocalDateTime local
                ? local.atZone(ZoneId.systemDefault()).toInstant()
                : (Instant) value;
        s.setLong(i, instant.toEpochMilli());
      }
      default -> super.set(s, i, column, value);
    }
  }

  /** What is not finite becomes NULL without a word. */
  private static double finite(double value) throws SQLException {
    if (Double.isNaN(value)) {
      throw new SQLException("SQLite has no NaN");
    }
    return value;
  }

  /** A number that is no 64-bit integer is kept as a double, which may not be the same. */
  private static String exact(BigDecimal value) throws SQLException {
    BigDecimal plain = value.stripTrailingZeros();
    boolean isLong =
        plain.scale() <= 0 && plain.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    if (!isLong && new BigDecimal(Double.toString(value.doubleValue())).compareTo(value) != 0) {
      throw new SQLException(
          "SQLite keeps 15 digits of a decimal, and "
              + value.toPlainString()
              + " has more: round it, or keep it as text with @Column(type = \"varchar\")");
    }
    return value.toPlainString();
  }

  @Override
  @Nullable Object read(ResultSet r, int i, ColumnPlan column) throws SQLException {
    return switch (column.kind()) {
      case DECIMAL -> decimal(r, i, column);
      case DATE -> {
        String text = r.getString(i);
        yield text == null ? null : LocalDate.parse(text);
      }
      case TIME -> {
        String text = r.getString(i);
        yield text == null ? null : LocalTime.parse(text);
      }
      default -> super.read(r, i, column);
    };
  }

  private static @Nullable Object decimal(ResultSet r, int i, ColumnPlan column)
      throws SQLException {
    Object kept = r.getObject(i);
    if (kept == null) {
      return null;
    }
    BigDecimal value = new BigDecimal(kept.toString());
    // As databases with decimals give it, as far as it has no more digits than the column.
    return value.stripTrailingZeros().scale() > column.scale()
        ? value
        : value.setScale(column.scale(), RoundingMode.UNNECESSARY);
  }

  @Override
  @Nullable Object readTimestamp(ResultSet r, int i, ColumnPlan column) throws SQLException {
    Timestamp timestamp = r.getTimestamp(i);
    if (timestamp == null) {
      return null;
    }
    Instant instant = timestamp.toInstant();
    return column.local() ? LocalDateTime.ofInstant(instant, ZoneId.systemDefault()) : instant;
  }
}
