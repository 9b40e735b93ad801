package dev.eloquent.seed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
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
  /** What a double holds of any decimal. */
  private static final int DIGITS = 15;

  private static final String COUNTER = "SELECT seq FROM sqlite_sequence WHERE name = ?";

  @Override
  String connection() {
    return "sqlite";
  }

  @Override
  void insert(StatementCache statements, String sql, int rows, List<ColumnPlan> keys, Binder binder)
      throws SQLException {
    if (keys.isEmpty()) {
      insertBatch(statements.get(sql), rows, keys, binder);
      return;
    }
    PreparedStatement returning =
        statements.get(sql + " RETURNING " + list(keys.stream().map(ColumnPlan::name).toList()));
    List<Object> first = insertOne(returning, 0, keys, binder);
    if (rows > 1
        && !(first.get(0) instanceof Long key
            && insertCounted(statements, sql, rows, key, keys.get(0), binder))) {
      for (int row = 1; row < rows; row++) {
        insertOne(returning, row, keys, binder);
      }
    }
  }

  private List<Object> insertOne(
      PreparedStatement returning, int row, List<ColumnPlan> keys, Binder binder)
      throws SQLException {
    binder.bind(returning, row);
    try (ResultSet made = returning.executeQuery()) {
      made.next();
      List<Object> values = keys(made, keys);
      binder.key(row, values);
      return values;
    }
  }

  /**
   * Inserts the rows behind the first as a batch, which is twice as fast as to ask for each key:
   * its keys follow the first one's if the table's counter, which no other connection can move
   * meanwhile, has moved by as many. Where something else moves it, such as a trigger, nothing is
   * inserted.
   *
   * @return whether the rows are inserted
   */
  private boolean insertCounted(
      StatementCache statements, String sql, int rows, long first, ColumnPlan key, Binder binder)
      throws SQLException {
    if (!key.identity() || counter(statements, key) != first) {
      return false;
    }
    Savepoint before = statements.connection().setSavepoint();
    PreparedStatement insert = statements.get(sql);
    for (int row = 1; row < rows; row++) {
      binder.bind(insert, row);
      insert.addBatch();
    }
    insert.executeBatch();
    if (counter(statements, key) != first + rows - 1) {
      statements.connection().rollback(before);
      return false;
    }
    statements.connection().releaseSavepoint(before);
    for (int row = 1; row < rows; row++) {
      binder.key(row, List.of(first + row));
    }
    return true;
  }

  /** The last key that the table's AUTOINCREMENT gave; -1 if it has none. */
  private static long counter(StatementCache statements, ColumnPlan key) {
    try {
      PreparedStatement query = statements.get(COUNTER);
      query.setString(1, key.table());
      try (ResultSet result = query.executeQuery()) {
        return result.next() ? result.getLong(1) : -1;
      }
    } catch (SQLException e) {
      // No table counts, so there is no table of counters: each row is asked for its key.
      return -1;
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
    if (value.precision() <= DIGITS) {
      return value.toPlainString();
    }
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
