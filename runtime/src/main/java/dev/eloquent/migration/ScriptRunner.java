package dev.eloquent.migration;

import dev.eloquent.history.HandMadeException;
import dev.eloquent.history.HistoryException;
import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.history.LockLostException;
import dev.eloquent.history.ScriptKeeper;
import dev.eloquent.migration.HistoryState.Progress;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of one direction of one version, so that what ran and what is recorded never
 * differ by more than the database forces.
 */
final class ScriptRunner {
  private final Session session;
  private ScriptKeeper keeper = ScriptKeeper.NONE;
  private Retries retries;
  private @Nullable Work announced;

  ScriptRunner(Session session) {
    this.session = session;
    this.retries = new Retries(session);
  }

  /**
   * What to run.
   *
   * @param number the version
   * @param entry version, names, batch, direction, content and hash, for its events
   * @param statements in their order
   * @param transactions how they share transactions, where the database has transactional DDL
   * @param before what is known of an earlier run that did not finish; null if there was none
   * @param checksum Flyway's, for a failed row; null for a Java class
   */
  record Work(
      int number,
      JournalEntry entry,
      Statements<String> statements,
      Transactions transactions,
      @Nullable Progress before,
      @Nullable Integer checksum) {
    /** The first statement to run, from 1. */
    int resumeAt() {
      return before == null ? 1 : Math.min(before.finished(), statements.count()) + 1;
    }

    /** Whether an earlier run began the statement, and it has no effect that counts. */
    boolean isBegunAgain(int k) {
      return before != null && k == resumeAt();
    }

    /** Whether no transaction takes the statement. */
    boolean isOutside(int k) {
      return transactions.outside().contains(k);
    }

    boolean undo() {
      return entry.undo();
    }
  }

  /** The statement that runs: 0 and none before the first and behind the last. */
  static final class Position {
    private int k;
    private String sql = "";

    String moveTo(int number, @Nullable String statement) {
      if (statement == null) {
        throw new IllegalStateException("statement " + number + " is missing");
      }
      k = number;
      sql = statement;
      return statement;
    }

    /** The statement; empty for none. */
    String sql() {
      return sql;
    }

    void leave() {
      k = 0;
      sql = "";
    }
  }

  /** Appends what records the success, to the running transaction. */
  interface Completion {
    void append(Duration duration) throws SQLException;
  }

  /** Runs and records. */
  Duration run(Work work, Completion success) {
    return isOneTransaction(work)
        ? inOneTransaction(work, success)
        : new StatementRunner(session, this).run(work, success);
  }

  /**
   * Appends to what is committed next that the work begins, if none of it has run. It is the next
   * work then.
   */
  void announce(Work work) throws SQLException {
    if (work.before() == null) {
      new StatementRunner(session, this).announce(work);
      announced = work;
    }
  }

  /** The work that was announced last; null for none. */
  @Nullable Work announced() {
    return announced;
  }

  /** Whether the journal has it already that the work begins. */
  @SuppressWarnings("ReferenceEquality") // Equal work of another run is not announced.
  boolean isAnnounced(Work work) {
    return announced == work;
  }

  private boolean isOneTransaction(Work work) {
    return session.history().transactionalDdl() && work.transactions().one();
  }

  private Duration inOneTransaction(Work work, Completion success) {
    Position at = new Position();
    beginRetries();
    while (true) {
      try {
        return attempt(work, success, at);
      } catch (SQLException e) {
        session.database().rollbackAfter(e);
        if (!retries.again(work.number(), at.k, e)) {
          throw failed(work, at, e);
        }
      } catch (MigrationException e) {
        session.database().rollbackAfter(e);
        recordFailure(work, 0, Failures.message(e), e, false);
        throw e;
      } catch (UncheckedIOException e) {
        session.database().rollbackAfter(e);
        throw unreadable(work, e);
      } catch (RuntimeException e) {
        session.database().rollbackAfter(e);
        throw e;
      }
    }
  }

  /** Those of what runs next: of a version, or of one statement. */
  Retries beginRetries() {
    retries = new Retries(session);
    return retries;
  }

  private Duration attempt(Work work, Completion success, Position at) throws SQLException {
    long start = System.nanoTime();
    boolean guarded = begin(work);
    try (Statements.Cursor<String> cursor = work.statements().from(1)) {
      for (int k = 1; k <= work.statements().count(); k++) {
        String sql = at.moveTo(k, cursor.next());
        keeper.before(sql);
        execute(work, k, sql);
      }
    }
    keeper.finish();
    at.leave();
    if (guarded) {
      checkForeignKeys(session, work);
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    success.append(duration);
    session.commit();
    return duration;
  }

  /** Begins the transaction; true with foreign keys off, which SQLite needs to rebuild a table. */
  private boolean begin(Work work) throws SQLException {
    Rebuild rebuild = Rebuild.of(session.history().dialect(), work.statements());
    keeper = session.database().keeper(rebuild.tables());
    return session.begin(rebuild.foreignKeysOff());
  }

  static MigrationException unreadable(Work work, UncheckedIOException e) {
    return new MigrationException(
        MigrationProblem.MISSING_CLASS, Failures.message(e), work.number(), 0, null, e);
  }

  /** Refuses what a version did while foreign keys were off. */
  static void checkForeignKeys(Session session, Work work) throws SQLException {
    List<String> broken = session.database().brokenForeignKeys();
    if (!broken.isEmpty()) {
      throw new MigrationException(
          MigrationProblem.FOREIGN_KEYS,
          "Version "
              + work.number()
              + " leaves rows whose foreign key points nowhere: "
              + String.join(", ", broken)
              + ". Nothing was changed. Correct these rows, then run again.",
          work.number(),
          0,
          null,
          null);
    }
  }

  void execute(Work work, int k, String sql) throws SQLException {
    long start = System.nanoTime();
    session.database().execute(sql);
    session
        .listener()
        .statementFinished(
            work.number(),
            k,
            work.statements().count(),
            sql,
            Duration.ofNanos(System.nanoTime() - start));
  }

  /** An event about the work. */
  static JournalEntry typed(Work work, JournalEvent.Type type) {
    JournalEntry e = work.entry();
    JournalEntry typed =
        JournalEntry.of(type, e.version(), e.description(), e.script())
            .withBatch(e.batch(), e.draft())
            .withContent(e.content(), e.sha256());
    return work.undo() ? typed.withUndo() : typed;
  }

  MigrationException failed(Work work, Position position, SQLException e) {
    String direction = work.undo() ? "Rolling back version " : "Version ";
    String what = direction + work.number() + " (" + work.entry().script() + ")";
    boolean own =
        e instanceof HandMadeException
            || e instanceof HistoryException
            || e instanceof LockLostException;
    int at = own ? 0 : position.k;
    MigrationException failure;
    if (e instanceof HandMadeException kept) {
      failure = Failures.handMade(what, work.number(), kept);
    } else if (at == 0) {
      failure = session.failure(e);
    } else {
      String place = what + " failed in statement " + at + " of " + work.statements().count();
      failure = statementFailed(work, position, place, e);
    }
    boolean partly = !isOneTransaction(work);
    // Who has lost the lock must not write: another one works here.
    if (!Failures.isLost(e) && !(e instanceof LockLostException)) {
      recordFailure(work, at, Failures.message(e), failure, partly);
    }
    return failure;
  }

  private MigrationException statementFailed(
      Work work, Position position, String place, SQLException e) {
    Limits limits = session.settings().limits();
    Limit limit = Limit.of(e, limits);
    if (limit != null) {
      String hint = limit.hint(limits, retries.used());
      return Failures.limited(limit, place, hint, work.number(), position.k, position.sql, e);
    }
    MigrationProblem problem =
        work.undo() ? MigrationProblem.UNDO_STATEMENT : MigrationProblem.STATEMENT;
    return Failures.statement(problem, place, work.number(), position.k, position.sql, e);
  }

  /**
   * In a transaction of its own; that this may fail too must not hide the failure.
   *
   * @param partly whether something of the work may stay
   */
  void recordFailure(Work work, int k, String message, Exception failure, boolean partly) {
    try {
      session.reload();
      if (partly && session.state().isDone(work.entry().version(), work.undo())) {
        // What failed came behind the record of the success, which stays.
        return;
      }
      session.database().begin(false);
      JournalEntry entry =
          typed(work, JournalEvent.Type.FAILED)
              .withContent("", work.entry().sha256())
              .withStatement(k, work.statements().count())
              .withDetail(message);
      List<HistoryRow> rows = partly ? failedRow(work) : List.of();
      session.append(rows, entry.withState("", rows));
      session.database().commit();
    } catch (SQLException e) {
      failure.addSuppressed(e);
      session.database().rollbackAfter(e);
    }
  }

  /** Flyway has one failed row a version; of what never began nothing can stay. */
  private List<HistoryRow> failedRow(Work work) {
    String version = work.entry().version();
    Progress up = session.state().up(version);
    boolean begun = up != null && up.started() != null;
    if (work.undo() || !begun || session.state().failedRow(version) != null) {
      return List.of();
    }
    return List.of(
        session
            .history()
            .row(
                session.state().lastRank() + 1,
                version,
                work.entry().description(),
                work.checksum() == null ? HistoryRow.JDBC : session.history().scriptType(),
                work.entry().script(),
                work.checksum(),
                0,
                false));
  }
}
