package dev.eloquent.history;

import java.time.Duration;

/** Another migrator kept the lock for too long. */
public final class LockTimeoutException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String holder;

  LockTimeoutException(String holder, Duration timeout) {
    super("the lock is held by " + holder + " for more than " + timeout.toMillis() + " ms");
    this.holder = holder;
  }

  /** Who holds it, as far as the database tells. */
  public String holder() {
    return holder;
  }
}
