package dev.eloquent.migration;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.StatusReport.Entry;
import dev.eloquent.migration.StatusReport.State;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells where every version stands. */
final class StatusReader {
  private final Session session;
  private final Versions versions;

  StatusReader(Session session) {
    this.session = session;
    this.versions = new Versions(session.settings().catalog(), session.history().dialect(), false);
  }

  StatusReport read() throws SQLException {
    Session.Loaded loaded = session.readOnly(false);
    HistoryState state = session.state();
    List<Entry> entries = new ArrayList<>();
    for (String version : all(state)) {
      entries.add(entry(state, version));
    }
    return new StatusReport(
        session.history().dialect(),
        session.history().table(),
        loaded.existing().contains(session.history().table()),
        entries);
  }

  /** Every version that code or history knows, in order. */
  private Collection<String> all(HistoryState state) {
    List<String> known = new ArrayList<>();
    for (CatalogVersion version : versions.list()) {
      known.add(Versions.key(version));
    }
    Set<String> others = new HashSet<>(state.appliedVersions());
    others.addAll(state.unfinished());
    others.addAll(state.failedRows().keySet());
    others.removeIf(version -> versions.get(version) != null);
    if (others.isEmpty()) {
      // As nearly always, and those of the code are in order: nothing is compared.
      return known;
    }
    Set<String> all = new TreeSet<>(Versions.ORDER);
    all.addAll(known);
    all.addAll(others);
    return all;
  }

  private Entry entry(HistoryState state, String version) throws SQLException {
    HistoryState.Applied applied = state.applied(version);
    CatalogVersion code = versions.get(version);
    Stopped stopped = stopped(state, version);
    return applied == null
        ? absent(state, version, code, stopped)
        : present(version, code, applied, stopped);
  }

  /**
   * How a direction stopped that did not finish.
   *
   * @param effect whether something of it is in effect, or may be
   */
  private record Stopped(State state, boolean effect, String detail) {}

  /** The way back if one began; null if nothing stopped, or before anything was done. */
  private @Nullable Stopped stopped(HistoryState state, String version) throws SQLException {
    HistoryState.Progress down = state.down(version);
    HistoryState.Progress progress = down == null ? state.up(version) : down;
    if (progress == null) {
      return null;
    }
    String what = down == null ? "run" : "rollback";
    DoubtSettler.Doubt doubt = new DoubtSettler(session, versions).find(version);
    if (doubt != null && doubt.unknown()) {
      return new Stopped(State.IN_DOUBT, true, doubt.describe());
    }
    HistoryState.Progress known = doubt == null ? progress : doubt.known();
    HistoryState.Progress up = state.up(version);
    boolean effect = known.finished() > 0 || (up != null && up.finished() > 0);
    boolean begun = effect || known.failed() != null || down != null;
    return begun ? new Stopped(State.FAILED, effect, describe(known, what)) : null;
  }

  private Entry present(
      String version,
      @Nullable CatalogVersion code,
      HistoryState.Applied applied,
      @Nullable Stopped stopped) {
    HistoryRow row = applied.row();
    JournalEvent event = applied.event();
    State at = stopped == null ? appliedState(code, applied) : stopped.state();
    String detail =
        withClass(
            stopped == null ? appliedDetail(code, applied) : stopped.detail(),
            row.type().equals(HistoryRow.JDBC),
            row.script());
    Instant on =
        event == null || event.entry().is(JournalEvent.Type.ADOPTED)
            ? session.history().instant(row)
            : event.instant();
    return new Entry(
        version,
        row.description(),
        row.script(),
        at,
        applied.draft(),
        isOpen(code),
        false,
        row.installedBy(),
        event == null ? null : event.author().actor(),
        on,
        row.executionTime(),
        event == null ? null : applied.batch(),
        detail);
  }

  private State appliedState(@Nullable CatalogVersion code, HistoryState.Applied applied) {
    if (applied.row().type().equals(HistoryRow.BASELINE)) {
      return State.APPLIED;
    }
    if (code == null) {
      return State.UNKNOWN;
    }
    boolean same =
        applied.sha256().isEmpty()
            ? Adopter.matches(applied.row(), versions.file(code))
            : applied.sha256().equals(versions.file(code).sha256());
    return same ? State.APPLIED : State.CHANGED;
  }

  private static String appliedDetail(@Nullable CatalogVersion code, HistoryState.Applied applied) {
    JournalEvent event = applied.event();
    if (applied.row().type().equals(HistoryRow.BASELINE)) {
      return "baseline of Flyway's";
    }
    if (event == null) {
      return "applied by Flyway; the next run takes it over";
    }
    if (event.entry().is(JournalEvent.Type.ADOPTED)) {
      return "applied by Flyway";
    }
    boolean sealedSince =
        applied.draft() && code != null && code.state() == CatalogVersion.State.SEALED;
    return sealedSince ? "applied before it was sealed" : "";
  }

  private Entry absent(
      HistoryState state,
      String version,
      @Nullable CatalogVersion code,
      @Nullable Stopped stopped) {
    HistoryRow failed = state.failedRow(version);
    String description = code != null ? code.description() : text(state, version, true);
    String script = code != null ? versions.file(code).script() : text(state, version, false);
    boolean draft = code != null && code.state() != CatalogVersion.State.SEALED;
    State at = stopped == null ? absentState(state, version, failed) : stopped.state();
    String detail = "";
    if (stopped != null) {
      detail = stopped.detail();
    } else if (at == State.FAILED) {
      detail = "failed under Flyway";
    } else if (at == State.APPLIED) {
      detail = "below the baseline of Flyway's";
    } else if (at == State.MISSING) {
      detail = "missing below version " + state.newest();
    }
    detail = withClass(detail, code != null && code.java(), script);
    return new Entry(
        version,
        description,
        script,
        at,
        draft,
        isOpen(code),
        stopped == null ? failed != null : stopped.effect(),
        null,
        null,
        null,
        null,
        null,
        detail);
  }

  private static String withClass(String detail, boolean java, String script) {
    return java ? (detail.isEmpty() ? "" : detail + "; ") + "Java class " + script : detail;
  }

  private static boolean isOpen(@Nullable CatalogVersion code) {
    return code != null && code.state() == CatalogVersion.State.OPEN;
  }

  /** What a version is called that the code does not have: by its failed row, or where it began. */
  private static String text(HistoryState state, String version, boolean description) {
    HistoryRow row = state.failedRow(version);
    if (row != null) {
      return description ? row.description() : row.script();
    }
    HistoryState.Progress up = state.up(version);
    JournalEvent started = up == null ? null : up.started();
    if (started == null) {
      return "";
    }
    return description ? started.entry().description() : started.entry().script();
  }

  private static State absentState(
      HistoryState state, String version, @Nullable HistoryRow failed) {
    if (failed != null) {
      return State.FAILED;
    }
    if (state.belowBaseline(version)) {
      return State.APPLIED;
    }
    String newest = state.newest();
    if (newest != null && Versions.ORDER.compare(version, newest) < 0) {
      return State.MISSING;
    }
    return state.wasRolledBack(version) ? State.ROLLED_BACK : State.PENDING;
  }

  /** {@code run stopped after statement 2 of 5: message}. */
  static String describe(HistoryState.Progress progress, String what) {
    JournalEvent failed = progress.failed();
    JournalEvent started = progress.started();
    if (failed != null && failed.entry().statements() == 0) {
      return what + " failed: " + failed.entry().detail();
    }
    if (failed != null) {
      return what
          + " failed in statement "
          + failed.entry().statement()
          + " of "
          + failed.entry().statements()
          + ": "
          + failed.entry().detail();
    }
    int of = started == null ? 0 : started.entry().statements();
    if (of == 0) {
      return what + " stopped before its end";
    }
    return what + " stopped after statement " + progress.finished() + " of " + of;
  }
}
