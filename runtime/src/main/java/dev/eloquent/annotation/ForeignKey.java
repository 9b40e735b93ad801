package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A physical foreign key: on a field for that column, on a class for several.
 *
 * <pre>{@code
 * Customer customer;                                             // customer_id, NO ACTION
 * @ForeignKey(onDelete = ReferentialAction.CASCADE) Order order; // order_id
 * @ForeignKey(references = Customer.class) long payer;           // payer
 * }</pre>
 *
 * <p>gives {@code CONSTRAINT fk_lines_order_id FOREIGN KEY (order_id) REFERENCES orders (id) ON
 * DELETE CASCADE} on every database. A field whose type is a model has one without it, too. The
 * referenced columns must be the primary key or a unique index of the target, in that order, and of
 * the same types.
 */
@Documented
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
@Repeatable(ForeignKeys.class)
public @interface ForeignKey {
  /**
   * The model that is referenced, of this compilation or from the class path; on a field whose type
   * is a model it may be left out.
   */
  Class<?> references() default void.class;

  /** On a class: the referencing columns of this table, by column name. An error on a field. */
  String[] columns() default {};

  /** The referenced columns; by default the primary key of {@link #references()}. */
  String[] referencedColumns() default {};

  /**
   * The constraint's name, unique in the schema; by default {@code fk_<table>_<columns>}, shortened
   * to 63 bytes with a hash.
   */
  String name() default "";

  /**
   * What happens when the referenced row is deleted; {@code SET_NULL} needs nullable columns,
   * {@code SET_DEFAULT} nullable ones or a default.
   */
  ReferentialAction onDelete() default ReferentialAction.NO_ACTION;

  /** What happens when the referenced key changes; as {@link #onDelete()}. */
  ReferentialAction onUpdate() default ReferentialAction.NO_ACTION;
}
