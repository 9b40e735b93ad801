package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A named condition that every row must fulfil.
 *
 * <p>{@code @Check(name = "positive_total", expression = "total >= 0")} gives {@code CONSTRAINT
 * positive_total CHECK (total >= 0)} on every database.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@Repeatable(Checks.class)
public @interface Check {
  /** The constraint's name, unique in the schema, at most 63 bytes of UTF-8. */
  String name();

  /** The condition, as SQL that every enabled dialect accepts; it is written as it is. */
  String expression();
}
