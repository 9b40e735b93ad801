package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.processor.dialect.Conversions;
import dev.eloquent.processor.dialect.Conversions.Family;
import dev.eloquent.processor.schema.ColumnType;
import java.util.Optional;

/** What a rebuild makes of values whose column gets another type. */
final class SqliteConversions {
  private SqliteConversions() {}

  /** Why the values would not keep their meaning, the same in both directions; empty if they do. */
  static Optional<String> refused(ColumnType from, ColumnType to) {
    return Conversions.refused(from, to).or(() -> unknown(from, to)).or(() -> unknown(to, from));
  }

  private static Optional<String> unknown(ColumnType type, ColumnType other) {
    Family family = Conversions.family(type);
    if (family == Conversions.family(other)) {
      return Optional.empty();
    }
    return switch (family) {
      case BOOL ->
          other instanceof ColumnType.Int
              ? Optional.empty()
              : Optional.of("SQLite keeps truth values as 1 and 0");
      case DATE, TIME ->
          isTimestamp(other)
              ? Optional.empty()
              : Optional.of("SQLite does not know which text is a date or a time");
      case TIMESTAMP, INSTANT ->
          isTimestamp(other)
              ? Optional.empty()
              : Optional.of("SQLite keeps timestamps as milliseconds");
      default -> Optional.empty();
    };
  }

  private static boolean isTimestamp(ColumnType type) {
    return type instanceof ColumnType.Timestamp;
  }

  /** Whether values are text. */
  static boolean isText(ColumnType type) {
    return switch (Conversions.family(type)) {
      case TEXT, UUID, JSON -> true;
      default -> false;
    };
  }

  /** The old value as one of the new type; the new column's affinity does the rest. */
  static String convert(ColumnType from, ColumnType to, String value) {
    boolean fraction = from instanceof ColumnType.Real || from instanceof ColumnType.Decimal;
    return fraction && to instanceof ColumnType.Int
        ? "CAST(ROUND(" + value + ") AS INTEGER)"
        : value;
  }
}
