package dev.eloquent.migration;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalContent;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Undoes versions with the reverses that the journal kept when they were applied. */
final class Rollbacker {
  private final Session session;
  private final Versions versions;
  private final ScriptRunner runner;
  private final Scripts scripts;

  Rollbacker(Session session, Versions versions) {
    this.session = session;
    this.versions = versions;
    this.runner = new ScriptRunner(session);
    this.scripts = new Scripts(session.settings().catalog(), session.history().dialect());
  }

  /**
   * How to undo a version.
   *
   * @param version its number
   * @param row its row, or its failed row; null for a version that was interrupted before it had
   *     one
   * @param description the name with spaces
   * @param script its file name
   * @param draft whether it was not sealed when it was applied
   * @param batch the run that applied it
   * @param sha256 of the file that was applied
   * @param reverses what runs; nothing if it is a Java migration
   * @param java the Java migration; null if it is a script
   */
  record Undo(
      String version,
      @Nullable HistoryRow row,
      String description,
      String script,
      boolean draft,
      int batch,
      String sha256,
      Statements<Script.Reverse> reverses,
      @Nullable JavaMigration java) {
    /** Of an applied version. */
    static Undo of(
        String version,
        HistoryState.Applied applied,
        Statements<Script.Reverse> reverses,
        @Nullable JavaMigration java) {
      HistoryRow row = applied.row();
      return new Undo(
          version,
          row,
          row.description(),
          row.script(),
          applied.draft(),
          applied.batch(),
          applied.sha256(),
          reverses,
          java);
    }

    PretendedVersion pretended(HistoryState.@Nullable Progress before) {
      int done = before == null ? 0 : Math.min(before.finished(), statements().count());
      return new PretendedVersion(
          number(), script, java != null, true, statements().after(done), done + 1, transactions());
    }

    Statements<String> statements() {
      return reverses.map(Script.Reverse::sql);
    }

    /** A reverse has no settings of its own: it is one transaction if its statements allow it. */
    Transactions transactions() {
      TreeSet<Integer> outside = new TreeSet<>();
      int[] k = {0};
      reverses.forEach(
          reverse -> {
            k[0]++;
            if (reverse.outside()) {
              outside.add(k[0]);
            }
          });
      return outside.isEmpty() ? Transactions.ONE : Transactions.each(outside);
    }

    int number() {
      return Rollbacker.number(version);
    }
  }

  /**
   * Finds the reverse of an applied or half-applied version, and refuses before anything runs if
   * there is none.
   */
  Undo find(String version) throws SQLException {
    HistoryState.Applied applied = session.state().applied(version);
    if (applied == null) {
      return findHalf(version);
    }
    HistoryRow row = applied.row();
    CatalogVersion java = row.type().equals(HistoryRow.JDBC) ? javaOf(version, row) : null;
    Script script = java == null ? script(version, row, applied.event()) : scripts.load(java);
    if (!script.reversible()) {
      throw irreversible(version, row.script());
    }
    return Undo.of(version, applied, script.down(), java == null ? null : scripts.loadJava(java));
  }

  /** The journal has no reverse of a class: it must be there. */
  private CatalogVersion javaOf(String version, HistoryRow row) {
    CatalogVersion code = versions.get(version);
    if (code == null || !code.java() || !code.className().equals(row.script())) {
      throw refused(
          MigrationProblem.UNKNOWN_REVERSE,
          version,
          "Version "
              + version
              + " was applied by the Java class "
              + row.script()
              + ", which alone can take it back and is not version "
              + version
              + " of this code. Check out the code that has it.");
    }
    return code;
  }

  /** The script of an applied version as far as its reverse is concerned. */
  private Script script(String version, HistoryRow row, @Nullable JournalEvent event)
      throws SQLException {
    if (event != null && !event.entry().is(JournalEvent.Type.ADOPTED)) {
      return kept(version, event);
    }
    return ofCode(
        version,
        row.script(),
        event,
        "the journal has no reverse of it, because this library did not apply it");
  }

  /** What the journal has, and of a large reverse, which it has not, what the code has. */
  private Script kept(String version, JournalEvent event) throws SQLException {
    JournalContent content = session.history().content(event.id());
    List<JournalContent.Reverse> reverses = content.reverses();
    if (reverses == null) {
      String why = "its reverse is too large for the journal";
      return ofCode(version, event.entry().script(), event, why);
    }
    List<Script.Reverse> down = new ArrayList<>();
    reverses.forEach(r -> down.add(new Script.Reverse(r.of(), r.sql(), r.outside())));
    return new Script(List.of(), down, content.reversible());
  }

  private Script ofCode(String version, String script, @Nullable JournalEvent event, String why) {
    CatalogVersion code = versions.get(version);
    boolean same =
        code != null
            && event != null
            && !event.entry().sha256().isEmpty()
            && event.entry().sha256().equals(versions.file(code).sha256());
    if (code == null || !same) {
      throw refused(
          MigrationProblem.UNKNOWN_REVERSE,
          version,
          "Version "
              + version
              + " ("
              + script
              + ") cannot be rolled back: "
              + why
              + ", and the code's version is not the one that was applied. Check out the code that"
              + " has it.");
    }
    return scripts.load(code);
  }

  private Undo findHalf(String version) throws SQLException {
    HistoryState.Progress up = session.state().up(version);
    HistoryRow failed = session.state().failedRow(version);
    JournalEvent started = up == null ? null : up.started();
    if (up == null || started == null) {
      throw refused(
          MigrationProblem.UNFINISHED,
          version,
          "Version "
              + version
              + " failed, and the journal does not know which of its statements ran: this library did"
              + " not run it. Undo them by hand, then run: flyway repair");
    }
    if (failed != null && failed.type().equals(HistoryRow.JDBC)) {
      throw halfJava(version, failed.script());
    }
    List<Script.Reverse> reverses = reversesOf(version, up, started);
    JournalEntry e = started.entry();
    return new Undo(
        version,
        failed,
        e.description(),
        e.script(),
        e.draft(),
        e.batch(),
        e.sha256(),
        Statements.of(reverses),
        null);
  }

  /** Those of the statements that ran. */
  private List<Script.Reverse> reversesOf(
      String version, HistoryState.Progress up, JournalEvent started) throws SQLException {
    Script script = kept(version, started);
    if (script.down().isLarge()) {
      throw refused(
          MigrationProblem.UNFINISHED,
          version,
          "Version "
              + version
              + " stopped after statement "
              + up.finished()
              + " of "
              + started.entry().statements()
              + ", and its reverse is too large to choose from. Finish it first: migrate:run");
    }
    List<Script.Reverse> reverses = new ArrayList<>();
    for (Script.Reverse reverse : script.down().toList()) {
      if (up.finished() > 0 && script.reversible() && reverse.of() == 0) {
        throw unpaired(version, up, started.entry());
      }
      if (reverse.of() <= up.finished()) {
        reverses.add(reverse);
      }
    }
    if (up.finished() > 0 && !script.reversible()) {
      throw irreversible(version, started.entry().script());
    }
    return reverses;
  }

  /** Which part of the reverse undoes the statements that ran is not known. */
  private static MigrationException unpaired(
      String version, HistoryState.Progress up, JournalEntry started) {
    return refused(
        MigrationProblem.UNFINISHED,
        version,
        "Version "
            + version
            + " ("
            + started.script()
            + ") stopped after statement "
            + up.finished()
            + " of "
            + started.statements()
            + ", and its undo script has a statement without `-- reverse of k`, so nobody knows whether"
            + " that belongs to what ran. Nothing was rolled back. Finish the version first:"
            + " migrate:run; then it can be rolled back as a whole.");
  }

  private static MigrationException halfJava(String version, String script) {
    return refused(
        MigrationProblem.UNFINISHED,
        version,
        "Version "
            + version
            + " stopped within the Java class "
            + script
            + ", and nobody knows what of it stays. Correct the class, so that it can be repeated, and"
            + " finish it with migrate:run; then it can be rolled back.");
  }

  private static MigrationException irreversible(String version, String script) {
    return refused(
        MigrationProblem.IRREVERSIBLE,
        version,
        "Version "
            + version
            + " ("
            + script
            + ") is irreversible: there is no statement that undoes it. Nothing was rolled back."
            + " Restore a backup, or write a new version that corrects it.");
  }

  private static MigrationException refused(
      MigrationProblem problem, String version, String message) {
    return new MigrationException(problem, message, number(version), 0, null, null);
  }

  private static int number(String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Undoes a version and records it. */
  RolledBackVersion undo(Undo undo) {
    Statements<String> statements = undo.statements();
    JournalContent content = Scripts.content(statements, Statements.of(List.of()), true);
    JournalEntry entry =
        JournalEntry.of(
                JournalEvent.Type.ROLLED_BACK, undo.version(), undo.description(), undo.script())
            .withUndo()
            .withBatch(undo.batch(), undo.draft())
            .withStatement(0, statements.count())
            .withContent(content.encode(), undo.sha256());
    ScriptRunner.Work work =
        new ScriptRunner.Work(
            undo.number(),
            entry,
            statements,
            undo.transactions(),
            session.state().down(undo.version()),
            0);
    ScriptRunner.Completion success = elapsed -> record(undo, entry, elapsed);
    session
        .listener()
        .undoStarted(undo.number(), undo.script(), statements.count(), work.resumeAt());
    JavaMigration java = undo.java();
    Duration duration =
        java == null ? runner.run(work, success) : new JavaRunner(session).run(work, java, success);
    RolledBackVersion done = new RolledBackVersion(undo.number(), undo.script(), duration);
    session.listener().versionRolledBack(done);
    return done;
  }

  private void record(Undo undo, JournalEntry entry, Duration elapsed) throws SQLException {
    HistoryRow row = undo.row();
    List<HistoryRow> rows = new ArrayList<>();
    if (row != null) {
      rows.add(deleteRow(session, row, session.state().lastRank() + 1, elapsed));
    }
    String chain = session.chain().without(undo.version());
    session.append(rows, entry.withContent("", undo.sha256()).withState(chain, rows));
  }

  /** The row that takes another one back, as Flyway's repair writes it. */
  static HistoryRow deleteRow(Session session, HistoryRow row, int rank, Duration elapsed) {
    String version = row.version();
    return session
        .history()
        .row(
            rank,
            version == null ? "" : version,
            row.description(),
            HistoryRow.DELETE,
            row.script(),
            row.checksum(),
            (int) elapsed.toMillis(),
            true);
  }
}
