package dev.eloquent.processor.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that take a database of one dialect through a change set, each with its reverse.
 */
public record MigrationPlan(List<PlannedStatement> statements) {
  /** Copies the statements. */
  public MigrationPlan {
    statements = List.copyOf(statements);
  }

  /**
   * A statement of the reverse.
   *
   * @param of the number, from 1, of the forward statement that it reverses
   */
  public record Reverse(int of, String sql, String note) {}

  /** The reverse script: the forward statements' reverses, last statement first. */
  public List<Reverse> reverse() {
    List<Reverse> all = new ArrayList<>();
    for (int i = statements.size(); i >= 1; i--) {
      PlannedStatement statement = statements.get(i - 1);
      for (String sql : statement.reverse()) {
        all.add(new Reverse(i, sql, statement.note()));
      }
    }
    return all;
  }
}
