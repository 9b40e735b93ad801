package dev.eloquent.migration;

import dev.eloquent.history.Checkpoint;
import dev.eloquent.history.Checkpoint.Outcome;
import dev.eloquent.history.Checkpoint.Settlement;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.HistoryState.Progress;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how the statement ended in which a run was killed: from its checkpoint and the
 * catalogue, else by asking a person. It never guesses.
 */
final class DoubtSettler {
  private static final int LONGEST_SQL = 300;

  private final Session session;
  private final Versions versions;

  DoubtSettler(Session session, Versions versions) {
    this.session = session;
    this.versions = versions;
  }

  /**
   * A statement that nobody recorded the end of.
   *
   * @param settlement what the catalogue says of it
   */
  record Doubt(String version, boolean undo, Progress progress, Settlement settlement) {
    boolean unknown() {
      return settlement.outcome() == Outcome.UNKNOWN;
    }

    /** How far it is known to have come. */
    Progress known() {
      return settlement.outcome() == Outcome.DONE ? progress.decided(true) : progress;
    }

    /** {@code run was interrupted in statement 2 of 5 …: migrate:resume …}. */
    String describe() {
      return (undo ? "rollback" : "run")
          + " was interrupted in "
          + place()
          + ", and nobody knows whether that took effect ("
          + settlement.why()
          + "): migrate:resume --assume-done or --retry";
    }

    /** {@code statement 2 of 5 of its rollback}. */
    String place() {
      JournalEntry started = Objects.requireNonNull(progress.started()).entry();
      String direction = undo ? " of its rollback" : "";
      return "statement " + progress.next() + " of " + started.statements() + direction;
    }
  }

  /** The open statement of a version, in whichever direction it stopped; null for none. */
  @Nullable Doubt find(String version) throws SQLException {
    HistoryState state = session.state();
    Progress down = state.down(version);
    // Before a way back began, the way forward was settled.
    Progress progress = down == null ? state.up(version) : down;
    if (progress == null || !progress.isOpen()) {
      return null;
    }
    Checkpoint before = Checkpoint.decode(progress.checkpoint());
    return new Doubt(version, down != null, progress, session.database().settle(before));
  }

  private List<Doubt> findAll() throws SQLException {
    TreeSet<String> unfinished = new TreeSet<>(Versions.ORDER);
    unfinished.addAll(session.state().unfinished());
    List<Doubt> all = new ArrayList<>();
    for (String version : unfinished) {
      Doubt doubt = find(version);
      if (doubt != null) {
        all.add(doubt);
      }
    }
    return all;
  }

  /** Journals what the catalogue tells, and refuses what it does not. */
  void settle() throws SQLException {
    for (Doubt doubt : findAll()) {
      if (doubt.unknown()) {
        throw asked(doubt);
      }
      record(doubt);
    }
  }

  /** The same for what only reads: nothing is journalled. */
  void pretend() throws SQLException {
    for (Doubt doubt : findAll()) {
      if (doubt.unknown()) {
        throw asked(doubt);
      }
      boolean done = doubt.settlement().outcome() == Outcome.DONE;
      session.state().decide(doubt.version(), doubt.undo(), done);
    }
  }

  /**
   * Journals a person's decision about the statement that is in doubt.
   *
   * @param options for the run that goes on with it
   * @return what was in doubt
   */
  Doubt decide(Resume decision, RunOptions options) throws SQLException {
    Doubt decided = null;
    for (Doubt doubt : findAll()) {
      if (!doubt.unknown()) {
        record(doubt);
        continue;
      }
      if (decided != null) {
        throw asked(doubt);
      }
      checkIncluded(doubt, options);
      decided = doubt;
      boolean done = decision == Resume.ASSUME_DONE;
      String said = done ? HistoryState.ASSUME_DONE : "retry";
      append(doubt, JournalEvent.Type.FORCED, said + "; " + doubt.settlement().why());
      session
          .listener()
          .warning(
              "Version "
                  + doubt.version()
                  + " was interrupted in "
                  + doubt.place()
                  + (done
                      ? ", which counts as done: --assume-done."
                      : ", which runs again: --retry."));
    }
    if (decided == null) {
      throw new MigrationException(
          MigrationProblem.NOTHING_IN_DOUBT,
          "No statement is in doubt here, so there is nothing to decide. Go on with: migrate:run",
          null);
    }
    return decided;
  }

  /** A decision is for the run that it begins; one that leaves the version out needs none. */
  private void checkIncluded(Doubt doubt, RunOptions options) {
    boolean above = options.to() > 0 && number(doubt.version()) > options.to();
    if (!doubt.undo() && (above || versions.isLeftOut(doubt.version()))) {
      throw new MigrationException(
          MigrationProblem.ARGUMENT,
          "Version "
              + doubt.version()
              + " was interrupted in "
              + doubt.place()
              + ", and "
              + (above ? "--to " + options.to() : "--sealed-only")
              + " leaves this version out. Nothing was decided.",
          null);
    }
  }

  private void record(Doubt doubt) throws SQLException {
    if (doubt.settlement().outcome() != Outcome.DONE) {
      return;
    }
    append(doubt, JournalEvent.Type.STATEMENT, Checkpoint.REPEAT.encode());
    session
        .listener()
        .warning(
            "Version "
                + doubt.version()
                + " was interrupted in "
                + doubt.place()
                + ", which took effect and is not repeated: "
                + doubt.settlement().why()
                + ".");
  }

  private void append(Doubt doubt, JournalEvent.Type type, String detail) throws SQLException {
    JournalEntry started = Objects.requireNonNull(doubt.progress().started()).entry();
    JournalEntry entry =
        JournalEntry.of(type, doubt.version(), started.description(), started.script())
            .withBatch(started.batch(), started.draft())
            .withStatement(doubt.progress().next(), started.statements())
            .withDetail(detail);
    session.database().begin(false);
    session.append(List.of(), doubt.undo() ? entry.withUndo() : entry);
    session.database().commit();
  }

  private MigrationException asked(Doubt doubt) {
    JournalEntry started = Objects.requireNonNull(doubt.progress().started()).entry();
    String sql = sql(doubt);
    return new MigrationException(
        MigrationProblem.IN_DOUBT,
        "Version "
            + doubt.version()
            + " ("
            + started.script()
            + ") was interrupted in "
            + doubt.place()
            + ", and nobody knows whether that took effect: "
            + doubt.settlement().why()
            + ". Look whether what it does is there. If it is, type: migrate:resume --assume-done;"
            + " if not: migrate:resume --retry. The statement: "
            + (sql == null
                ? "this code does not have it; migrate:sql "
                    + doubt.version()
                    + " of the code that ran shows it."
                : shortened(sql)),
        number(doubt.version()),
        doubt.progress().next(),
        sql,
        null);
  }

  private static int number(String version) {
    try {
      return Integer.parseInt(version);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String shortened(String sql) {
    return sql.length() > LONGEST_SQL ? sql.substring(0, LONGEST_SQL) + " …" : sql;
  }

  /** Its text, if the code or the journal has it still. */
  private @Nullable String sql(Doubt doubt) {
    try (Statements.Cursor<String> cursor = statements(doubt).from(doubt.progress().next())) {
      return cursor.next();
    } catch (SQLException | MigrationException | UncheckedIOException e) {
      return null;
    }
  }

  private Statements<String> statements(Doubt doubt) throws SQLException {
    if (doubt.undo()) {
      return new Rollbacker(session, versions).find(doubt.version()).statements();
    }
    CatalogVersion code = versions.get(doubt.version());
    JournalEvent started = doubt.progress().started();
    boolean same =
        code != null
            && started != null
            && started.entry().sha256().equals(versions.file(code).sha256());
    return code != null && same
        ? new Scripts(session.settings().catalog(), session.history().dialect()).load(code).up()
        : Statements.of(List.of());
  }
}
