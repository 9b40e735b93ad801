package dev.eloquent.annotation;

/** Who makes the value of a primary key column. */
public enum IdStrategy {
  /** The database counts it up; for integer columns. */
  IDENTITY,
  /** The application assigns a UUID. */
  UUID,
  /** The application assigns a value of any type. */
  NONE
}
