package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.processor.dialect.Placeholders;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.DefaultValue.Expression;
import dev.eloquent.processor.schema.DefaultValue.Literal;
import dev.eloquent.processor.schema.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of columns as SQL: booleans are 1 and 0, timestamps epoch milliseconds in UTC. */
final class SqliteValues {
  /**
   * Now as what the driver writes for {@code setTimestamp}. {@code unixepoch('subsec')} would be
   * shorter and needs SQLite 3.42; the day number in a double is exact to less than 0.1 ms.
   */
  static final String NOW = "(CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER))";

  private static final String NEW_UUID =
      "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4'"
          + " || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2)"
          + " || '-' || hex(randomblob(6)))";
  private static final Pattern OFFSET = Pattern.compile(".*(?:Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2})*");

  private SqliteValues() {}

  /**
   * The value as an operand of any expression and of {@code DEFAULT}.
   *
   * @throws IllegalArgumentException if it is no literal of the type
   */
  static String sql(ColumnType type, DefaultValue value) {
    if (value instanceof Literal literal) {
      return literal(type, literal.value());
    } else if (value instanceof Expression expression) {
      return SqliteNames.parenthesized(expression.sql());
    }
    return type instanceof ColumnType.Timestamp ? NOW : currentText(type);
  }

  private static String currentText(ColumnType type) {
    if (type instanceof ColumnType.Date) {
      return "CURRENT_DATE";
    } else if (type instanceof ColumnType.Time) {
      return "CURRENT_TIME";
    }
    throw new IllegalArgumentException("the current time is no value of " + type.text());
  }

  /** Whether {@code ADD COLUMN} takes it as default for a table that has rows. */
  static boolean isConstant(ColumnType type, DefaultValue value) {
    return value instanceof Literal literal && !literal(type, literal.value()).startsWith("(");
  }

  private static String literal(ColumnType type, String value) {
    if (type instanceof ColumnType.Bool) {
      if (!value.equals("true") && !value.equals("false")) {
        throw new IllegalArgumentException(value);
      }
      return value.equals("true") ? "1" : "0";
    } else if (type instanceof ColumnType.Int) {
      return new BigInteger(value).toString();
    } else if (type instanceof ColumnType.Real || type instanceof ColumnType.Decimal) {
      return new BigDecimal(value).toString();
    } else if (type instanceof ColumnType.Timestamp) {
      return Long.toString(instant(value).toEpochMilli());
    } else if (type instanceof ColumnType.Blob || type instanceof ColumnType.Varbinary) {
      if (!HEX.matcher(value).matches()) {
        throw new IllegalArgumentException(value);
      }
      return "X'" + value + "'";
    }
    return SqliteNames.text(value);
  }

  private static Instant instant(String value) {
    String iso = value.replace(' ', 'T');
    try {
      return OFFSET.matcher(iso).matches()
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(value, e);
    }
  }

  /** What rows get in a column that a reverse adds again; null for its default or {@code NULL}. */
  static @Nullable String placeholder(Table table, Column column) {
    return Placeholders.isNeeded(column)
        ? sql(column.type(), Placeholders.of(table, column, NEW_UUID))
        : null;
  }

  /** What a reverse cannot bring back of a dropped column. */
  static String lost(Table table, Column column) {
    return Placeholders.note(table, column, placeholder(table, column));
  }
}
