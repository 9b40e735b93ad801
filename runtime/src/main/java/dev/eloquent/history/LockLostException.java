package dev.eloquent.history;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The lock is not, or not any more, what keeps other migrators out. */
public final class LockLostException extends SQLException {
  private static final long serialVersionUID = 1L;

  /** Says how that is known. */
  public LockLostException(String message, @Nullable SQLException cause) {
    super(message, cause);
  }
}
