package dev.eloquent.migration;

import dev.eloquent.history.History;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.ScriptRunner.Completion;
import dev.eloquent.migration.ScriptRunner.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Runs one direction of a Java migration, in one transaction with what records it.
 *
 * <p>Where the database commits at DDL, the event that it began is part of that transaction, too:
 * it is rolled back with the work, and stays only if a part of the work was committed.
 */
final class JavaRunner {
  private final Session session;

  JavaRunner(Session session) {
    this.session = session;
  }

  /** Runs and records. */
  Duration run(Work work, JavaMigration migration, Completion success) {
    History history = session.history();
    long start = System.nanoTime();
    long lastEvent = session.state().lastEventId();
    boolean returned = false;
    try {
      boolean guarded = session.begin(false);
      if (!history.transactionalDdl()) {
        history.append(
            List.of(),
            ScriptRunner.typed(work, JournalEvent.Type.STARTED).withStatement(0, 0),
            session.state().lastRank());
      }
      call(work, migration);
      returned = true;
      if (guarded) {
        ScriptRunner.checkForeignKeys(session, work);
      }
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      success.append(duration);
      session.commit();
      return duration;
    } catch (SQLException e) {
      throw failed(work, lastEvent, returned ? session.failure(e) : thrown(work, migration, e));
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      if (returned && e instanceof RuntimeException own) {
        session.database().rollbackAfter(own);
        if (own instanceof MigrationException broken) {
          new ScriptRunner(session).recordFailure(work, 0, Failures.message(broken), broken, false);
        }
        throw own;
      }
      throw failed(work, lastEvent, thrown(work, migration, e));
    }
  }

  private void call(Work work, JavaMigration migration) throws Exception {
    MigrationContext context =
        new JavaContext(
            session.database().connection(),
            session.history().dialect(),
            LoggerFactory.getLogger(migration.getClass()),
            (done, total) -> session.listener().versionProgressed(work.number(), done, total));
    if (work.undo()) {
      migration.down(context);
    } else {
      migration.up(context);
    }
  }

  private static MigrationException thrown(Work work, JavaMigration migration, Throwable e) {
    return new MigrationException(
        work.undo() ? MigrationProblem.UNDO_JAVA : MigrationProblem.JAVA,
        (work.undo() ? "Rolling back version " : "Version ")
            + work.number()
            + " failed in class "
            + Failures.inClass(e, migration.getClass().getName()),
        work.number(),
        0,
        null,
        Failures.cause(e));
  }

  private MigrationException failed(Work work, long lastEvent, MigrationException failure) {
    session.database().rollbackAfter(failure);
    boolean partly = !session.history().transactionalDdl() && isBegun(work, lastEvent, failure);
    String message =
        failure.getMessage()
            + (partly
                ? " A part of it stays, because this database commits at each DDL statement; it runs"
                    + " again from its beginning, and the class must be able to repeat that."
                : " Nothing was changed.");
    MigrationException told =
        new MigrationException(
            failure.problem(), message, work.number(), 0, null, failure.getCause());
    for (Throwable suppressed : failure.getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    new ScriptRunner(session).recordFailure(work, 0, message, told, partly);
    return told;
  }

  /** Whether the event that it began was committed; reading also finds the journal's end again. */
  private boolean isBegun(Work work, long lastEvent, MigrationException failure) {
    try {
      List<JournalEvent> events = session.history().events(false);
      JournalEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
      if (last == null || last.id() <= lastEvent) {
        return false;
      }
      session.state().add(last);
      return last.entry().is(JournalEvent.Type.STARTED)
          && last.entry().version().equals(work.entry().version());
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return false;
    }
  }
}
