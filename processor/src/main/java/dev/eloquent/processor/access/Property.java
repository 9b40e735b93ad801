package dev.eloquent.processor.access;

import java.util.Locale;

/**
 * A field that generated code reads and sets. Its parts are Java, in which {@link #ROW} is the
 * instance and {@link #VALUE} stands for an expression.
 *
 * @param column what it is called in the database
 * @param field its name in Java
 * @param valueType the class of its value, boxed; of a reference that of the referenced key
 * @param javaType an expression that makes the {@code JavaType}
 * @param get an expression of the instance
 * @param from an expression that makes the field's value of a column's, which may be null
 * @param set a statement without semicolon; empty for a component of a record
 */
public record Property(
    String column,
    String field,
    String valueType,
    String javaType,
    String get,
    String from,
    String set) {
  /** The instance; no package is called so, and none could be hidden by it. */
  public static final String ROW = "_row";

  /** What stands for an expression. */
  public static final String VALUE = "%value%";

  /** The field's value, made of that expression. */
  public String from(String expression) {
    return from.replace(VALUE, expression);
  }

  /** The statement that sets the field to what is made of that expression. */
  public String set(String expression) {
    return set.replace(VALUE, from(expression));
  }

  /** A field's name as it stands behind a verb. */
  public static String capital(String field) {
    return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
  }
}
