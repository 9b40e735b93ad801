package dev.eloquent.migration;

/**
 * What a run applies.
 *
 * @param to the last version to apply; 0 for all
 * @param step how many versions to apply at most; 0 for all
 * @param redoDraft whether an applied draft that has changed may be undone, with the loss of its
 *     rows, and applied anew
 * @param outOfOrder whether a version that is missing below an applied one is applied, which is
 *     refused otherwise
 * @param txMode how the versions share transactions
 * @param pretend whether only to tell the SQL; nothing is written, no table created, no lock taken
 */
public record RunOptions(
    int to, int step, boolean redoDraft, boolean outOfOrder, TxMode txMode, boolean pretend) {
  /** Everything that is pending. */
  public static final RunOptions ALL = new RunOptions(0, 0, false, false, TxMode.EACH, false);

  /** Checks the numbers. */
  public RunOptions {
    if (to < 0 || step < 0) {
      throw new IllegalArgumentException("to and step are 0 or more");
    }
  }

  /** These options up to that version. */
  public RunOptions withTo(int version) {
    return new RunOptions(version, step, redoDraft, outOfOrder, txMode, pretend);
  }

  /** These options for at most that many versions. */
  public RunOptions withStep(int count) {
    return new RunOptions(to, count, redoDraft, outOfOrder, txMode, pretend);
  }

  /** These options, with the decision on changed drafts. */
  public RunOptions withRedoDraft(boolean redo) {
    return new RunOptions(to, step, redo, outOfOrder, txMode, pretend);
  }

  /** These options, with the decision on versions that are missing below an applied one. */
  public RunOptions withOutOfOrder(boolean allowed) {
    return new RunOptions(to, step, redoDraft, allowed, txMode, pretend);
  }

  /** These options with transactions of that extent. */
  public RunOptions withTxMode(TxMode mode) {
    return new RunOptions(to, step, redoDraft, outOfOrder, mode, pretend);
  }

  /** These options, telling only or doing. */
  public RunOptions withPretend(boolean only) {
    return new RunOptions(to, step, redoDraft, outOfOrder, txMode, only);
  }
}
