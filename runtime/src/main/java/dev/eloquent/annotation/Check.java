package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A named condition that every row must fulfil. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
@Repeatable(Checks.class)
public @interface Check {
  /** The constraint's name. */
  String name();

  /** The condition, as SQL that every enabled dialect accepts. */
  String expression();
}
