package dev.eloquent.migration;

import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.ScriptRunner.Completion;
import dev.eloquent.migration.ScriptRunner.Position;
import dev.eloquent.migration.ScriptRunner.Work;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs statements one by one, and records each before the next: what one transaction cannot hold.
 */
final class StatementRunner {
  private final Session session;
  private final ScriptRunner scripts;

  StatementRunner(Session session, ScriptRunner scripts) {
    this.session = session;
    this.scripts = scripts;
  }

  /** Each batch is recorded before the next one runs; the last one with the success. */
  Duration run(Work work, Completion success) {
    long start = System.nanoTime();
    Position at = new Position();
    try {
      session.history().resumeSession(settingsBefore(work));
      session.history().begin(false);
      JournalEntry started = ScriptRunner.typed(work, JournalEvent.Type.STARTED);
      session.append(List.of(), started.withStatement(work.resumeAt(), work.statements().count()));
      session.history().commit();
      executeBatches(work, at);
      at.leave();
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      success.append(duration);
      session.history().commit();
      session.history().endSession();
      return duration;
    } catch (SQLException e) {
      session.history().rollbackAfter(e);
      throw scripts.failed(work, at, e);
    } catch (UncheckedIOException e) {
      session.history().rollbackAfter(e);
      throw ScriptRunner.unreadable(work, e);
    } catch (RuntimeException e) {
      session.history().rollbackAfter(e);
      throw e;
    }
  }

  /** What finished statements have set for a session that has ended. */
  private List<String> settingsBefore(Work work) {
    List<String> settings = new ArrayList<>();
    try (Statements.Cursor<String> cursor = work.statements().from(1)) {
      for (int k = 1; k < work.resumeAt(); k++) {
        String sql = cursor.next();
        if (sql != null && session.history().isSetting(sql)) {
          settings.add(sql);
        }
      }
    }
    return settings;
  }

  private void executeBatches(Work work, Position at) throws SQLException {
    int n = work.statements().count();
    DataBatch batch = new DataBatch(work.statements().isLarge());
    try (Statements.Cursor<String> cursor = work.statements().from(work.resumeAt())) {
      for (int k = work.resumeAt(); k <= n; k++) {
        String sql = at.moveTo(k, cursor.next());
        if (!batch.isEmpty() && !batch.takes(sql)) {
          // It would commit what has no event yet.
          commitStatements(work, k - 1, batch);
        }
        step(work, k, sql);
        if (k < n && batch.add(sql)) {
          commitStatements(work, k, batch);
        }
      }
    }
  }

  private void commitStatements(Work work, int k, DataBatch batch) throws SQLException {
    JournalEntry done = ScriptRunner.typed(work, JournalEvent.Type.STATEMENT).withContent("", "");
    session.append(List.of(), done.withStatement(k, work.statements().count()));
    session.history().commit();
    batch.clear();
  }

  /** Runs one in the running transaction, or outside of it. */
  private void step(Work work, int k, String sql) throws SQLException {
    if (!work.transactions().outside().contains(k)) {
      scripts.execute(work, k, sql);
      return;
    }
    session.history().leaveTransaction();
    boolean done = work.inDoubt(k) && session.history().settle(sql, work.wasKilled());
    if (!done) {
      scripts.execute(work, k, sql);
    }
    session.history().begin(false);
  }
}
