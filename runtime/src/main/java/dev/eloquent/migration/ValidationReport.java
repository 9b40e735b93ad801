package dev.eloquent.migration;

import java.util.List;

/**
 * Whether history, journal and code agree.
 *
 * @param problems what is wrong, each naming table, row and column, and what to do
 * @param notes what is worth knowing and wrong in no way, such as rows of Flyway that the next run
 *     adopts
 * @param head the journal's newest event as {@code ID:HASH}; keep it outside the database and pass
 *     it to {@link Migrator#validate(String)} to find an end that was cut off; empty if there is no
 *     journal
 */
public record ValidationReport(List<Problem> problems, List<String> notes, String head) {
  /** What kind of problem. */
  public enum Kind {
    /** A value of a row was changed. */
    CHANGED,
    /** A row is gone. */
    DELETED,
    /** A row was written by neither this library nor Flyway. */
    INSERTED,
    /** Rows have changed their places. */
    REORDERED,
    /** The code's version is not the one that was applied. */
    DIFFERS_FROM_CODE,
    /** A version did not finish. */
    UNFINISHED,
    /** The journal does not lead to the head that was expected. */
    HEAD
  }

  /**
   * A problem.
   *
   * @param kind what kind
   * @param table the table it is in
   * @param message what, where, and what to do
   */
  public record Problem(Kind kind, String table, String message) {
    /** The message with the table before it, unless it begins with that. */
    public String located() {
      return message.startsWith(table + ": ") ? message : table + ": " + message;
    }
  }

  /** Copies the lists. */
  public ValidationReport {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** Whether nothing is wrong. */
  public boolean valid() {
    return problems.isEmpty();
  }
}
