package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field as primary key; several marked fields form a composite key in field order.
 *
 * <p>Without {@link #strategy()}, a single integer field ({@code byte}, {@code short}, {@code int},
 * {@code long} and their classes) is {@code IDENTITY}, and everything else, as every part of a
 * composite key, is a value that the application assigns: a {@code java.util.UUID} as {@code UUID},
 * the rest as {@code NONE}. A key is always {@code NOT NULL}.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.CLASS)
public @interface Id {
  /** Who makes the value; see the class comment for the default. */
  IdStrategy strategy() default IdStrategy.IDENTITY;
}
