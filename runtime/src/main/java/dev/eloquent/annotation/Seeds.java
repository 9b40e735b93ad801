package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code Factory}, {@code Seeder} or {@code Scenario}: the models whose rows it writes or
 * reads.
 *
 * <p>For each of them the compiler writes a class beside the model that reads and makes its
 * instances, and seeders and scenarios are found by it without a search. A seeder or scenario is
 * public, not abstract, and has a public constructor without parameters. It can be read at run
 * time, because {@code db:seed} looks at these models' tables before it writes anything.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Seeds {
  /** The models; none for a seeder or scenario that only calls others. */
  Class<?>[] value() default {};
}
