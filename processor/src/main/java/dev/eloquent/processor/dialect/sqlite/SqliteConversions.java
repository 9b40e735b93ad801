package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.processor.schema.ColumnType;

/** What a rebuild makes of values whose column gets another type. */
final class SqliteConversions {
  private enum Family {
    NUMBER,
    TEXT,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP
  }

  private SqliteConversions() {}

  /** Whether the values keep their meaning; the same in both directions. */
  static boolean isPossible(ColumnType from, ColumnType to) {
    Family a = family(from);
    Family b = family(to);
    if (from instanceof ColumnType.Bool || to instanceof ColumnType.Bool) {
      // 1 is no text for true, and what number is true differs between the databases.
      return a == b && isWhole(from) && isWhole(to);
    }
    boolean numberAndText =
        (a == Family.NUMBER && b == Family.TEXT) || (a == Family.TEXT && b == Family.NUMBER);
    return a == b || numberAndText;
  }

  private static boolean isWhole(ColumnType type) {
    return type instanceof ColumnType.Bool || type instanceof ColumnType.Int;
  }

  static boolean isText(ColumnType type) {
    return family(type) == Family.TEXT;
  }

  /** The old value as one of the new type; the new column's affinity does the rest. */
  static String convert(ColumnType from, ColumnType to, String value) {
    boolean fraction = from instanceof ColumnType.Real || from instanceof ColumnType.Decimal;
    return fraction && to instanceof ColumnType.Int
        ? "CAST(ROUND(" + value + ") AS INTEGER)"
        : value;
  }

  private static Family family(ColumnType type) {
    if (type instanceof ColumnType.Date) {
      return Family.DATE;
    } else if (type instanceof ColumnType.Time) {
      return Family.TIME;
    } else if (type instanceof ColumnType.Timestamp) {
      return Family.TIMESTAMP;
    } else if (type instanceof ColumnType.Blob || type instanceof ColumnType.Varbinary) {
      return Family.BYTES;
    }
    boolean text =
        type instanceof ColumnType.Char
            || type instanceof ColumnType.Varchar
            || type instanceof ColumnType.Text
            || type instanceof ColumnType.Uuid
            || type instanceof ColumnType.Json;
    return text ? Family.TEXT : Family.NUMBER;
  }
}
