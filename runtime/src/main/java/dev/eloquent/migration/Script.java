package dev.eloquent.migration;

import java.util.List;

/**
 * The statements of one version for one dialect, in the order they run, split at compile time.
 *
 * @param up forward
 * @param down the reverse, in the order it runs; empty if the version changes nothing there
 * @param reversible false if there is no reverse: the version can never be rolled back
 * @param transactions of the forward statements
 */
public record Script(
    Statements<String> up,
    Statements<Reverse> down,
    boolean reversible,
    Transactions transactions) {
  /** A script without statements, as a dialect has it for which a version is a no-op. */
  public static final Script EMPTY = new Script(List.of(), List.of(), true);

  /**
   * One statement of a reverse.
   *
   * @param of the number, from 1, of the forward statement that it reverses; 0 if it belongs to the
   *     script as a whole
   * @param outside whether no transaction takes it
   */
  public record Reverse(int of, String sql, boolean outside) {
    /** One that a transaction takes. */
    public Reverse(int of, String sql) {
      this(of, sql, false);
    }
  }

  /** A script that is in memory. */
  Script(List<String> up, List<Reverse> down, boolean reversible, Transactions transactions) {
    this(Statements.of(up), Statements.of(down), reversible, transactions);
  }

  /** A script that is in memory, and runs in one transaction. */
  Script(List<String> up, List<Reverse> down, boolean reversible) {
    this(up, down, reversible, Transactions.ONE);
  }
}
