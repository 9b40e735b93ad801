package dev.eloquent.history;

import dev.eloquent.format.RebuildScript.Rebuilt;
import dev.eloquent.history.Checkpoint.Settlement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The session of the database in which migrations run and the two tables change: its transactions,
 * its settings, and how a statement runs, is limited, and is found to have ended.
 *
 * <p>A transaction takes the place in the journal's chain with it: what is rolled back was never
 * appended. A database without transactions at least appends what belongs together at its commit.
 */
public abstract class DatabaseSession {
  private final JournalEnd end;

  /** Creates one whose transactions take that end of a journal with them. */
  protected DatabaseSession(JournalEnd end) {
    this.end = end;
  }

  /**
   * Begins a transaction.
   *
   * @param foreignKeysOff whether to suspend foreign keys, which SQLite needs to rebuild a table
   */
  public void begin(boolean foreignKeysOff) throws SQLException {
    end.mark();
  }

  /** Commits, and ends what {@link #begin} has suspended. */
  public void commit() throws SQLException {
    end.mark();
  }

  /** Rolls back, the place in the chain too. */
  public void rollback() throws SQLException {
    end.reset();
  }

  /** Rolls back after a failure, which stays the one to report. */
  public final void rollbackAfter(Exception failure) {
    try {
      rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Ends what {@link #begin} began, for a statement that no transaction takes. */
  public abstract void leaveTransaction() throws SQLException;

  /** Makes later reads see one state of the database, until {@link #rollback}. */
  public void beginSnapshot() throws SQLException {
    end.mark();
  }

  /** Ends a transaction that is open, and the limits: the session is what it was. */
  public abstract void end() throws SQLException;

  /**
   * What keeps over a script what the script would lose; begins with its transaction.
   *
   * @param tables those that the script rebuilds
   */
  public ScriptKeeper keeper(List<Rebuilt> tables) {
    return ScriptKeeper.NONE;
  }

  /** Rows whose foreign keys point nowhere, after they were suspended; empty if all is well. */
  public List<String> brokenForeignKeys() throws SQLException {
    return List.of();
  }

  /**
   * What will tell whether a statement took effect, if nothing is recorded any more; only reads.
   *
   * @param outside whether it will run outside of a transaction
   */
  public abstract Checkpoint checkpoint(String sql, boolean outside) throws SQLException;

  /**
   * Whether it need not be recorded that a statement has run before the next one has, because after
   * a kill in between the catalogue tells of the first one, and the others may run again.
   */
  public boolean isRecordedLater(String done, String next) {
    return false;
  }

  /** How the statement ended before which the checkpoint was written; only reads. */
  public Settlement settle(Checkpoint before) throws SQLException {
    return before.compare(before.objects(), before.environment());
  }

  /**
   * Gets ready to run a statement that began before, and of which no effect counts; it is the next
   * that runs.
   *
   * @param outside whether it runs outside of a transaction
   */
  public abstract void beginAgain(String sql, boolean outside) throws SQLException;

  /**
   * Begins to run statements one by one, behind others that ran in a session which has ended: what
   * those have set for it is set again.
   *
   * @param settings those of the finished statements that are settings, in their order
   */
  public void resumeSession(List<String> settings) throws SQLException {}

  /** Whether a statement sets something for its session. */
  public boolean isSetting(String sql) {
    return false;
  }

  /** Ends that: later versions find the session as it was. */
  public void endSession() throws SQLException {}

  /** Runs a statement of a migration, exactly as it is. */
  public abstract void execute(String sql) throws SQLException;

  /**
   * Limits from now on how long a statement runs and waits; outside of a transaction.
   *
   * @param running how long it may take; null for no limit of ours
   * @param waiting how long it may wait for a lock of the database's; null likewise
   */
  public abstract void limit(@Nullable Duration running, @Nullable Duration waiting)
      throws SQLException;

  /** The tables of which a statement drops all rows or a part of each, as it names them. */
  public abstract Set<String> losers(String sql);

  /** How many rows a table has that {@link #losers} names; -1 if that cannot be told. */
  public abstract long count(String table);

  /**
   * The connection, for migrations that are Java classes.
   *
   * @throws SQLException if the database is not asked in SQL
   */
  public abstract Connection connection() throws SQLException;
}
