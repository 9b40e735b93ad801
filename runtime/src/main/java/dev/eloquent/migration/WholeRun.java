package dev.eloquent.migration;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A run as one transaction: all of it stays, or nothing. */
final class WholeRun {
  private final Session session;
  private final Versions versions;
  private final RunPlan plan;
  private final Scripts scripts;

  WholeRun(Session session, Versions versions, RunPlan plan) {
    this.session = session;
    this.versions = versions;
    this.plan = plan;
    this.scripts = new Scripts(session.settings().catalog(), session.history().dialect());
  }

  /** Work within the transaction. */
  interface Work {
    RunResult run() throws SQLException;
  }

  /** Refuses what cannot be one transaction, before anything runs. */
  void check() {
    List<String> reasons = new ArrayList<>();
    int last = 0;
    for (Rollbacker.Undo undo : plan.undo()) {
      if (!undo.transactions().one()) {
        reasons.add(
            "undoing version " + undo.version() + " has statements outside of a transaction");
      }
    }
    for (CatalogVersion version : plan.apply()) {
      HistoryState.Progress up = session.state().up(Versions.key(version));
      int before = reasons.size();
      if (!session.history().transactionalDdl()) {
        reasons.add("version " + version.version());
      } else if (up != null && up.finished() > 0) {
        reasons.add("version " + version.version() + " is half applied");
      } else if (!scripts.load(version).transactions().one()) {
        reasons.add("version " + version.version() + " has statements outside of a transaction");
      }
      last = reasons.size() > before ? version.version() : last;
    }
    if (reasons.isEmpty()) {
      return;
    }
    String pending = String.join(", ", reasons);
    throw new MigrationException(
        MigrationProblem.TX_MODE,
        session.history().transactionalDdl()
            ? "This run cannot be one transaction: "
                + pending
                + ". Without --tx-mode all it can be applied: migrate run"
                + (last == 0 ? "" : " --to " + last)
            : (session.history().dialect().equals("mongodb")
                    ? "MongoDB's commands are in no transaction"
                    : "MySQL and MariaDB commit at each DDL statement")
                + ", so that --tx-mode all cannot be had here; pending: "
                + pending
                + ". Run without it: what stops half-way is resumed.",
        null);
  }

  /** Does it, and commits. */
  RunResult run(Work work) throws SQLException {
    try {
      session.beginWhole(needsForeignKeysOff());
      RunResult result = work.run();
      commit();
      session.endWhole();
      return result;
    } catch (MigrationException e) {
      session.database().rollbackAfter(e);
      throw nothingStays(e);
    } catch (SQLException | RuntimeException e) {
      session.database().rollbackAfter(e);
      throw e;
    }
  }

  /** They are switched for the whole transaction or not at all. */
  private boolean needsForeignKeysOff() {
    String dialect = session.history().dialect();
    boolean off = false;
    for (Rollbacker.Undo undo : plan.undo()) {
      off |= Rebuild.of(dialect, undo.statements()).foreignKeysOff();
    }
    for (CatalogVersion version : plan.apply()) {
      off |= Rebuild.of(dialect, scripts.load(version).up()).foreignKeysOff();
    }
    return off;
  }

  /** What is checked at the commit only, such as a deferred constraint, belongs to no statement. */
  private void commit() throws SQLException {
    try {
      session.database().commit();
    } catch (SQLException e) {
      session.database().rollbackAfter(e);
      MigrationException failure = session.failure(e);
      if (!plan.apply().isEmpty()) {
        recordFailure(plan.apply().get(plan.apply().size() - 1), e, failure);
      }
      throw failure;
    }
  }

  private void recordFailure(CatalogVersion last, SQLException e, MigrationException failure) {
    CatalogVersion.CatalogFile file = versions.file(last);
    JournalEntry entry =
        JournalEntry.of(
                JournalEvent.Type.FAILED,
                Versions.key(last),
                HistoryRow.describe(last.description()),
                file.script())
            .withBatch(0, last.state() != CatalogVersion.State.SEALED)
            .withContent("", file.sha256())
            .withDetail("the commit of all versions: " + Failures.message(e));
    try {
      session.reload();
      session.database().begin(false);
      session.append(List.of(), entry.withState("", List.of()));
      session.database().commit();
    } catch (SQLException later) {
      failure.addSuppressed(later);
      session.database().rollbackAfter(failure);
    }
  }

  private static MigrationException nothingStays(MigrationException e) {
    MigrationException told =
        new MigrationException(
            e.problem(),
            e.getMessage() + " Nothing of this run stays: --tx-mode all.",
            e.version(),
            e.statement(),
            e.sql(),
            e.getCause());
    for (Throwable suppressed : e.getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    return told;
  }
}
