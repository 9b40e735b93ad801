package dev.eloquent.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with an exit code; the message says what happened, where, and what to do. */
final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;

  private final @Nullable CliProblem problem;

  private CliException(
      int exit, @Nullable CliProblem problem, String message, @Nullable Throwable cause) {
    super(problem == null ? message : message + " [" + problem.code() + "]", cause);
    this.exit = exit;
    this.problem = problem;
  }

  /** Something was tried and did not work. */
  static CliException failed(String message, @Nullable Throwable cause) {
    return new CliException(Exit.FAILED, null, message, cause);
  }

  /** The same with a code. */
  static CliException failed(CliProblem problem, String message, @Nullable Throwable cause) {
    return new CliException(Exit.FAILED, problem, message, cause);
  }

  /** An argument or a variable cannot be understood. */
  static CliException usage(String message) {
    return new CliException(Exit.USAGE, null, message, null);
  }

  /** The same with a code. */
  static CliException usage(CliProblem problem, String message) {
    return new CliException(Exit.USAGE, problem, message, null);
  }

  /** A guard does not let the command go on. */
  static CliException refused(String message) {
    return new CliException(Exit.REFUSED, null, message, null);
  }

  /** The same with a code. */
  static CliException refused(CliProblem problem, String message) {
    return new CliException(Exit.REFUSED, problem, message, null);
  }

  /** Whether one of the guards refused that production and data are kept with. */
  boolean guard() {
    return problem != null && problem.guard();
  }

  int exit() {
    return exit;
  }
}
