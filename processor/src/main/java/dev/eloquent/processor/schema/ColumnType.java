package dev.eloquent.processor.schema;

import java.util.Comparator;
import java.util.List;

/**
 * A logical column type; each dialect renders it. Enums are {@link Varchar} with a {@link
 * CheckRule.OneOf}.
 */
public sealed interface ColumnType {
  /** A truth value. */
  record Bool() implements ColumnType {}

  /** A whole number of 8, 16, 32 or 64 bits. */
  record Int(int bits) implements ColumnType {
    /** Checks the bits. */
    public Int {
      if (bits != 8 && bits != 16 && bits != 32 && bits != 64) {
        throw new IllegalArgumentException("bits: " + bits);
      }
    }
  }

  /** A binary floating-point number of 32 or 64 bits. */
  record Real(int bits) implements ColumnType {
    /** Checks the bits. */
    public Real {
      if (bits != 32 && bits != 64) {
        throw new IllegalArgumentException("bits: " + bits);
      }
    }
  }

  /** An exact number: digits, and digits behind the point. */
  record Decimal(int precision, int scale) implements ColumnType {}

  /** Text of a fixed number of characters. */
  record Char(int length) implements ColumnType {}

  /** Text of at most that many characters. */
  record Varchar(int length) implements ColumnType {}

  /** Text of any length. */
  record Text() implements ColumnType {}

  /** At most that many bytes. */
  record Varbinary(int length) implements ColumnType {}

  /** Any number of bytes. */
  record Blob() implements ColumnType {}

  /** A UUID. */
  record Uuid() implements ColumnType {}

  /** A calendar date. */
  record Date() implements ColumnType {}

  /** A time of day. */
  record Time() implements ColumnType {}

  /** A date with time of day; with time zone, an instant. Microseconds. */
  record Timestamp(boolean withTimeZone) implements ColumnType {}

  /** A JSON document. */
  record Json() implements ColumnType {}

  /** A type that only documents of a collection have. */
  sealed interface DocumentType extends ColumnType {}

  /** MongoDB's own identifier. */
  record ObjectId() implements DocumentType {}

  /** The name of one of an enum's constants; their order means nothing. */
  record Choice(List<String> values) implements DocumentType {
    /** Sorts the values. */
    public Choice {
      values = values.stream().sorted().toList();
    }
  }

  /** A list of values of one type. */
  record Array(ColumnType element) implements DocumentType {}

  /** A nested document; the order of its fields means nothing, and without any it is free. */
  record Document(List<Field> fields) implements DocumentType {
    /** Sorts the fields by name. */
    public Document {
      fields = fields.stream().sorted(Comparator.comparing(Field::name)).toList();
    }
  }

  /**
   * A field of a nested document.
   *
   * @param nullable whether it may be missing or null
   */
  record Field(String name, ColumnType type, boolean nullable) {}

  /** A visitor, for Java 17 has no pattern switch. */
  interface Visitor<R> {
    /** Visits a truth value. */
    R bool();

    /** Visits a whole number. */
    R integer(Int type);

    /** Visits a floating-point number. */
    R real(Real type);

    /** Visits an exact number. */
    R decimal(Decimal type);

    /** Visits fixed text. */
    R character(Char type);

    /** Visits bounded text. */
    R varchar(Varchar type);

    /** Visits unbounded text. */
    R text();

    /** Visits bounded bytes. */
    R varbinary(Varbinary type);

    /** Visits unbounded bytes. */
    R blob();

    /** Visits a UUID. */
    R uuid();

    /** Visits a date. */
    R date();

    /** Visits a time. */
    R time();

    /** Visits a timestamp. */
    R timestamp(Timestamp type);

    /** Visits a JSON document. */
    R json();

    /** Visits a type that only documents have, which nothing of SQL ever sees. */
    default R document(DocumentType type) {
      throw new IllegalArgumentException("only a collection has " + type.text());
    }
  }

  /** Calls the visitor's method for this type. */
  default <R> R accept(Visitor<R> visitor) {
    if (this instanceof Bool) {
      return visitor.bool();
    } else if (this instanceof Int t) {
      return visitor.integer(t);
    } else if (this instanceof Real t) {
      return visitor.real(t);
    } else if (this instanceof Decimal t) {
      return visitor.decimal(t);
    } else if (this instanceof Char t) {
      return visitor.character(t);
    } else if (this instanceof Varchar t) {
      return visitor.varchar(t);
    } else if (this instanceof Text) {
      return visitor.text();
    } else if (this instanceof Varbinary t) {
      return visitor.varbinary(t);
    } else if (this instanceof Blob) {
      return visitor.blob();
    } else if (this instanceof Uuid) {
      return visitor.uuid();
    } else if (this instanceof Date) {
      return visitor.date();
    } else if (this instanceof Time) {
      return visitor.time();
    } else if (this instanceof Timestamp t) {
      return visitor.timestamp(t);
    } else if (this instanceof Json) {
      return visitor.json();
    } else if (this instanceof DocumentType t) {
      return visitor.document(t);
    }
    throw new AssertionError(this);
  }

  /** The name users write and the snapshot holds: {@code varchar(255)}, {@code timestamptz}. */
  default String text() {
    return accept(new TypeText());
  }
}
