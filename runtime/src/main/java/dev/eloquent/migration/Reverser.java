package dev.eloquent.migration;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Chooses what a rollback undoes, from the top only, and undoes it. */
final class Reverser {
  private final Session session;
  private final Versions versions;

  Reverser(Session session) {
    this.session = session;
    this.versions = session.versions();
  }

  RollbackResult rollback(RollbackOptions options) throws SQLException {
    if (options.pretend()) {
      session.readOnly(false);
      new DoubtSettler(session, versions).pretend();
    } else {
      new Adopter(session, versions).adopt(session.loadLocked());
      new DoubtSettler(session, versions).settle();
    }
    List<Rollbacker.Undo> undo = find(options);
    if (options.pretend()) {
      List<PretendedVersion> pretended = new ArrayList<>();
      undo.forEach(u -> pretended.add(u.pretended(session.state().down(u.version()))));
      return new RollbackResult(List.of(), pretended);
    }
    return new RollbackResult(undo(undo), List.of());
  }

  /** The batch that a rollback of the newest one would undo; 0 if nothing is applied. */
  int newestBatch() {
    int newest = 0;
    for (String version : candidates()) {
      newest = Math.max(newest, batch(version));
    }
    return newest;
  }

  /** Undoes the rest of a version of which a part is undone already; under the lock. */
  List<RolledBackVersion> finish(String version) throws SQLException {
    if (!version.equals(candidates().last())) {
      throw RunPlanner.halfUndone(session.state(), version);
    }
    return undo(find(RollbackOptions.step(1)));
  }

  private List<RolledBackVersion> undo(List<Rollbacker.Undo> undo) throws SQLException {
    if (!undo.isEmpty()) {
      session.journalConsent();
    }
    session.listener().runPlanned(undo.size());
    Rollbacker rollbacker = new Rollbacker(session, versions);
    List<RolledBackVersion> done = new ArrayList<>();
    for (Rollbacker.Undo u : undo) {
      done.add(rollbacker.undo(u));
    }
    return done;
  }

  /** Finds all reverses first, so that a missing one stops before anything is undone. */
  private List<Rollbacker.Undo> find(RollbackOptions options) throws SQLException {
    Rollbacker rollbacker = new Rollbacker(session, versions);
    List<Rollbacker.Undo> undo = new ArrayList<>();
    for (String version : choose(options)) {
      undo.add(rollbacker.find(version));
    }
    return undo;
  }

  private List<String> choose(RollbackOptions options) {
    List<String> descending = new ArrayList<>(candidates().descendingSet());
    return switch (options.scope()) {
      case ALL -> descending;
      case STEP -> descending.subList(0, Math.min(options.number(), descending.size()));
      case TO -> above(descending, options.number());
      case BATCH -> newestBatch(descending);
    };
  }

  /** Applied versions, and interrupted ones of which a statement has run. */
  private NavigableSet<String> candidates() {
    HistoryState state = session.state();
    TreeSet<String> all = new TreeSet<>(Versions.ORDER);
    for (String version : state.appliedVersions()) {
      HistoryState.Applied applied = state.applied(version);
      if (applied != null && applied.row().isMigration()) {
        all.add(version);
      }
    }
    for (String version : state.unfinished()) {
      HistoryState.Progress up = state.up(version);
      boolean begun = (up != null && up.finished() > 0) || state.failedRow(version) != null;
      if (begun) {
        all.add(version);
      }
    }
    return all;
  }

  private List<String> above(List<String> descending, int to) {
    String limit = Integer.toString(to);
    if (to > 0 && !descending.contains(limit) && !session.state().belowBaseline(limit)) {
      throw new MigrationException(
          MigrationProblem.ARGUMENT,
          "Version "
              + to
              + " is not applied here, so nothing can be rolled back to it; see"
              + " migrate:status.",
          null);
    }
    return descending.stream().filter(v -> Versions.ORDER.compare(v, limit) > 0).toList();
  }

  private List<String> newestBatch(List<String> descending) {
    int newest = 0;
    int end = 0;
    for (int i = 0; i < descending.size(); i++) {
      int batch = batch(descending.get(i));
      end = batch >= newest ? i + 1 : end;
      newest = Math.max(newest, batch);
    }
    List<String> chosen = descending.subList(0, end);
    for (String version : chosen) {
      if (batch(version) != newest) {
        String to = end < descending.size() ? descending.get(end) : "0";
        throw notOnTop(version, descending.get(end - 1), to);
      }
    }
    return chosen;
  }

  /** A version was applied out of order, in a later run than what is above it. */
  private static MigrationException notOnTop(String above, String version, String to) {
    return new MigrationException(
        MigrationProblem.BATCH_NOT_ON_TOP,
        "The newest batch applied version "
            + version
            + " below version "
            + above
            + ", which an earlier one had applied, and versions are undone from the top only. Nothing"
            + " was rolled back. To undo all of them, run: migrate:rollback --to "
            + to,
        null);
  }

  private int batch(String version) {
    HistoryState.Applied applied = session.state().applied(version);
    if (applied == null) {
      // What is interrupted belongs to the newest run.
      return session.state().lastBatch();
    }
    // What Flyway has done since is a batch of its own as soon as it is journalled.
    return applied.event() == null ? session.state().lastBatch() + 1 : applied.batch();
  }
}
