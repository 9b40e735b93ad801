package dev.eloquent.processor.dialect.mysql;

import dev.eloquent.processor.dialect.Literals;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** The SQL of values. */
final class MySqlValues {
  private MySqlValues() {}

  /**
   * A string literal that means the text whatever {@code sql_mode} says of backslashes and whatever
   * character set the connection has: converted bytes where a plain one would not. (With {@code
   * _utf8mb4 X'…'} instead, MariaDB stores defaults that it cannot read back; without the
   * collation, a comparison with a column fails.)
   */
  static String string(String text) {
    return isPlain(text)
        ? "'" + text.replace("'", "''") + "'"
        : "CONVERT(x'"
            + HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8))
            + "' USING utf8mb4) COLLATE "
            + MySqlWriter.COLLATION;
  }

  private static boolean isPlain(String text) {
    return !text.contains("${")
        && text.chars().noneMatch(c -> c == '\\' || c < ' ' || c == 0x7f)
        && text.codePoints().allMatch(Character::isBmpCodePoint);
  }

  /** A value of that type for an assignment; the value has been checked. */
  static String of(ColumnType type, DefaultValue value) {
    if (value instanceof DefaultValue.Expression expression) {
      return "(" + expression.sql() + ")";
    } else if (value instanceof DefaultValue.Now) {
      return now(type);
    }
    String text = ((DefaultValue.Literal) value).value();
    String literal =
        Literals.normalize(type, text)
            .orElseThrow(() -> new IllegalArgumentException(text + " is no " + type.text()));
    if (type instanceof ColumnType.Bool) {
      return literal.equals("true") ? "TRUE" : "FALSE";
    } else if (type instanceof ColumnType.Int
        || type instanceof ColumnType.Real
        || type instanceof ColumnType.Decimal) {
      return literal;
    } else if (type instanceof ColumnType.Blob || type instanceof ColumnType.Varbinary) {
      return literal.isEmpty() ? "''" : "x'" + literal + "'";
    } else if (type instanceof ColumnType.Timestamp t) {
      return t.withTimeZone() ? instant(literal) : "'" + literal.replace('T', ' ') + "'";
    }
    return string(literal);
  }

  /** In any session: a text would be read in the session's time zone. */
  private static String instant(String literal) {
    Instant instant = Instant.parse(literal);
    int micros = instant.getNano() / 1000;
    String seconds = instant.getEpochSecond() + (micros == 0 ? "" : String.format(".%06d", micros));
    return "(FROM_UNIXTIME(" + seconds + "))";
  }

  private static String now(ColumnType type) {
    if (type instanceof ColumnType.Timestamp) {
      return "CURRENT_TIMESTAMP(6)";
    } else if (type instanceof ColumnType.Date) {
      return "(CURRENT_DATE)";
    }
    return "(CURRENT_TIME(6))";
  }

  /**
   * The value behind {@code DEFAULT}. Text, blobs and JSON take only an expression, and so does a
   * converted literal.
   */
  static String asDefault(ColumnType type, DefaultValue value) {
    String sql = of(type, value);
    boolean plain = !MySqlSizes.isUnbounded(type) && !sql.startsWith("CONVERT(");
    return plain || sql.startsWith("(") ? sql : "(" + sql + ")";
  }
}
