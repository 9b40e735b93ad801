package dev.eloquent.migration;

import dev.eloquent.history.Checkpoint;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.history.LockLostException;
import dev.eloquent.migration.ScriptRunner.Completion;
import dev.eloquent.migration.ScriptRunner.Position;
import dev.eloquent.migration.ScriptRunner.Work;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one by one, and records each before the next: what one transaction cannot hold.
 */
final class StatementRunner {
  private final Session session;
  private final ScriptRunner scripts;

  /** The last statement that has run and is not recorded; 0 for none. */
  private int unrecorded;

  StatementRunner(Session session, ScriptRunner scripts) {
    this.session = session;
    this.scripts = scripts;
  }

  /** Each batch is recorded before the next one runs; the last one with the success. */
  Duration run(Work work, Completion success) {
    long start = System.nanoTime();
    Position at = new Position();
    try {
      session.database().resumeSession(settingsBefore(work));
      try (Statements.Cursor<String> cursor = work.statements().from(work.resumeAt())) {
        String first = cursor.next();
        begin(work, first);
        executeBatches(work, at, cursor, first);
      }
      at.leave();
      unrecorded = 0;
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      success.append(duration);
      session.database().commit();
      session.database().endSession();
      return duration;
    } catch (SQLException e) {
      session.database().rollbackAfter(e);
      throw scripts.failed(work, at, recordBefore(work, at, e));
    } catch (UncheckedIOException e) {
      session.database().rollbackAfter(e);
      throw ScriptRunner.unreadable(work, e);
    } catch (RuntimeException e) {
      session.database().rollbackAfter(e);
      throw e;
    }
  }

  /** What finished statements have set for a session that has ended. */
  private List<String> settingsBefore(Work work) {
    List<String> settings = new ArrayList<>();
    try (Statements.Cursor<String> cursor = work.statements().from(1)) {
      for (int k = 1; k < work.resumeAt(); k++) {
        String sql = cursor.next();
        if (sql != null && session.database().isSetting(sql)) {
          settings.add(sql);
        }
      }
    }
    return settings;
  }

  private void begin(Work work, @Nullable String first) throws SQLException {
    if (scripts.isAnnounced(work)) {
      return;
    }
    int k = work.resumeAt();
    if (first != null && work.isBegunAgain(k)) {
      session.database().beginAgain(first, work.isOutside(k));
    }
    session.database().begin(false);
    appendStarted(work, first);
    session.database().commit();
  }

  /** Appends that it begins, to what is committed next. */
  void announce(Work work) throws SQLException {
    try (Statements.Cursor<String> cursor = work.statements().from(1)) {
      appendStarted(work, cursor.next());
    }
  }

  private void appendStarted(Work work, @Nullable String first) throws SQLException {
    int k = work.resumeAt();
    JournalEntry started =
        ScriptRunner.typed(work, JournalEvent.Type.STARTED)
            .withStatement(k, work.statements().count())
            .withDetail(checkpoint(work, k, first));
    session.append(List.of(), started);
  }

  /** What will tell whether the statement took effect, if the process dies in it. */
  private String checkpoint(Work work, int k, @Nullable String sql) throws SQLException {
    Checkpoint before =
        sql == null ? Checkpoint.REPEAT : session.database().checkpoint(sql, work.isOutside(k));
    return before.encode();
  }

  private void executeBatches(
      Work work, Position at, Statements.Cursor<String> cursor, @Nullable String first)
      throws SQLException {
    int n = work.statements().count();
    DataBatch batch = new DataBatch(work.statements().isLarge());
    String next = first;
    for (int k = work.resumeAt(); k <= n; k++) {
      String sql = at.moveTo(k, next);
      if (!batch.isEmpty() && !batch.takes(sql)) {
        // It would commit what has no event yet.
        commitStatements(work, k - 1, sql, batch);
      }
      stepAgain(work, k, sql, batch.isEmpty());
      next = cursor.next();
      if (k < n && batch.add(sql)) {
        record(work, k, sql, next, batch);
      }
    }
  }

  private void record(Work work, int k, String done, @Nullable String next, DataBatch batch)
      throws SQLException {
    if (next != null && session.database().isRecordedLater(done, next)) {
      unrecorded = k;
      batch.clear();
    } else {
      commitStatements(work, k, next, batch);
    }
  }

  private void commitStatements(Work work, int k, @Nullable String next, DataBatch batch)
      throws SQLException {
    JournalEntry done =
        ScriptRunner.typed(work, JournalEvent.Type.STATEMENT)
            .withContent("", "")
            .withStatement(k, work.statements().count())
            .withDetail(checkpoint(work, k + 1, next));
    session.append(List.of(), done);
    session.database().commit();
    batch.clear();
    unrecorded = 0;
  }

  /**
   * Records what ran before a statement that failed, and returns the failure: that of the record,
   * if it fails too. Where the connection is lost the next run finds out.
   */
  private SQLException recordBefore(Work work, Position at, SQLException e) {
    if (unrecorded == 0 || Failures.isLost(e) || e instanceof LockLostException) {
      return e;
    }
    try {
      session.reload();
      session.database().begin(false);
      commitStatements(work, unrecorded, at.sql(), new DataBatch(false));
      return e;
    } catch (SQLException failure) {
      failure.addSuppressed(e);
      return failure;
    }
  }

  /** Tries it again if a lock stopped it and only it is in the transaction. */
  private void stepAgain(Work work, int k, String sql, boolean alone) throws SQLException {
    Retries retries = scripts.beginRetries();
    while (true) {
      try {
        step(work, k, sql);
        return;
      } catch (SQLException e) {
        if (!alone || work.isOutside(k)) {
          throw e;
        }
        session.database().rollbackAfter(e);
        if (!retries.again(work.number(), k, e)) {
          throw e;
        }
      }
    }
  }

  /** Runs one in the running transaction, or outside of it. */
  private void step(Work work, int k, String sql) throws SQLException {
    if (!work.isOutside(k)) {
      scripts.execute(work, k, sql);
      return;
    }
    session.database().leaveTransaction();
    scripts.execute(work, k, sql);
    session.database().begin(false);
  }
}
