package dev.eloquent.processor.converge;

import dev.eloquent.processor.schema.ColumnType;
import java.util.Locale;

/**
 * Every column of one type holds the same value in row {@code n}, so that any foreign key and any
 * unique index holds.
 */
final class Values {
  private Values() {}

  /** The value of row 1 or 2 as models write it. */
  static String canonical(ColumnType type, int n) {
    return switch (type.text().replaceAll("\\(.*", "")) {
      case "boolean" -> n == 1 ? "true" : "false";
      case "real", "double" -> n + ".5";
      case "decimal" ->
          String.format(Locale.ROOT, "%." + ((ColumnType.Decimal) type).scale() + "f", (double) n);
      case "char" -> "ab" + n;
      case "varbinary", "blob" -> "00ff0" + n;
      case "uuid" -> "0c5b9b3e-7a0e-4c1d-8a51-00000000000" + n;
      case "date" -> "2024-02-0" + n;
      case "time" -> "23:59:5" + n;
      case "timestamp" -> "2024-02-29T23:59:5" + n;
      case "timestamptz" -> "2024-02-29T23:59:5" + n + "Z";
      case "json" -> "{\"a\": " + n + "}";
      default -> String.valueOf(n);
    };
  }

  /** The value of row 1 or 2 in an INSERT. */
  static String sql(String dialect, ColumnType type, int n) {
    String value = canonical(type, n);
    if (type instanceof ColumnType.Blob || type instanceof ColumnType.Varbinary) {
      return dialect.equals("postgresql") ? "'\\x" + value + "'" : "X'" + value + "'";
    } else if (type instanceof ColumnType.Timestamp) {
      return dialect.equals("sqlite")
          ? String.valueOf(1_709_251_190_000L + n * 1000L)
          : "'" + value.replace('T', ' ').replace("Z", "") + "'";
    }
    boolean bare =
        type instanceof ColumnType.Bool
            || type instanceof ColumnType.Int
            || type instanceof ColumnType.Real
            || type instanceof ColumnType.Decimal;
    return bare ? value : "'" + value + "'";
  }

  /** Whether row n's value of one type becomes row n's value of the other. */
  static boolean converts(ColumnType from, ColumnType to) {
    boolean text = to instanceof ColumnType.Varchar || to instanceof ColumnType.Text;
    if (from instanceof ColumnType.Int) {
      return to instanceof ColumnType.Int || to instanceof ColumnType.Decimal || text;
    } else if (from instanceof ColumnType.Varchar || from instanceof ColumnType.Text) {
      return text || to instanceof ColumnType.Int;
    }
    return from instanceof ColumnType.Decimal && to instanceof ColumnType.Decimal;
  }
}
