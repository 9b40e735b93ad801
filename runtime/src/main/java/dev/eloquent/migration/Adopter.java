package dev.eloquent.migration;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.CatalogVersion.CatalogFile;
import dev.eloquent.migration.ValidationReport.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes the journal account for what Flyway has done since: rows it wrote behind the last
 * journalled rank, and failed rows that its repair removed.
 */
final class Adopter {
  private final Session session;
  private final Versions versions;

  Adopter(Session session, Versions versions) {
    this.session = session;
    this.versions = versions;
  }

  /** Refuses what was changed by hand, journals the rest, and says which versions were adopted. */
  List<Integer> adopt(Session.Loaded loaded) throws SQLException {
    HistoryCheck check = new HistoryCheck(session.history().table(), loaded.events());
    refuseWhatWasChanged(check.problems(loaded.rows(), true));
    int journalled = repairedRank(check);
    List<HistoryRow> foreign = new ArrayList<>();
    for (HistoryRow row : loaded.rows()) {
      if (row.rank() > journalled) {
        foreign.add(row);
      }
    }
    if (foreign.isEmpty() && check.repaired().isEmpty()) {
      return List.of();
    }
    if (!session.history().isShared()) {
      throw insertedByHand(foreign.get(0));
    }
    foreign.forEach(this::refuseWhatDiffers);
    session.database().begin(false);
    for (HistoryRow row : check.repaired()) {
      journalRepaired(row);
    }
    List<Integer> adopted = new ArrayList<>();
    int batch = session.state().lastBatch() + 1;
    for (HistoryRow row : foreign) {
      journal(row, batch, adopted);
    }
    session.database().commit();
    return adopted;
  }

  private static void refuseWhatWasChanged(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new MigrationException(
          MigrationProblem.TAMPERED,
          "The history does not say what it said: "
              + problems.get(0).message()
              + (problems.size() > 1 ? " And " + (problems.size() - 1) + " more." : "")
              + " Look at all of it with migrate:validate, and restore the row before you go on.",
          null);
    }
  }

  private MigrationException insertedByHand(HistoryRow row) {
    return new MigrationException(
        MigrationProblem.TAMPERED,
        "Row "
            + row.rank()
            + " of "
            + session.history().table()
            + " ("
            + row.script()
            + ") is in no journal: it was inserted by hand. Look at all of it with migrate:validate,"
            + " and remove the row before you go on.",
        null);
  }

  private int repairedRank(HistoryCheck check) {
    int rank = session.state().journalledRank();
    for (HistoryRow row : check.repaired()) {
      rank = Math.min(rank, row.rank() - 1);
    }
    return rank;
  }

  private void refuseWhatDiffers(HistoryRow row) {
    String version = row.version();
    if (version == null || !row.isMigration()) {
      return;
    }
    if (!row.success()) {
      throw new MigrationException(
          MigrationProblem.UNFINISHED,
          "Flyway failed at version "
              + version
              + " ("
              + row.script()
              + "), and nobody knows which of its statements ran. Undo them by hand, then run: flyway"
              + " repair",
          null);
    }
    CatalogVersion code = versions.get(version);
    if (code != null && !matches(row, versions.file(code))) {
      throw new MigrationException(
          MigrationProblem.VERSION_CHANGED,
          "Row "
              + row.rank()
              + " of "
              + session.history().table()
              + " says that version "
              + version
              + " was applied by somebody else as "
              + row.script()
              + " with checksum "
              + row.checksum()
              + "; the code's is "
              + versions.file(code).script()
              + " with checksum "
              + versions.file(code).checksum()
              + ". Check out the code that was applied, or use another history table.",
          code.version(),
          0,
          null,
          null);
    }
  }

  static boolean matches(HistoryRow row, CatalogFile file) {
    return row.script().equals(file.script())
        && Objects.equals(row.checksum(), file.checksum())
        && row.success();
  }

  private void journalRepaired(HistoryRow row) throws SQLException {
    String version = row.version() == null ? "" : row.version();
    JournalEntry entry =
        JournalEntry.of(JournalEvent.Type.REPAIRED, version, row.description(), row.script())
            .withState("", List.of(row));
    JournalEvent event = session.history().append(List.of(), entry, row.rank() - 1);
    session.state().add(event);
    session
        .listener()
        .warning("The failed row of version " + version + " was removed, as flyway repair does.");
  }

  private void journal(HistoryRow row, int batch, List<Integer> adopted) throws SQLException {
    String version = row.version() == null ? "" : row.version();
    boolean delete = row.isDelete();
    JournalEvent.Type type = delete ? JournalEvent.Type.ROLLED_BACK : JournalEvent.Type.ADOPTED;
    CatalogVersion code = delete ? null : versions.get(version);
    JournalEntry entry =
        JournalEntry.of(type, version, row.description(), row.script()).withBatch(batch, false);
    String chain = delete ? session.chain().without(version) : "";
    if (code != null && row.isMigration()) {
      boolean draft = code.state() != CatalogVersion.State.SEALED;
      entry = entry.withBatch(batch, draft).withContent("", versions.file(code).sha256());
      chain = session.chain().with(code);
      adopted.add(code.version());
      session.listener().versionAdopted(code.version(), row.script());
    } else if (!delete) {
      session
          .listener()
          .warning(
              "Row "
                  + row.rank()
                  + " ("
                  + row.script()
                  + ", type "
                  + row.type()
                  + ") is of Flyway's and unknown to the code.");
    }
    JournalEvent event =
        session.history().append(List.of(), entry.withState(chain, List.of(row)), row.rank());
    session.state().add(event);
  }
}
