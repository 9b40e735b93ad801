package dev.eloquent.seed;

import java.util.Locale;

/** What a column holds, without its size; see {@code docs/types.md}. */
public enum ColumnKind {
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link Long}. */
  TINYINT,
  /** {@link Long}. */
  SMALLINT,
  /** {@link Long}. */
  INTEGER,
  /** {@link Long}. */
  BIGINT,
  /** {@link Double}. */
  REAL,
  /** {@link Double}. */
  DOUBLE,
  /** {@link java.math.BigDecimal}. */
  DECIMAL,
  /** {@link String}. */
  CHAR,
  /** {@link String}. */
  VARCHAR,
  /** {@link String}. */
  TEXT,
  /** {@code byte[]}. */
  VARBINARY,
  /** {@code byte[]}. */
  BLOB,
  /** {@link java.util.UUID}. */
  UUID,
  /** {@link java.time.LocalDate}. */
  DATE,
  /** {@link java.time.LocalTime}. */
  TIME,
  /** {@link java.time.LocalDateTime} or {@link java.time.Instant}, as the Java type has it. */
  TIMESTAMP,
  /** {@link java.time.LocalDateTime} or {@link java.time.Instant}, as the Java type has it. */
  TIMESTAMPTZ,
  /** {@link String}. */
  JSON,
  /** What only documents hold; a value is what it is. */
  OTHER;

  /** The kind of a logical type such as {@code varchar(40)}. */
  public static ColumnKind of(String type) {
    int size = type.indexOf('(');
    String name = (size < 0 ? type : type.substring(0, size)).toUpperCase(Locale.ROOT);
    for (ColumnKind kind : values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return OTHER;
  }
}
