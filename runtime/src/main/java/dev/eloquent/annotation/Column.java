package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the column of a field; every field of a model is a column without it, too. */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Column {
  /** The column's name; by default the field's name in snake_case. */
  String name() default "";

  /**
   * A logical type that overrides the one of the Java type, such as {@code "text"} or {@code
   * "json"}.
   */
  String type() default "";

  /** Characters of a {@code varchar} or {@code char}, bytes of a {@code varbinary}. */
  int length() default 255;

  /** Digits of a {@code decimal}. */
  int precision() default 19;

  /** Digits of a {@code decimal} behind the point. */
  int scale() default 2;

  /** Whether the column takes {@code NULL}; primitives and keys never do. */
  boolean nullable() default true;

  /** Adds a unique index over this column. */
  boolean unique() default false;

  /** The column's default: a literal of its type, or {@code "sql:"} and an expression. */
  String defaultValue() default "";

  /**
   * The value existing rows get once when the column is added or made {@code NOT NULL}; leaves no
   * default.
   */
  String backfill() default "";

  /** Makes a date-time column with explicit semantics: without time zone, default current time. */
  boolean timestamp() default false;

  /** With {@link #timestamp()} or {@link #softDeletes()}: with time zone. */
  boolean useTz() default false;

  /** With {@link #timestamp()}: whether the column's default is the current time. */
  boolean defaultNow() default true;

  /** A nullable timestamp, never defaulted, that marks a row as deleted. */
  boolean softDeletes() default false;

  /** The column's former name, if this version renames it; inert once it is sealed. */
  String renamedFrom() default "";

  /** A comment kept in the database. */
  String comment() default "";
}
