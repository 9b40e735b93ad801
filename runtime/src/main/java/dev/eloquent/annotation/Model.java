package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class or record as an entity with a table of its own.
 *
 * <pre>{@code
 * @Model
 * class OrderLine {
 *   @Id Long id;
 *   int quantity;
 * }
 * }</pre>
 *
 * <p>gives {@code CREATE TABLE order_lines (id …, quantity INTEGER NOT NULL, …)}, and on MySQL the
 * same with {@code INT}. The columns are the fields of its superclasses, which need no annotation,
 * and then its own. The class needs a field with {@link Id}. It must be neither abstract, generic
 * nor private.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Model {
  /**
   * The table's name, at most 63 bytes of UTF-8; by default the class name as a snake_case plural
   * ({@code OrderLine} → {@code order_lines}, {@code Category} → {@code categories}).
   */
  String table() default "";

  /**
   * Where it lives: {@code ""} every SQL dialect, {@code "pg"} PostgreSQL, {@code "mysql"} MySQL
   * and MariaDB, {@code "sqlite"} SQLite, {@code "mongo"} a collection of MongoDB. A model that
   * lives everywhere cannot reference one that does not, and none a collection.
   */
  String connection() default "";

  /**
   * The table's former name, if this version renames it ({@code ALTER TABLE clients RENAME TO
   * customers}); without it, a new name is a new table and the old one is dropped with its rows.
   * Inert once the version is sealed, so it may stay.
   */
  String renamedFrom() default "";

  /**
   * A comment kept in the database: {@code COMMENT ON TABLE} on PostgreSQL, {@code COMMENT} on
   * MySQL; SQLite has none.
   */
  String comment() default "";
}
