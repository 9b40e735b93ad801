package dev.eloquent.processor.dialect.postgresql;

import dev.eloquent.processor.dialect.Conversions;
import dev.eloquent.processor.dialect.Conversions.Family;
import dev.eloquent.processor.schema.ColumnType;

/**
 * The {@code USING} of type changes.
 *
 * <p>None where PostgreSQL assigns by itself: an assignment fails on a value that does not fit,
 * while an explicit cast to {@code VARCHAR(n)} would cut it. Timestamps gain and lose their time
 * zone in UTC, whatever the session's is.
 */
final class PostgreSqlConversions {
  private PostgreSqlConversions() {}

  /** The clause with a leading space, or nothing. */
  static String using(String column, ColumnType from, ColumnType to) {
    Family a = Conversions.family(from);
    Family b = Conversions.family(to);
    String type = PostgreSqlTypes.of(to);
    String name = PostgreSqlWriter.name(column);
    if (a == b || (b == Family.TEXT && a != Family.TEXT)) {
      return "";
    } else if (a == Family.TEXT) {
      // Of all types, only UUID takes no text that is padded.
      String padded = from instanceof ColumnType.Char && b == Family.UUID ? "::TEXT::" : "::";
      return " USING " + name + padded + type;
    } else if (a == Family.BOOL) {
      return " USING " + name + "::INTEGER";
    } else if (b == Family.BOOL) {
      return " USING " + name + " <> 0";
    }
    return " USING " + dated(name, a, b);
  }

  private static String dated(String name, Family from, Family to) {
    if (to == Family.INSTANT) {
      return name + (from == Family.DATE ? "::TIMESTAMP" : "") + " AT TIME ZONE 'UTC'";
    }
    String local = from == Family.INSTANT ? "(" + name + " AT TIME ZONE 'UTC')" : name;
    return local + (to == Family.DATE ? "::DATE" : "::TIMESTAMP");
  }
}
