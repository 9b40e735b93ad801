package dev.eloquent.cli;

import java.util.function.IntSupplier;

/**
 * Says how to go on when the process is told to end in the middle of a change, by Ctrl-C or by what
 * started it.
 */
final class Interruption {
  private static final String MIGRATING =
      "interrupted. What was finished stays, and the same command goes on behind it. Where it"
          + " stands: java -jar runtime.jar migrate status";

  private Interruption() {}

  /** Makes the change of a schema; the result is its exit code. */
  static int explained(Session session, IntSupplier change) {
    return explained(session, MIGRATING, change);
  }

  /**
   * Makes the change; the result is its exit code.
   *
   * @param message what becomes of it, and how to go on
   */
  static int explained(Session session, String message, IntSupplier change) {
    Thread hook = new Thread(() -> tell(session, message), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return change.getAsInt();
    } finally {
      remove(hook);
    }
  }

  private static void tell(Session session, String message) {
    session.screen().erase();
    session.error("command.interrupted", message, null);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has run or runs now.
    }
  }
}
