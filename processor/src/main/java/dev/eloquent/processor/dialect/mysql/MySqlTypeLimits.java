package dev.eloquent.processor.dialect.mysql;

import dev.eloquent.processor.schema.ColumnType;

/** What is wrong with a type by itself. */
final class MySqlTypeLimits {
  private static final int MAX_VARCHAR = 16_383;
  private static final int MAX_VARBINARY = 65_532;
  private static final int MAX_CHAR = 255;
  private static final int MAX_PRECISION = 65;
  private static final int MAX_SCALE = 30;

  private MySqlTypeLimits() {}

  /** The problem and the fix; empty for none. */
  static String problem(ColumnType type) {
    if (type instanceof ColumnType.Varchar t) {
      return length(t.length(), MAX_VARCHAR, "use type = \"text\"");
    } else if (type instanceof ColumnType.Varbinary t) {
      return length(t.length(), MAX_VARBINARY, "use type = \"blob\"");
    } else if (type instanceof ColumnType.Char t) {
      return length(t.length(), MAX_CHAR, "use type = \"varchar\"");
    } else if (type instanceof ColumnType.Decimal t) {
      boolean fits =
          t.precision() >= 1
              && t.precision() <= MAX_PRECISION
              && t.scale() >= 0
              && t.scale() <= Math.min(MAX_SCALE, t.precision());
      return fits
          ? ""
          : "must have a precision from 1 to "
              + MAX_PRECISION
              + " and a scale up to that and to "
              + MAX_SCALE;
    }
    return "";
  }

  private static String length(int length, int limit, String fix) {
    return length >= 1 && length <= limit
        ? ""
        : "must have a length from 1 to " + limit + ": " + fix;
  }
}
