package dev.eloquent.registry;

import dev.eloquent.history.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * A model cannot be used, or a row of it not be written or read: the message says what happened,
 * where, and what to do, never a secret.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ModelProblem problem;

  /** Creates one. */
  public ModelException(ModelProblem problem, String message) {
    this(problem, message, null);
  }

  /** Creates one with what led to it. */
  public ModelException(ModelProblem problem, String message, @Nullable Throwable cause) {
    super(Secrets.hide(message) + " [" + problem.code() + "]", cause);
    this.problem = problem;
  }

  /** What kind of problem. */
  public ModelProblem problem() {
    return problem;
  }

  /** The stable code, such as {@code ELQ800}. */
  public String code() {
    return problem.code();
  }
}
