package dev.eloquent.processor.plan;

import java.util.List;

/**
 * One statement of a plan.
 *
 * @param comment what it does, one line
 * @param sql without a closing semicolon
 * @param reverse what takes it back, in order; empty if there is nothing to take back (a lossless
 *     no-op in reverse)
 * @param note what the reverse cannot bring back, one line for the undo file; empty for nothing
 */
public record PlannedStatement(String comment, String sql, List<String> reverse, String note) {
  /** Copies the reverse. */
  public PlannedStatement {
    reverse = List.copyOf(reverse);
  }

  /** A statement whose reverse brings everything back. */
  public static PlannedStatement of(String comment, String sql, String... reverse) {
    return new PlannedStatement(comment, sql, List.of(reverse), "");
  }
}
