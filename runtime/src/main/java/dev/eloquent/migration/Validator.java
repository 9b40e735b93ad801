package dev.eloquent.migration;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.ValidationReport.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds history, journal and code against each other. */
final class Validator {
  private final Session session;
  private final Versions versions;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Validator(Session session) {
    this.session = session;
    this.versions = new Versions(session.settings().catalog(), session.history().dialect(), false);
  }

  ValidationReport validate(@Nullable String expectHead) throws SQLException {
    Session.Loaded loaded = session.readOnly(true);
    List<JournalEvent> events = loaded.events();
    problems.addAll(new ChainCheck(session.history().journal()).problems(events));
    HistoryCheck check = new HistoryCheck(session.history().table(), events);
    problems.addAll(check.problems(loaded.rows(), false));
    for (HistoryRow row : check.repaired()) {
      notes.add(
          "The failed row "
              + row.rank()
              + " of version "
              + row.version()
              + " was removed, as flyway repair does; the next run journals that.");
    }
    if (check.repaired().isEmpty()) {
      loaded.rows().forEach(this::foreign);
    }
    for (HistoryRow row : loaded.unwritten()) {
      unfinished(
          session.history().table()
              + ": row "
              + row.rank()
              + " of version "
              + row.version()
              + " is in the journal's newest events and not here: a migrator has yet to write it, or was"
              + " killed before it did, or the row was deleted. The next run writes it, as the journal"
              + " has it.");
    }
    HistoryState state = session.state();
    state.appliedVersions().forEach(version -> compare(state, version));
    unfinished(state);
    JournalEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
    String head = last == null ? "" : last.id() + ":" + last.hash();
    if (expectHead != null) {
      expect(expectHead.strip(), events, head);
    }
    return new ValidationReport(problems, notes, head);
  }

  private void foreign(HistoryRow row) {
    if (row.rank() <= session.state().journalledRank()) {
      return;
    }
    String version = row.version() == null ? "" : row.version();
    CatalogVersion code = versions.get(version);
    String where = session.history().table() + ": row " + row.rank() + " (" + row.script() + ")";
    boolean known = code != null && Adopter.matches(row, versions.file(code));
    if (session.history().isShared() && (known || row.isDelete())) {
      notes.add(where + " was written by Flyway; the next run journals it.");
    } else {
      problems.add(
          new Problem(
              ValidationReport.Kind.INSERTED,
              session.history().table(),
              where
                  + (session.history().isShared()
                      ? " is in no journal, and is no version of this code: it was inserted by hand, or"
                          + " by Flyway with other files."
                      : " is in no journal: it was inserted by hand.")));
    }
  }

  private void compare(HistoryState state, String version) {
    HistoryState.Applied applied = state.applied(version);
    CatalogVersion code = versions.get(version);
    if (applied == null || !applied.row().isMigration()) {
      return;
    }
    if (code == null) {
      notes.add(
          "Version "
              + version
              + " ("
              + applied.row().script()
              + ") is applied and unknown to this code, which is older or of another branch.");
      return;
    }
    boolean same =
        applied.sha256().isEmpty()
            ? Adopter.matches(applied.row(), versions.file(code))
            : applied.sha256().equals(versions.file(code).sha256());
    if (!same) {
      problems.add(
          new Problem(
              ValidationReport.Kind.DIFFERS_FROM_CODE,
              session.history().table(),
              "Version "
                  + version
                  + " is applied as "
                  + applied.row().script()
                  + ", and the code's "
                  + versions.file(code).script()
                  + " differs"
                  + (applied.draft() ? ": the draft has changed since." : ".")));
    }
  }

  private void unfinished(HistoryState state) throws SQLException {
    DoubtSettler doubts = new DoubtSettler(session, versions);
    TreeSet<String> all = new TreeSet<>(Versions.ORDER);
    all.addAll(state.unfinished());
    all.addAll(state.failedRows().keySet());
    for (String version : all) {
      HistoryState.Progress up = state.up(version);
      HistoryState.Progress down = state.down(version);
      HistoryState.Progress progress = down == null ? up : down;
      DoubtSettler.Doubt doubt = doubts.find(version);
      if (progress == null) {
        unfinished("Version " + version + " failed under Flyway.");
      } else if (doubt != null && doubt.unknown()) {
        unfinished("Version " + version + ": " + doubt.describe());
      } else if (progress.finished() > 0 || !session.history().transactionalDdl()) {
        String what = down == null ? "run" : "rollback";
        unfinished("Version " + version + ": " + StatusReader.describe(progress, what));
      } else {
        notes.add("Version " + version + ": last " + StatusReader.describe(progress, "run"));
      }
    }
    String newest = state.newest();
    for (CatalogVersion version : versions.list()) {
      String key = Versions.key(version);
      if (newest != null
          && Versions.ORDER.compare(key, newest) < 0
          && state.applied(key) == null
          && !state.belowBaseline(key)) {
        unfinished("Version " + key + " is not applied, though version " + newest + " is.");
      }
    }
  }

  private void unfinished(String message) {
    problems.add(new Problem(ValidationReport.Kind.UNFINISHED, session.history().table(), message));
  }

  private void expect(String expected, List<JournalEvent> events, String head) {
    for (JournalEvent event : events) {
      if ((event.id() + ":" + event.hash()).equals(expected)) {
        return;
      }
    }
    problems.add(
        new Problem(
            ValidationReport.Kind.HEAD,
            session.history().journal(),
            session.history().journal()
                + ": the expected head "
                + expected
                + " is not in it; it ends at "
                + (head.isEmpty() ? "nothing" : head)
                + ": its end was cut off, or it was rewritten."));
  }
}
