package dev.eloquent.seed;

import dev.eloquent.history.Secrets;
import dev.eloquent.registry.ModelException;
import org.jspecify.annotations.Nullable;

/** Seeding stopped: the message says what happened, where, and what to do, never a secret. */
public final class SeedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final SeedProblem problem;
  private final long written;

  SeedException(SeedProblem problem, String message, long written, @Nullable Throwable cause) {
    super(Secrets.hide(message), cause);
    this.problem = problem;
    this.written = written;
  }

  SeedException(SeedProblem problem, String message, @Nullable Throwable cause) {
    this(problem, message, 0, cause);
  }

  /** What kind of problem. */
  public SeedProblem problem() {
    return problem;
  }

  /** The stable code, such as {@code ELQ820}. */
  public String code() {
    return problem.code();
  }

  /**
   * How many rows the failed call of a factory has written all the same, the rows that belong to
   * them left out; 0 where a transaction took all of them back.
   */
  public long written() {
    return written;
  }

  /** What a message repeats of its cause. */
  static String said(Throwable cause) {
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    return cause instanceof SeedException || cause instanceof ModelException
        ? message
        : cause.getClass().getSimpleName() + ": " + message;
  }
}
