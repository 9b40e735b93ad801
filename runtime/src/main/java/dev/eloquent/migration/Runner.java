package dev.eloquent.migration;

import dev.eloquent.history.History;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** Brings a database to the code's newest version. */
final class Runner {
  private final Session session;
  private final Versions versions;

  Runner(Session session) {
    this.session = session;
    this.versions = session.versions();
  }

  /**
   * Whether nothing can be pending: one query, whatever the number of versions. It is a fast path
   * and no check for tampering.
   */
  static boolean isUpToDate(Session session) throws SQLException {
    MigrationCatalog catalog = session.settings().catalog();
    if (!session.settings().sealedOnly() && catalog.hasUnsealed()) {
      return false;
    }
    if (catalog.isDisabled(session.history().dialect())) {
      return false;
    }
    String head = catalog.head(session.history().dialect());
    History.Head now = head.isEmpty() ? null : session.history().head();
    return now != null && now.historyRank() == now.journalRank() && now.chainHash().equals(head);
  }

  RunResult run(RunOptions options) throws SQLException {
    RunPlanner.checkCatalog(session.settings(), versions, options);
    Session.Loaded loaded = session.loadLocked();
    List<Integer> adopted = new Adopter(session, versions).adopt(loaded);
    new DoubtSettler(session, versions).settle();
    return apply(options, adopted);
  }

  /** Takes a decision about the statement that is in doubt, and goes on with what it stopped. */
  RunResult resume(Resume decision, RunOptions options) throws SQLException {
    List<Integer> adopted = new Adopter(session, versions).adopt(session.loadLocked());
    DoubtSettler.Doubt doubt = new DoubtSettler(session, versions).decide(decision, options);
    if (!doubt.undo()) {
      return apply(options, adopted);
    }
    List<RolledBackVersion> undone = new Reverser(session).finish(doubt.version());
    return new RunResult(List.of(), List.of(), undone, List.of(), adopted, 0, List.of());
  }

  /** Applies what is pending, under the lock, with everything loaded. */
  RunResult apply(RunOptions options, List<Integer> adopted) throws SQLException {
    RunPlan plan = new RunPlanner(session, versions).plan(options);
    checkReferences(plan);
    int batch = plan.apply().isEmpty() ? 0 : batch();
    if (options.txMode() != TxMode.ALL || plan.isEmpty()) {
      return execute(plan, options, adopted, batch);
    }
    WholeRun whole = new WholeRun(session, versions, plan);
    whole.check();
    return whole.run(() -> execute(plan, options, adopted, batch));
  }

  private void checkReferences(RunPlan plan) throws SQLException {
    if (plan.skipped().isEmpty() && !plan.apply().isEmpty()) {
      new References(session).check(Set.of());
    }
  }

  private int batch() {
    int next = session.state().lastBatch() + 1;
    IntSupplier shared = session.settings().sharedBatch();
    return shared == null ? next : Math.max(next, shared.getAsInt());
  }

  private RunResult execute(RunPlan plan, RunOptions options, List<Integer> adopted, int batch)
      throws SQLException {
    session.listener().runPlanned(plan.undo().size() + plan.apply().size());
    Applier applier = new Applier(session, versions, options.txMode());
    List<Integer> sealed = new ArrayList<>();
    for (CatalogVersion version : plan.seal()) {
      applier.seal(version);
      sealed.add(version.version());
    }
    if (!plan.undo().isEmpty()) {
      session.journalConsent();
    }
    Rollbacker rollbacker = new Rollbacker(session, versions);
    List<RolledBackVersion> redone = new ArrayList<>();
    for (Rollbacker.Undo undo : plan.undo()) {
      redone.add(rollbacker.undo(undo));
    }
    List<AppliedVersion> applied = new ArrayList<>();
    List<CatalogVersion> apply = plan.apply();
    for (int i = 0; i < apply.size(); i++) {
      CatalogVersion next = i + 1 < apply.size() ? apply.get(i + 1) : null;
      applied.add(applier.apply(apply.get(i), next, batch));
    }
    return new RunResult(
        applied, plan.skipped(), redone, sealed, adopted, applied.isEmpty() ? 0 : batch, List.of());
  }

  /** Tells what would run; reads only. */
  RunResult pretend(RunOptions options) throws SQLException {
    RunPlanner.checkCatalog(session.settings(), versions, options);
    session.readOnly(false);
    new DoubtSettler(session, versions).pretend();
    RunPlan plan = new RunPlanner(session, versions).plan(options);
    if (session.settings().sharedBatch() == null) {
      // Of a run over several catalogues, what is not there yet may come with one before it.
      checkReferences(plan);
    }
    if (options.txMode() == TxMode.ALL) {
      new WholeRun(session, versions, plan).check();
    }
    Applier applier = new Applier(session, versions, options.txMode());
    List<PretendedVersion> pretended = new ArrayList<>();
    for (Rollbacker.Undo undo : plan.undo()) {
      pretended.add(undo.pretended(session.state().down(undo.version())));
    }
    for (CatalogVersion version : plan.apply()) {
      pretended.add(applier.pretended(version));
    }
    return new RunResult(List.of(), plan.skipped(), List.of(), List.of(), List.of(), 0, pretended);
  }
}
