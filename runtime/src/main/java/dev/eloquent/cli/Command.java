package dev.eloquent.cli;

/** One command: its fields are filled from the arguments, then it runs. */
interface Command {
  /** Does it; the result is the exit code. */
  int run(Session session);
}
