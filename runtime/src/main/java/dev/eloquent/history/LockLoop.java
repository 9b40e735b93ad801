package dev.eloquent.history;

import java.sql.SQLException;
import java.time.Duration;

/** Tries a lock until it is had or the time is over, and tells whom it waits for. */
public final class LockLoop {
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 250;
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private LockLoop() {}

  /** What is tried. */
  public interface Attempt {
    /** Takes the lock, if nobody has it. */
    boolean tryLock() throws SQLException;

    /** Who has it. */
    String holder() throws SQLException;
  }

  /**
   * Tries again and again.
   *
   * @throws LockTimeoutException if the time is over
   */
  public static void acquire(Attempt attempt, Duration timeout, MigrationLock.Waiting waiting)
      throws SQLException, LockTimeoutException {
    long start = System.nanoTime();
    long pause = FIRST_PAUSE_MILLIS;
    Duration tellAt = Duration.ZERO;
    while (!attempt.tryLock()) {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(timeout) >= 0) {
        throw new LockTimeoutException(attempt.holder(), timeout);
      }
      if (waited.compareTo(tellAt) >= 0) {
        waiting.waiting(attempt.holder(), waited);
        tellAt = waited.plus(TELL_EVERY);
      }
      try {
        Thread.sleep(Math.min(pause, Math.max(1, timeout.minus(waited).toMillis())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LockTimeoutException(attempt.holder() + " (waiting was interrupted)", timeout);
      }
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }
  }
}
