package dev.eloquent.migration;

import java.time.Duration;

/**
 * Told of progress while the migrator works, on its thread; every method does nothing by default.
 *
 * <p>An exception that a listener throws stops the migrator as a failing statement would.
 */
public interface MigrationListener {
  /** A listener that does nothing. */
  MigrationListener NONE = new MigrationListener() {};

  /**
   * Another migrator holds the lock; called at once and then about every five seconds.
   *
   * @param holder who holds it, as far as the database tells; never empty
   * @param waited since the first try
   */
  default void waitingForLock(String holder, Duration waited) {}

  /** It is known what will be done: so many versions are undone or applied. */
  default void runPlanned(int versions) {}

  /**
   * A version's rollback begins.
   *
   * @param statements how many its reverse has; 0 for a Java migration's
   * @param resumeAt the first statement that is run; over 1 when an interrupted rollback is resumed
   */
  default void undoStarted(int version, String script, int statements, int resumeAt) {}

  /**
   * A version begins.
   *
   * @param statements how many it has
   * @param resumeAt the first statement that is run; over 1 when an interrupted version is resumed
   */
  default void versionStarted(CatalogVersion version, int statements, int resumeAt) {}

  /** A statement of a version has run. */
  default void statementFinished(int version, int number, int of, String sql, Duration duration) {}

  /**
   * A lock of the database's stopped a version; nothing of it, or of its statement, stays, and it
   * is tried again after the pause.
   *
   * @param statement the statement's number from 1; 0 behind the last
   * @param attempt 1 for the first time that it is tried again
   * @param of how often it may be
   */
  default void retrying(int version, int statement, int attempt, int of, Duration pause) {}

  /**
   * A version that is a Java class says how far it is.
   *
   * @param total 0 if it does not know
   */
  default void versionProgressed(int version, long done, long total) {}

  /** A version is applied and recorded. */
  default void versionApplied(AppliedVersion version) {}

  /** A version is rolled back and recorded. */
  default void versionRolledBack(RolledBackVersion version) {}

  /** A row that Flyway wrote matches the catalogue and is now journalled. */
  default void versionAdopted(int version, String script) {}

  /** A draft that was applied is the sealed version now; nothing ran. */
  default void versionSealed(int version, String script) {}

  /** {@code fresh} dropped an object of the schema. */
  default void objectDropped(String object) {}

  /** Something that an operator should know and that stops nothing. */
  default void warning(String message) {}
}
