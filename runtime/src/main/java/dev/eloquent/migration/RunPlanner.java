package dev.eloquent.migration;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalContent;
import dev.eloquent.history.JournalEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares code and database, and decides what a run does or why it must not. */
final class RunPlanner {
  private final Session session;
  private final Versions versions;
  private final HistoryState state;
  private final Scripts scripts;
  private final TreeSet<String> changedDrafts = new TreeSet<>(Versions.ORDER);
  private final List<CatalogVersion> seal = new ArrayList<>();

  RunPlanner(Session session, Versions versions) {
    this.session = session;
    this.versions = versions;
    this.state = session.state();
    this.scripts = new Scripts(session.settings().catalog(), session.history().dialect());
  }

  /** Refuses catalogues that must not run at all; needs no database. */
  static void checkCatalog(Settings settings, Versions versions, RunOptions options) {
    if (!versions.any()) {
      throw new MigrationException(
          MigrationProblem.EMPTY_CATALOG,
          "The compiled catalogue has no version for this database. Compile the models, or enable"
              + " its dialect with -Aeloquent.dialects.",
          null);
    }
    if (options.to() == 0) {
      checkEnabled(versions);
    }
    checkUnsealed(settings, versions);
    if (options.to() > 0 && versions.get(Integer.toString(options.to())) == null) {
      throw new MigrationException(
          MigrationProblem.ARGUMENT,
          "There is no version " + options.to() + " for this database; see migrate:status.",
          null);
    }
  }

  /** Refuses catalogues with what may not run here. */
  static void checkUnsealed(Settings settings, Versions versions) {
    List<CatalogVersion> all = versions.list();
    CatalogVersion last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last != null
        && last.state() != CatalogVersion.State.SEALED
        && !settings.draftsAllowed()
        && !settings.sealedOnly()) {
      throw new MigrationException(
          MigrationProblem.UNSEALED,
          "Version "
              + last.version()
              + " ("
              + last.name()
              + ") is not sealed, and drafts run in development only. Seal it with make:migration, or"
              + " go on without it: --sealed-only",
          last.version(),
          0,
          null,
          null);
    }
  }

  /** Where the database would stay behind the models, only somebody who says so goes on. */
  private static void checkEnabled(Versions versions) {
    CatalogVersion disabling = versions.disabling();
    List<CatalogVersion> all = versions.list();
    if (disabling == null || all.isEmpty()) {
      return;
    }
    int end = all.get(all.size() - 1).version();
    throw new MigrationException(
        MigrationProblem.DIALECT_DISABLED,
        "This kind of database ends at version "
            + end
            + ": version "
            + disabling.version()
            + " ("
            + disabling.name()
            + ") and what is behind it exist for others only, so the models have left it behind. Use"
            + " another database; or enable the dialect again with -Aeloquent.dialects, and seal; or"
            + " go up to there all the same: --to "
            + end,
        null);
  }

  /** The plan. */
  RunPlan plan(RunOptions options) throws SQLException {
    checkCatalog(session.settings(), versions, options);
    checkUnfinished();
    for (String version : state.appliedVersions()) {
      compare(version);
    }
    List<Rollbacker.Undo> undo = undo(options);
    TreeSet<String> gone = new TreeSet<>(Versions.ORDER);
    for (Rollbacker.Undo each : undo) {
      gone.add(each.version());
    }
    return pending(options, undo, gone);
  }

  private void checkUnfinished() throws SQLException {
    for (String version : state.unfinished()) {
      HistoryState.Progress down = state.down(version);
      if (down != null && (state.applied(version) != null || down.finished() > 0)) {
        throw halfUndone(state, version);
      }
      HistoryState.Progress up = state.up(version);
      if (up != null && up.finished() > 0) {
        checkResumable(version, up);
      }
    }
    for (HistoryRow failed : state.failedRows().values()) {
      String version = Objects.requireNonNullElse(failed.version(), "");
      HistoryState.Progress up = state.up(version);
      if (up == null || up.started() == null) {
        throw unfinished(
            version,
            "Flyway failed at version "
                + version
                + ", and nobody knows which of its statements ran. Undo them by hand, then run:"
                + " flyway repair");
      }
    }
  }

  private void checkResumable(String version, HistoryState.Progress up) throws SQLException {
    CatalogVersion code = versions.get(version);
    JournalEvent started = up.started();
    if (started == null) {
      return;
    }
    if (code != null && finishedEqual(code, started, up.finished())) {
      return;
    }
    if (started.entry().draft() && !versions.isLeftOut(version)) {
      changedDrafts.add(version);
      return;
    }
    throw unfinished(
        version,
        "Version "
            + version
            + " stopped after statement "
            + up.finished()
            + " of "
            + started.entry().statements()
            + ", and the code's statements up to there are not the ones that ran. Check out the code"
            + " that ran, or undo what ran with: "
            + undoing(state, version));
  }

  /** What is refused while a part of an applied version is undone. */
  static MigrationException halfUndone(HistoryState state, String version) {
    return unfinished(
        version,
        "Rolling back version "
            + version
            + " stopped before its end. Finish that first: "
            + undoing(state, version));
  }

  /** The command that undoes the version, and says so if others above it go first. */
  private static String undoing(HistoryState state, String version) {
    String newest = state.newest();
    return newest == null || Versions.ORDER.compare(newest, version) <= 0
        ? "migrate:rollback --step 1"
        : "migrate:rollback --to "
            + below(state, version)
            + ", which also undoes what is applied above it, up to "
            + newest;
  }

  private boolean finishedEqual(CatalogVersion code, JournalEvent started, int finished)
      throws SQLException {
    if (started.entry().sha256().equals(versions.file(code).sha256())) {
      return true;
    }
    JournalContent ran = session.history().content(started.id());
    return ran.beginsLike(Scripts.content(scripts.load(code)), finished);
  }

  private static MigrationException unfinished(String version, String message) {
    return new MigrationException(
        MigrationProblem.UNFINISHED, message, number(version), 0, null, null);
  }

  private static @Nullable Integer number(String version) {
    try {
      return Integer.valueOf(version);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void compare(String version) throws SQLException {
    HistoryState.Applied applied = Objects.requireNonNull(state.applied(version));
    if (!applied.row().isMigration() || versions.isLeftOut(version)) {
      return;
    }
    CatalogVersion code = versions.get(version);
    if (code == null) {
      if (applied.draft() && session.settings().draftsAllowed()) {
        changedDrafts.add(version);
      } else {
        session
            .listener()
            .warning(
                "Version "
                    + version
                    + " ("
                    + applied.row().script()
                    + ") is applied and unknown to this code, which is older or of another branch.");
      }
      return;
    }
    boolean sealed = code.state() == CatalogVersion.State.SEALED;
    boolean equal = applied.sha256().equals(versions.file(code).sha256());
    if (!applied.draft()) {
      if (!equal && !(applied.sha256().isEmpty() && matches(applied, code))) {
        throw changed(version, code, applied.row());
      }
    } else if (!equal && !equalStatements(applied, code)) {
      changedDrafts.add(version);
    } else if (sealed) {
      seal.add(code);
    }
  }

  private boolean matches(HistoryState.Applied applied, CatalogVersion code) {
    return Adopter.matches(applied.row(), versions.file(code));
  }

  /** Comments may differ: what counts for a draft is what ran. */
  private boolean equalStatements(HistoryState.Applied applied, CatalogVersion code)
      throws SQLException {
    JournalEvent event = applied.event();
    boolean java = code.java() || applied.row().type().equals(HistoryRow.JDBC);
    if (java || event == null || event.entry().is(JournalEvent.Type.ADOPTED)) {
      return false;
    }
    JournalContent ran = session.history().content(event.id());
    JournalContent now = Scripts.content(scripts.load(code));
    return ran.statements() == now.statements() && ran.beginsLike(now, now.statements());
  }

  private MigrationException changed(String version, CatalogVersion code, HistoryRow row) {
    String below = below(state, version);
    String file = versions.file(code).script();
    // Its rollback would take another project's tables away, so it must not come first.
    String why =
        below.equals("0") && !row.script().equals(file)
            ? " differs, so the two have no version in common: this looks like the history of another"
                + " project. Give this one a table of its own (--history-table NAME), or another"
                + " database. Only if these are this project's tables, sealed on another branch: "
            : " differs, as it does when another branch sealed it. With the code that was applied, or"
                + " this one (the journal keeps the reverses), run: ";
    return new MigrationException(
        MigrationProblem.VERSION_CHANGED,
        "Version "
            + version
            + " is applied here as "
            + row.script()
            + ", and the code's "
            + file
            + why
            + "migrate:rollback --to "
            + below,
        code.version(),
        0,
        null,
        null);
  }

  private static String below(HistoryState state, String version) {
    String below = "0";
    for (String applied : state.appliedVersions()) {
      if (Versions.ORDER.compare(applied, version) < 0) {
        below = applied;
      }
    }
    return below;
  }

  private List<Rollbacker.Undo> undo(RunOptions options) throws SQLException {
    if (changedDrafts.isEmpty()) {
      return List.of();
    }
    String lowest = changedDrafts.first();
    TreeSet<String> all = new TreeSet<>(Versions.ORDER.reversed());
    all.addAll(changedDrafts);
    state.appliedVersions().stream()
        .filter(v -> Versions.ORDER.compare(v, lowest) >= 0)
        .forEach(all::add);
    Rollbacker rollbacker = new Rollbacker(session, versions);
    List<Rollbacker.Undo> undo = new ArrayList<>();
    for (String version : all) {
      HistoryState.Applied applied = state.applied(version);
      if (applied != null && !applied.draft()) {
        throw new MigrationException(
            MigrationProblem.DRAFT_CHANGED,
            "The draft of version "
                + lowest
                + " was applied here and has changed, but the sealed version "
                + version
                + " is applied above it. Run: migrate:rollback --to "
                + below(state, lowest),
            number(lowest),
            0,
            null,
            null);
      }
      undo.add(rollbacker.find(version));
    }
    if (!options.redoDraft()) {
      throw new MigrationException(
          MigrationProblem.DRAFT_CHANGED,
          new Losses(session.database()).describe(undo),
          number(lowest),
          0,
          null,
          null);
    }
    return undo;
  }

  private RunPlan pending(RunOptions options, List<Rollbacker.Undo> undo, Set<String> gone) {
    String newest = null;
    for (String version : state.appliedVersions()) {
      newest = gone.contains(version) ? newest : version;
    }
    List<CatalogVersion> apply = new ArrayList<>();
    List<Integer> skipped = new ArrayList<>();
    for (CatalogVersion version : versions.list()) {
      String key = Versions.key(version);
      boolean applied = state.applied(key) != null && !gone.contains(key);
      if (applied || state.belowBaseline(key)) {
        continue;
      }
      if (newest != null && Versions.ORDER.compare(key, newest) < 0 && !options.outOfOrder()) {
        throw outOfOrder(version, newest);
      }
      boolean left =
          (options.to() > 0 && version.version() > options.to())
              || (options.step() > 0 && apply.size() >= options.step());
      if (left) {
        skipped.add(version.version());
      } else {
        apply.add(version);
      }
    }
    for (CatalogVersion version : versions.leftOut()) {
      if (state.applied(Versions.key(version)) == null) {
        skipped.add(version.version());
      }
    }
    return new RunPlan(seal, undo, apply, skipped);
  }

  private static MigrationException outOfOrder(CatalogVersion version, String newest) {
    return new MigrationException(
        MigrationProblem.OUT_OF_ORDER,
        "Version "
            + version.version()
            + " ("
            + version.name()
            + ") is not applied here, though the later version "
            + newest
            + " is. Run: migrate:rollback --to "
            + (version.version() - 1)
            + ", then migrate:run; or apply it below, if it does not matter which of the two came"
            + " first: migrate:run --out-of-order",
        version.version(),
        0,
        null,
        null);
  }
}
