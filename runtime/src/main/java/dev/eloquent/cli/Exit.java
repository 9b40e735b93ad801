package dev.eloquent.cli;

/** The exit codes of every command. */
final class Exit {
  /** Done. */
  static final int DONE = 0;

  /** Tried and failed. */
  static final int FAILED = 1;

  /** The command line or a variable cannot be understood. */
  static final int USAGE = 2;

  /** A guard refused; nothing was tried. */
  static final int REFUSED = 3;

  /** {@code status --check}: something is pending. */
  static final int PENDING = 4;

  private Exit() {}
}
