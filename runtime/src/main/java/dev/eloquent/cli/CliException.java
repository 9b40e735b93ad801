package dev.eloquent.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with an exit code; the message says what happened, where, and what to do. */
final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;

  private CliException(int exit, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  /** Something was tried and did not work. */
  static CliException failed(String message, @Nullable Throwable cause) {
    return new CliException(Exit.FAILED, message, cause);
  }

  /** An argument or a variable cannot be understood. */
  static CliException usage(String message) {
    return new CliException(Exit.USAGE, message, null);
  }

  /** A guard does not let the command go on. */
  static CliException refused(String message) {
    return new CliException(Exit.REFUSED, message, null);
  }

  int exit() {
    return exit;
  }
}
