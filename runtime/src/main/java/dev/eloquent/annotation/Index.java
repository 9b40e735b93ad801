package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An index: on a field over that column, on a class over {@link #columns()}. */
@Documented
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
@Repeatable(Indexes.class)
public @interface Index {
  /**
   * The index's name; by default {@code idx_<table>_<columns>}, unique ones {@code
   * uq_<table>_<columns>}.
   */
  String name() default "";

  /**
   * The columns in order, each a column name with an optional {@code " asc"} or {@code " desc"}.
   */
  String[] columns() default {};

  /** Whether two rows may not have the same values. */
  boolean unique() default false;

  /** The condition of a partial index, as SQL; MySQL and MariaDB have none. */
  String where() default "";
}
