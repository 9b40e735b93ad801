package dev.eloquent.processor.split;

import java.util.Locale;
import java.util.Set;

/**
 * Notices, word by word, the body of a trigger or routine: its semicolons do not end the statement,
 * so it must not be cut as if they did.
 */
final class RoutineGuard {
  private static final Set<String> ROUTINES = Set.of("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");
  private static final Set<String> OTHERS =
      Set.of("TABLE", "INDEX", "VIEW", "SEQUENCE", "TYPE", "DATABASE", "SCHEMA", "USER", "ROLE");

  private enum State {
    START,
    CREATE,
    ROUTINE,
    OTHER
  }

  private State state = State.START;

  /** Begins a new statement. */
  void reset() {
    state = State.START;
  }

  /** Takes the next unquoted word; true if a body begins with it. */
  boolean beginsBody(String word) {
    if (state == State.OTHER) {
      return false;
    }
    String upper = word.toUpperCase(Locale.ROOT);
    switch (state) {
      case START -> state = upper.equals("CREATE") ? State.CREATE : State.OTHER;
      case CREATE -> {
        if (ROUTINES.contains(upper)) {
          state = State.ROUTINE;
        } else if (OTHERS.contains(upper)) {
          state = State.OTHER;
        }
      }
      default -> {
        return upper.equals("BEGIN");
      }
    }
    return false;
  }
}
