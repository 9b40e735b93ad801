package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A physical foreign key: on a field for that column, on a class for several. */
@Documented
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
@Repeatable(ForeignKeys.class)
public @interface ForeignKey {
  /** The model that is referenced; on a field whose type is a model it may be left out. */
  Class<?> references() default void.class;

  /** On a class: the referencing columns of this table. */
  String[] columns() default {};

  /** The referenced columns; by default the primary key of {@link #references()}. */
  String[] referencedColumns() default {};

  /** The constraint's name; by default {@code fk_<table>_<columns>}. */
  String name() default "";

  /** What happens when the referenced row is deleted. */
  ReferentialAction onDelete() default ReferentialAction.NO_ACTION;

  /** What happens when the referenced key changes. */
  ReferentialAction onUpdate() default ReferentialAction.NO_ACTION;
}
