package dev.eloquent.processor.split;

import java.util.Set;

/**
 * A trigger ends at {@code ; END ;} and nowhere else, as SQLite's own {@code sqlite3_complete}
 * says, so that no {@code CASE … END} need be counted.
 */
final class SqliteShape extends StatementShape {
  /** Pragmas that are ignored or refused in a transaction. */
  private static final Set<String> OUTSIDE = Set.of("FOREIGN_KEYS", "JOURNAL_MODE", "SYNCHRONOUS");

  private enum State {
    START,
    CREATE,
    PRAGMA,
    TRIGGER,
    OTHER
  }

  private State state = State.START;
  private String last = "";
  private boolean ended;
  private boolean transactional = true;

  @Override
  void reset() {
    state = State.START;
    last = "";
    ended = false;
    transactional = true;
  }

  @Override
  void token(String token) {
    switch (state) {
      case START -> start(token);
      case CREATE -> {
        if (token.equals("TRIGGER")) {
          state = State.TRIGGER;
        } else if (!token.equals("TEMP") && !token.equals("TEMPORARY")) {
          state = State.OTHER;
        }
      }
      case PRAGMA -> pragma(token);
      case TRIGGER -> {
        ended = token.equals("END") && last.equals(";");
        last = token;
      }
      default -> {}
    }
  }

  private void start(String token) {
    switch (token) {
      case "CREATE" -> state = State.CREATE;
      case "PRAGMA" -> state = State.PRAGMA;
      case "EXPLAIN", "QUERY", "PLAN" -> {}
      default -> {
        state = State.OTHER;
        transactional = !token.equals("VACUUM");
      }
    }
  }

  /** {@code PRAGMA foreign_keys;} only reads it. */
  private void pragma(String token) {
    if (token.equals("=") || token.equals("(")) {
      transactional = !OUTSIDE.contains(last.startsWith(".") ? last.substring(1) : last);
      state = State.OTHER;
    }
    last = token;
  }

  @Override
  boolean isWatching() {
    return state != State.OTHER;
  }

  @Override
  boolean isOpen() {
    return state == State.TRIGGER && !ended;
  }

  @Override
  boolean isTransactional() {
    return transactional;
  }
}
