package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class or record as an entity with a table of its own. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Model {
  /**
   * The table's name; by default the class name as a snake_case plural ({@code OrderLine} → {@code
   * order_lines}).
   */
  String table() default "";

  /**
   * Where it lives: {@code ""} every SQL dialect, {@code "pg"}, {@code "mysql"} or {@code "sqlite"}
   * only one.
   */
  String connection() default "";

  /** The table's former name, if this version renames it; inert once it is sealed. */
  String renamedFrom() default "";

  /** A comment kept in the database. */
  String comment() default "";
}
