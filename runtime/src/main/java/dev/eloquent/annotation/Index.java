package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An index: on a field over that column, on a class over {@link #columns()}.
 *
 * <p>{@code @Index(columns = {"author_id", "created_at desc"})} on the model of {@code posts} gives
 * {@code CREATE INDEX idx_posts_author_id_created_at ON posts (author_id, created_at DESC)} on
 * every database.
 */
@Documented
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
@Repeatable(Indexes.class)
public @interface Index {
  /**
   * The index's name, unique in the schema; by default {@code idx_<table>_<columns>}, unique ones
   * {@code uq_<table>_<columns>}, shortened to 63 bytes with a hash.
   */
  String name() default "";

  /**
   * On a class: the columns in order, each a column name (not a field name) with an optional {@code
   * " asc"} or {@code " desc"}. An error on a field.
   */
  String[] columns() default {};

  /** Whether two rows may not have the same values: {@code CREATE UNIQUE INDEX}. */
  boolean unique() default false;

  /**
   * The condition of a partial index, as SQL that is written as it is: {@code CREATE INDEX … WHERE
   * deleted_at IS NULL} on PostgreSQL and SQLite; MySQL and MariaDB have none. For a collection a
   * filter document in Extended JSON: {@code {"deleted_at": {"$exists": true}}}.
   */
  String where() default "";

  /**
   * Only for a collection, and over one field that holds a time: how many seconds after that time
   * the server deletes a document, {@code 0} at it.
   */
  int expireAfterSeconds() default -1;
}
