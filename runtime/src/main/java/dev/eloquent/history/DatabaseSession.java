package dev.eloquent.history;

import dev.eloquent.format.RebuildScript.Rebuilt;
import dev.eloquent.history.Checkpoint.Settlement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session of the database in which migrations run and the two tables change: its transactions,
 * its settings, and how a statement runs, is limited, and is found to have ended.
 *
 * <p>A transaction takes the place in the journal's chain with it: what is rolled back was never
 * appended. There is one subclass a database.
 */
public abstract class DatabaseSession {
  /** Statements whose effect ends with the session; those of a transaction end before. */
  private static final Pattern SETTING =
      Pattern.compile(
          "^(?:SET\\s+(?!(?:LOCAL|TRANSACTION|CONSTRAINTS|PASSWORD|STATEMENT)\\b)|PRAGMA\\b|USE\\b|ATTACH\\b)",
          Pattern.CASE_INSENSITIVE);

  /** The connection whose session it is. */
  final Connection connection;

  /** Holds the place in the chain, and statements that stay prepared. */
  final JournalWriter writer;

  private final String dialect;
  private final SessionLimits limits;

  DatabaseSession(Connection connection, String dialect, JournalWriter writer) {
    this.connection = connection;
    this.dialect = dialect;
    this.writer = writer;
    this.limits = new SessionLimits(connection);
  }

  /**
   * Begins a transaction.
   *
   * @param foreignKeysOff whether to suspend foreign keys, which SQLite needs to rebuild a table
   */
  public void begin(boolean foreignKeysOff) throws SQLException {
    writer.mark();
    connection.setAutoCommit(false);
  }

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

  /** Commits, and ends what {@link #begin} has suspended. */
  public void commit() throws SQLException {
    connection.commit();
    writer.mark();
  }

  /** Rolls back, the place in the chain too. */
  public void rollback() throws SQLException {
    writer.reset();
    if (!connection.getAutoCommit()) {
      connection.rollback();
    }
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
  public final void leaveTransaction() throws SQLException {
    writer.release();
    connection.setAutoCommit(true);
  }

  /**
   * What will tell whether a statement took effect, if nothing is recorded any more; only reads.
   *
   * @param outside whether it will run outside of a transaction
   */
  public Checkpoint checkpoint(String sql, boolean outside) throws SQLException {
    return outside ? Checkpoint.REPEAT : Checkpoint.ROWS;
  }

  /** How the statement ended before which the checkpoint was written; only reads. */
  public Settlement settle(Checkpoint before) throws SQLException {
    return before.compare(before.objects(), before.environment());
  }

  /** Takes away what a statement that runs outside of a transaction left when it did not finish. */
  public void clean(String sql) throws SQLException {}

  /**
   * Begins to run statements one by one, behind others that ran in a session which has ended: what
   * those have set for it is set again.
   *
   * @param settings those of the finished statements that are settings, in their order
   */
  public void resumeSession(List<String> settings) throws SQLException {
    if (!settings.isEmpty()) {
      leaveTransaction();
      for (String sql : settings) {
        execute(sql);
      }
    }
  }

  /** Whether a statement sets something for its session. */
  public final boolean isSetting(String sql) {
    return SETTING.matcher(sql).find();
  }

  /** Ends that: later versions find the session as it was. */
  public void endSession() throws SQLException {}

  /** Runs a statement of a migration, exactly as it is. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      limits.execute(statement, sql);
    }
  }

  /**
   * Limits from now on how long a statement runs and waits; in autocommit.
   *
   * @param running how long it may take; null for no limit of ours
   * @param waiting how long it may wait for a lock of the database's; null likewise
   */
  public final void limit(@Nullable Duration running, @Nullable Duration waiting)
      throws SQLException {
    limits.set(dialect, running, waiting);
  }

  /** Ends that: the session is what it was; in autocommit. */
  public final void unlimit() throws SQLException {
    limits.restore();
  }

  /** How many rows a table has, whose name is as SQL has it; -1 if that cannot be told. */
  public final long count(String tableSql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + tableSql)) {
      return result.next() ? result.getLong(1) : -1;
    } catch (SQLException e) {
      return -1;
    }
  }

  /** Makes later reads see one state of the database, until {@link #rollback}. */
  public void beginSnapshot() throws SQLException {
    writer.mark();
    connection.setAutoCommit(false);
  }

  /** The values of a query's first column. */
  final List<String> strings(String sql) throws SQLException {
    return OwnSql.strings(connection, sql);
  }

  /** Runs a statement of this library's own. */
  final void executeOwn(String sql) throws SQLException {
    OwnSql.execute(connection, sql);
  }
}
