package dev.eloquent.annotation;

/** What happens to a referencing row when the referenced one is deleted or its key changes. */
public enum ReferentialAction {
  /** The statement fails, checked at its end (the SQL default). */
  NO_ACTION,
  /** The statement fails at once. */
  RESTRICT,
  /** The row is deleted, or takes the new key. */
  CASCADE,
  /** The referencing columns become {@code NULL}. */
  SET_NULL,
  /** The referencing columns take their default; MySQL and MariaDB cannot do that. */
  SET_DEFAULT
}
