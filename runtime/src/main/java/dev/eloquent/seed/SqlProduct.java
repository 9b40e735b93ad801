package dev.eloquent.seed;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one database takes and gives values and keys. Values are what {@link ColumnKind} says, and
 * never null.
 */
abstract class SqlProduct {
  /** The product of a connection; null if it is none that this library knows. */
  static @Nullable SqlProduct of(Connection connection) throws SQLException {
    String name = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "postgresql" -> new PostgresqlProduct();
      case "mysql", "mariadb" -> new MysqlProduct();
      case "sqlite" -> new SqliteProduct();
      default -> null;
    };
  }

  /** What models call it. */
  abstract String connection();

  /** A name as SQL, quoted whether it needs it or not. */
  String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  String list(List<String> names) {
    return names.stream().map(this::quote).collect(Collectors.joining(", "));
  }

  /** What stands in a select list for a column. */
  String selected(ColumnPlan column) {
    return quote(column.name());
  }

  /** An insert of a row that has nothing but defaults, behind the name of its table. */
  String defaultsOnly() {
    return " DEFAULT VALUES";
  }

  /**
   * Inserts rows.
   *
   * @param sql of one row
   * @param rows how many, each bound by {@code binder}; several are in a transaction
   * @param keys the columns whose values the database makes; they are told to {@code binder}
   */
  abstract void insert(
      StatementCache statements, String sql, int rows, List<ColumnPlan> keys, Binder binder)
      throws SQLException;

  /** Gives the rows of an insert, and takes their keys. */
  interface Binder {
    /** Sets the parameters of a row. */
    void bind(PreparedStatement statement, int row) throws SQLException;

    /** Takes what the database made of the key's columns. */
    void key(int row, List<Object> values);
  }

  void set(PreparedStatement s, int i, ColumnPlan column, Object value) throws SQLException {
    switch (column.kind()) {
      case BOOLEAN -> s.setBoolean(i, (Boolean) value);
      case TINYINT, SMALLINT, INTEGER -> s.setInt(i, ((Long) value).intValue());
      case BIGINT -> s.setLong(i, (Long) value);
      case REAL -> s.setFloat(i, ((Double) value).floatValue());
      case DOUBLE -> s.setDouble(i, (Double) value);
      case DECIMAL -> s.setBigDecimal(i, (BigDecimal) value);
      case VARBINARY, BLOB -> s.setBytes(i, (byte[]) value);
      case UUID -> s.setString(i, value.toString());
      case DATE -> s.setObject(i, value);
      case TIME -> s.setObject(i, ((LocalTime) value).truncatedTo(ChronoUnit.MICROS));
      case TIMESTAMP, TIMESTAMPTZ -> setTimestamp(s, i, column, value);
      default -> s.setString(i, (String) value);
    }
  }

  /** As it is in a column without time zone; with one, or as an instant, as the driver has it. */
  void setTimestamp(PreparedStatement s, int i, ColumnPlan column, Object value)
      throws SQLException {
    if (value instanceof Instant instant) {
      s.setTimestamp(i, Timestamp.from(instant.truncatedTo(ChronoUnit.MICROS)));
      return;
    }
    LocalDateTime local = ((LocalDateTime) value).truncatedTo(ChronoUnit.MICROS);
    if (column.kind() == ColumnKind.TIMESTAMP) {
      s.setObject(i, local);
    } else {
      s.setTimestamp(i, Timestamp.valueOf(local));
    }
  }

  void setNull(PreparedStatement s, int i, ColumnPlan column) throws SQLException {
    s.setNull(i, jdbcType(column.kind()));
  }

  int jdbcType(ColumnKind kind) {
    return switch (kind) {
      case BOOLEAN -> Types.BOOLEAN;
      case TINYINT, SMALLINT, INTEGER -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case REAL -> Types.REAL;
      case DOUBLE -> Types.DOUBLE;
      case DECIMAL -> Types.NUMERIC;
      case VARBINARY, BLOB -> Types.BINARY;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case TIMESTAMP, TIMESTAMPTZ -> Types.TIMESTAMP;
      default -> Types.VARCHAR;
    };
  }

  /** The value of a column; null for NULL. */
  final @Nullable Object get(ResultSet r, int i, ColumnPlan column) throws SQLException {
    Object value = read(r, i, column);
    return r.wasNull() ? null : value;
  }

  @Nullable Object read(ResultSet r, int i, ColumnPlan column) throws SQLException {
    return switch (column.kind()) {
      case BOOLEAN -> r.getBoolean(i);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> r.getLong(i);
      case REAL, DOUBLE -> r.getDouble(i);
      case DECIMAL -> r.getBigDecimal(i);
      case VARBINARY, BLOB -> r.getBytes(i);
      case UUID -> uuid(r.getString(i));
      case DATE -> r.getObject(i, LocalDate.class);
      case TIME -> r.getObject(i, LocalTime.class);
      case TIMESTAMP, TIMESTAMPTZ -> readTimestamp(r, i, column);
      case CHAR -> stripped(r.getString(i));
      default -> r.getString(i);
    };
  }

  @Nullable Object readTimestamp(ResultSet r, int i, ColumnPlan column) throws SQLException {
    if (column.local() && column.kind() == ColumnKind.TIMESTAMP) {
      return r.getObject(i, LocalDateTime.class);
    }
    Timestamp timestamp = r.getTimestamp(i);
    if (timestamp == null) {
      return null;
    }
    return column.local() ? timestamp.toLocalDateTime() : timestamp.toInstant();
  }

  static @Nullable UUID uuid(@Nullable String text) {
    return text == null ? null : UUID.fromString(text);
  }

  /** Some databases fill such a column with spaces, which mean nothing to them. */
  private static @Nullable String stripped(@Nullable String text) {
    if (text == null || !text.endsWith(" ")) {
      return text;
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }

  /** Inserts a whole batch, whose keys the driver tells in the order of the rows. */
  final void insertBatch(
      PreparedStatement statement, int rows, List<ColumnPlan> keys, Binder binder)
      throws SQLException {
    for (int row = 0; row < rows; row++) {
      binder.bind(statement, row);
      statement.addBatch();
    }
    statement.executeBatch();
    if (keys.isEmpty()) {
      return;
    }
    try (ResultSet made = statement.getGeneratedKeys()) {
      for (int row = 0; row < rows; row++) {
        if (!made.next()) {
          throw new SQLException("the driver told " + row + " keys of " + rows + " rows");
        }
        binder.key(row, keys(made, keys));
      }
    }
  }

  /** The values of the key's columns in a result that is on them. */
  final List<Object> keys(ResultSet made, List<ColumnPlan> keys) throws SQLException {
    List<Object> values = new ArrayList<>(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      Object value = get(made, i + 1, keys.get(i));
      if (value == null) {
        throw new SQLException("the database told no key for " + keys.get(i).name());
      }
      values.add(value);
    }
    return values;
  }
}
