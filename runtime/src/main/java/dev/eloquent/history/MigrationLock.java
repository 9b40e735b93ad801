package dev.eloquent.history;

import java.sql.SQLException;
import java.time.Duration;

/** The right to be the one migrator; the database or the operating system frees it when we die. */
public interface MigrationLock extends AutoCloseable {
  /** Told while another migrator holds the lock. */
  interface Waiting {
    /** Called at once and then about every five seconds. */
    void waiting(String holder, Duration waited);
  }

  /**
   * Asks the database whether the lock is still ours.
   *
   * @throws LockLostException if it is not
   */
  default void check() throws SQLException {}

  /** Frees the lock. */
  @Override
  void close() throws SQLException;
}
