package dev.eloquent.migration;

/**
 * A version that is a Java class, for work on rows that SQL cannot do; it carries {@link
 * dev.eloquent.annotation.MigrationVersion}.
 *
 * <p>A new instance is made for each run, and only when the version is to run.
 */
public interface JavaMigration {
  /**
   * Does the work, in the version's transaction.
   *
   * <p>Where the database commits at DDL (MySQL, MariaDB), a class that executes DDL may have to do
   * its work a second time, and must be written so that it can.
   *
   * @throws Exception if it cannot be done; the transaction is rolled back and the run stops
   */
  void up(MigrationContext context) throws Exception;

  /**
   * Takes it back, likewise; a class that does not have this method is irreversible.
   *
   * @throws Exception if it cannot be done; the transaction is rolled back and the rollback stops
   */
  default void down(MigrationContext context) throws Exception {
    throw new UnsupportedOperationException(getClass().getName() + " is irreversible");
  }
}
