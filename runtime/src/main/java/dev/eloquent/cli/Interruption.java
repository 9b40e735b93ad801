package dev.eloquent.cli;

import java.util.function.IntSupplier;

/**
 * Says how to go on when the process is told to end in the middle of a change, by Ctrl-C or by what
 * started it.
 */
final class Interruption {
  private Interruption() {}

  /** Makes the change; the result is its exit code. */
  static int explained(Session session, IntSupplier change) {
    Thread hook = new Thread(() -> tell(session), "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return change.getAsInt();
    } finally {
      remove(hook);
    }
  }

  private static void tell(Session session) {
    session.screen().erase();
    session.error(
        "command.interrupted",
        "interrupted. What was finished stays, and the same command goes on behind it. Where it"
            + " stands: java -jar runtime.jar migrate status",
        null);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has run or runs now.
    }
  }
}
