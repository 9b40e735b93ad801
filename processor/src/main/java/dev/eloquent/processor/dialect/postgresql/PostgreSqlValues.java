package dev.eloquent.processor.dialect.postgresql;

import dev.eloquent.processor.dialect.Literals;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;

/** The SQL of values. */
final class PostgreSqlValues {
  private PostgreSqlValues() {}

  /**
   * A string literal that means the text whatever {@code standard_conforming_strings} says, has no
   * line break and no <code>${</code>, which Flyway takes for a placeholder.
   */
  static String string(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        escaped.append("''");
      } else if (c == '\\') {
        escaped.append("\\\\");
      } else if (c < ' ' || c == 0x7f || text.startsWith("${", i)) {
        escaped.append(String.format("\\x%02x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return (escaped.indexOf("\\") < 0 ? "'" : "E'") + escaped + "'";
  }

  /** A value of that type; the value has been checked. */
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
      return string("\\x" + literal);
    }
    return string(literal);
  }

  private static String now(ColumnType type) {
    if (type instanceof ColumnType.Date) {
      return "CURRENT_DATE";
    }
    if (type instanceof ColumnType.Time) {
      return "LOCALTIME";
    }
    return "CURRENT_TIMESTAMP";
  }
}
