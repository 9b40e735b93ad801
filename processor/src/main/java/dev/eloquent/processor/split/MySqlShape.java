package dev.eloquent.processor.split;

import java.util.Set;

/**
 * Bodies of triggers, routines and events without {@code DELIMITER}.
 *
 * <p>{@code BEGIN} and {@code CASE} open what {@code END} closes. {@code IF}, {@code LOOP}, {@code
 * WHILE}, {@code REPEAT} and {@code FOR} need no counting inside, since their end has its own
 * words; only a body that begins with one of them counts that one.
 */
final class MySqlShape extends StatementShape {
  private static final Set<String> ROUTINES = Set.of("TRIGGER", "PROCEDURE", "FUNCTION", "EVENT");
  private static final Set<String> OTHERS =
      Set.of("TABLE", "INDEX", "VIEW", "SEQUENCE", "DATABASE", "SCHEMA", "USER", "ROLE", "SERVER");
  private static final Set<String> CONTROLS = Set.of("IF", "LOOP", "WHILE", "REPEAT");
  private static final Set<String> SIMPLE =
      Set.of("SET", "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "CALL", "RETURN", "WITH");

  private enum State {
    START,
    BEGIN,
    CREATE,
    HEADER,
    BODY,
    OTHER
  }

  private State state = State.START;
  private String routine = "";
  private String last = "";
  private String beforeLast = "";
  private int blocks;
  // The control statement that is the whole body, and how many of it are open.
  private String control = "";
  private int controls;
  private boolean first;

  @Override
  void reset() {
    state = State.START;
    routine = "";
    last = "";
    beforeLast = "";
    blocks = 0;
    control = "";
    controls = 0;
    first = true;
  }

  @Override
  void token(String token) {
    switch (state) {
      case START -> start(token);
      case BEGIN -> notAtomic(token);
      case CREATE -> create(token);
      case HEADER, BODY -> body(token);
      default -> {}
    }
    beforeLast = last;
    last = token;
  }

  private void start(String token) {
    state =
        switch (token) {
          case "CREATE", "ALTER" -> State.CREATE;
          case "BEGIN" -> State.BEGIN;
          default -> State.OTHER;
        };
  }

  /** MariaDB's {@code BEGIN NOT ATOMIC}; any other {@code BEGIN} starts a transaction. */
  private void notAtomic(String token) {
    if (token.equals("ATOMIC")) {
      state = State.BODY;
      first = false;
      blocks = 1;
    } else if (!token.equals("NOT")) {
      state = State.OTHER;
    }
  }

  private void create(String token) {
    if (ROUTINES.contains(token) && !last.equals("=") && !last.equals("@")) {
      state = State.HEADER;
      routine = token;
    } else if (OTHERS.contains(token)) {
      state = State.OTHER;
    }
  }

  private void body(String token) {
    if (last.equals("END")) {
      close(token);
    }
    if (token.equals("BEGIN") || (token.equals("CASE") && !last.equals("END"))) {
      blocks++;
      first = false;
    } else if (state == State.HEADER) {
      state = endsHeader(token) ? State.BODY : State.HEADER;
    } else if (first) {
      first(token);
    } else if (token.equals(control) && startsStatement()) {
      controls++;
    }
  }

  /** Takes what stands behind {@code END}. */
  private void close(String token) {
    if (CONTROLS.contains(token)) {
      controls -= token.equals(control) ? 1 : 0;
    } else if (blocks > 0 && !(token.equals("FOR") && beforeLast.equals(";"))) {
      blocks--;
    }
  }

  private boolean endsHeader(String token) {
    return switch (routine) {
      case "TRIGGER" -> token.equals("ROW");
      case "EVENT" -> token.equals("DO");
      default -> token.equals(")");
    };
  }

  private void first(String token) {
    if (CONTROLS.contains(token)) {
      control = token;
      controls = 1;
      first = false;
    } else if (SIMPLE.contains(token)) {
      first = false;
    }
  }

  private boolean startsStatement() {
    return Set.of(";", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "BEGIN", ":").contains(last);
  }

  @Override
  boolean isWatching() {
    return state != State.OTHER;
  }

  @Override
  boolean isOpen() {
    int open = blocks + controls;
    return last.equals("END") ? open > 1 : open > 0;
  }
}
