package dev.eloquent.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A version of the history that is a Java class, for work on rows that SQL cannot do.
 *
 * <p>The class is public, has a public constructor without parameters, and implements {@code
 * dev.eloquent.migration.JavaMigration}. {@code make:migration NAME --java} writes one. Once it is
 * sealed, the lock file names it: class, number and name stay as they are.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface MigrationVersion {
  /** The version: the one after the newest of the history. */
  int number();

  /** Its name, made of {@code a-z}, {@code 0-9} and {@code _}, at most 100 characters. */
  String name();
}
