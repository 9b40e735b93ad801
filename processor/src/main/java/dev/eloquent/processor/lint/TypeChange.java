package dev.eloquent.processor.lint;

import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ColumnType.Char;
import dev.eloquent.processor.schema.ColumnType.Decimal;
import dev.eloquent.processor.schema.ColumnType.Int;
import dev.eloquent.processor.schema.ColumnType.Real;
import dev.eloquent.processor.schema.ColumnType.Timestamp;
import dev.eloquent.processor.schema.ColumnType.Varbinary;
import dev.eloquent.processor.schema.ColumnType.Varchar;

/** What becomes of a column's values under another type. */
enum TypeChange {
  /** Every value stays what it is. */
  SAFE,
  /** Every value is read as another type, which some may not be, or depends on the session. */
  CAST,
  /** The same kind of value, but not every size of it. */
  NARROWING,
  /** A part of each value has no place. */
  LOSSY;

  /** Longer than any bounded text. */
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** Classifies a change. */
  static TypeChange of(ColumnType from, ColumnType to) {
    if (from.equals(to)) {
      return SAFE;
    } else if (isText(to)) {
      return toText(from, textLength(to));
    } else if (isText(from)) {
      return CAST;
    } else if (isNumber(from) && isNumber(to)) {
      return number(from, to);
    } else if (isBinary(to)) {
      return toBinary(from, to);
    } else if (from instanceof ColumnType.Bool && isNumber(to)) {
      return unless(to instanceof Decimal d && d.precision() == d.scale());
    } else if (to instanceof Timestamp target) {
      return toTimestamp(from, target);
    }
    return LOSSY;
  }

  private static boolean isText(ColumnType type) {
    return type instanceof Char || type instanceof Varchar || type instanceof ColumnType.Text;
  }

  private static boolean isNumber(ColumnType type) {
    return type instanceof Int || type instanceof Decimal || type instanceof Real;
  }

  private static boolean isBinary(ColumnType type) {
    return type instanceof Varbinary || type instanceof ColumnType.Blob;
  }

  private static TypeChange toText(ColumnType from, int room) {
    if (isBinary(from)) {
      return LOSSY;
    }
    return textLength(from) <= room ? SAFE : NARROWING;
  }

  /** The most characters that a value takes as text. */
  private static int textLength(ColumnType type) {
    if (type instanceof Char t) {
      return t.length();
    } else if (type instanceof Varchar t) {
      return t.length();
    } else if (type instanceof ColumnType.Bool) {
      return "false".length();
    } else if (type instanceof Int t) {
      return 1 + digits(t);
    } else if (type instanceof Decimal t) {
      return "-.".length() + t.precision();
    } else if (type instanceof Real) {
      return "-2.2250738585072014E-308".length();
    } else if (type instanceof ColumnType.Uuid) {
      return 36;
    } else if (type instanceof ColumnType.Date) {
      return "2000-01-01".length();
    } else if (type instanceof ColumnType.Time) {
      return "00:00:00.000000".length();
    } else if (type instanceof Timestamp) {
      return "2000-01-01 00:00:00.000000+00:00".length();
    }
    return UNBOUNDED;
  }

  private static int digits(Int type) {
    return switch (type.bits()) {
      case 8 -> 3;
      case 16 -> 5;
      case 32 -> 10;
      default -> 19;
    };
  }

  private static TypeChange number(ColumnType from, ColumnType to) {
    if (from instanceof Int a && to instanceof Int b) {
      return unless(b.bits() < a.bits());
    } else if (from instanceof Int a && to instanceof Decimal b) {
      return unless(b.precision() - b.scale() < digits(a));
    } else if (from instanceof Decimal a && to instanceof Decimal b) {
      return unless(b.scale() < a.scale() || b.precision() - b.scale() < a.precision() - a.scale());
    } else if (from instanceof Decimal a && a.scale() == 0 && to instanceof Int b) {
      return unless(a.precision() >= digits(b));
    } else if (from instanceof Real a && to instanceof Real b) {
      return unless(b.bits() < a.bits());
    } else if (from instanceof Int a && to instanceof Real b) {
      // A 32-bit float holds 24 bits exactly, a 64-bit one 53.
      return a.bits() < b.bits() ? SAFE : LOSSY;
    }
    return LOSSY;
  }

  private static TypeChange unless(boolean narrower) {
    return narrower ? NARROWING : SAFE;
  }

  private static TypeChange toBinary(ColumnType from, ColumnType to) {
    int room = to instanceof Varbinary t ? t.length() : UNBOUNDED;
    if (from instanceof Varbinary t) {
      return unless(room < t.length());
    } else if (from instanceof ColumnType.Blob) {
      return NARROWING;
    }
    return from instanceof ColumnType.Uuid && room >= 16 ? CAST : LOSSY;
  }

  private static TypeChange toTimestamp(ColumnType from, Timestamp to) {
    if (from instanceof ColumnType.Date) {
      return to.withTimeZone() ? CAST : SAFE;
    }
    return from instanceof Timestamp ? CAST : LOSSY;
  }
}
