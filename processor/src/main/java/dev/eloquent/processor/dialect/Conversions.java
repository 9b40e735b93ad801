package dev.eloquent.processor.dialect;

import dev.eloquent.processor.schema.ColumnType;
import java.util.Optional;

/**
 * Which type changes keep the meaning of values, by families of types; what a dialect needs for one
 * is its own matter.
 */
public final class Conversions {
  /** Types whose values are of one sort. */
  public enum Family {
    /** Truth values. */
    BOOL("truth values"),
    /** Whole, floating-point and exact numbers. */
    NUMBER("numbers"),
    /** Text, bounded or not. */
    TEXT("text"),
    /** Bytes, bounded or not. */
    BYTES("bytes"),
    /** UUIDs. */
    UUID("UUIDs"),
    /** Dates. */
    DATE("dates"),
    /** Times of day. */
    TIME("times"),
    /** Local timestamps. */
    TIMESTAMP("timestamps"),
    /** Timestamps with time zone. */
    INSTANT("timestamps with time zone"),
    /** JSON documents. */
    JSON("JSON documents");

    private final String plural;

    Family(String plural) {
      this.plural = plural;
    }

    boolean isDated() {
      return this == DATE || this == TIMESTAMP || this == INSTANT;
    }
  }

  private Conversions() {}

  /**
   * Why values of one type have no meaning in the other; empty if they have, in both directions.
   */
  public static Optional<String> refused(ColumnType from, ColumnType to) {
    Family a = family(from);
    Family b = family(to);
    return a == b || related(a, b) || related(b, a)
        ? Optional.empty()
        : Optional.of(a.plural + " are no " + b.plural);
  }

  private static boolean related(Family a, Family b) {
    if (a == Family.TEXT) {
      return b != Family.BYTES;
    }
    return (a == Family.BOOL && b == Family.NUMBER) || (a.isDated() && b.isDated());
  }

  /** The family of a type. */
  public static Family family(ColumnType type) {
    if (type instanceof ColumnType.Bool) {
      return Family.BOOL;
    } else if (type instanceof ColumnType.Uuid) {
      return Family.UUID;
    } else if (type instanceof ColumnType.Date) {
      return Family.DATE;
    } else if (type instanceof ColumnType.Time) {
      return Family.TIME;
    } else if (type instanceof ColumnType.Timestamp t) {
      return t.withTimeZone() ? Family.INSTANT : Family.TIMESTAMP;
    } else if (type instanceof ColumnType.Json) {
      return Family.JSON;
    } else if (type instanceof ColumnType.Varbinary || type instanceof ColumnType.Blob) {
      return Family.BYTES;
    }
    boolean text =
        type instanceof ColumnType.Char
            || type instanceof ColumnType.Varchar
            || type instanceof ColumnType.Text;
    return text ? Family.TEXT : Family.NUMBER;
  }
}
