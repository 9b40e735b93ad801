package dev.eloquent.migration;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.CatalogVersion.CatalogFile;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Applies versions, and records as sealed what was applied as a draft. */
final class Applier {
  private final Session session;
  private final Versions versions;
  private final Scripts scripts;
  private final ScriptRunner runner;
  private final JavaRunner javaRunner;
  private final TxMode mode;

  Applier(Session session, Versions versions, TxMode mode) {
    this.session = session;
    this.mode = mode;
    this.versions = versions;
    this.scripts = new Scripts(session.settings().catalog(), session.history().dialect());
    this.runner = new ScriptRunner(session);
    this.javaRunner = new JavaRunner(session);
  }

  /**
   * Applies a version, or what is left of an interrupted one.
   *
   * @param next the one that follows at once; null for none
   */
  AppliedVersion apply(CatalogVersion version, @Nullable CatalogVersion next, int batch) {
    ScriptRunner.Work announced = runner.announced();
    ScriptRunner.Work work =
        announced != null && announced.number() == version.version()
            ? announced
            : work(version, batch);
    session.listener().versionStarted(version, work.statements().count(), work.resumeAt());
    Duration duration =
        run(
            version,
            work,
            elapsed -> {
              recordApplied(version, work.entry(), elapsed);
              announce(next, batch);
            });
    AppliedVersion applied =
        new AppliedVersion(
            version.version(), version.name(), work.entry().script(), duration, isDraft(version));
    session.listener().versionApplied(applied);
    return applied;
  }

  private static boolean isDraft(CatalogVersion version) {
    return version.state() != CatalogVersion.State.SEALED;
  }

  private ScriptRunner.Work work(CatalogVersion version, int batch) {
    String key = Versions.key(version);
    CatalogFile file = versions.file(version);
    Script script = scripts.load(version);
    JournalEntry entry =
        JournalEntry.of(
                JournalEvent.Type.APPLIED,
                key,
                HistoryRow.describe(version.description()),
                file.script())
            .withBatch(batch, isDraft(version))
            .withStatement(0, script.up().count())
            .withContent(Scripts.content(script).encode(), file.sha256());
    return new ScriptRunner.Work(
        version.version(),
        entry,
        script.up(),
        transactions(script, session.state().up(key)),
        session.state().up(key),
        file.checksum());
  }

  /**
   * Records with the success of one version that the next one begins, where that is recorded ahead.
   */
  private void announce(@Nullable CatalogVersion next, int batch) throws SQLException {
    if (next == null || next.java() || !session.history().recordsAhead()) {
      return;
    }
    try {
      runner.announce(work(next, batch));
    } catch (MigrationException | UncheckedIOException e) {
      // What cannot be loaded stops the run at its turn, and not this version.
      return;
    }
  }

  /** What {@link #apply} would do. */
  PretendedVersion pretended(CatalogVersion version) {
    Script script = scripts.load(version);
    HistoryState.Progress up = session.state().up(Versions.key(version));
    int done = up == null ? 0 : Math.min(up.finished(), script.up().count());
    return new PretendedVersion(
        version.version(),
        versions.file(version).script(),
        version.java(),
        false,
        script.up().after(done),
        done + 1,
        transactions(script, up));
  }

  /** What has begun statement by statement goes on so, whatever the mode is now. */
  private Transactions transactions(Script script, HistoryState.@Nullable Progress before) {
    if (!script.transactions().one()) {
      return script.transactions();
    }
    boolean begun = before != null && before.finished() > 0;
    boolean each =
        begun
            || (mode == TxMode.NONE
                && !Rebuild.of(session.history().dialect(), script.up()).foreignKeysOff());
    return each ? Transactions.each(new TreeSet<>()) : script.transactions();
  }

  private Duration run(
      CatalogVersion version, ScriptRunner.Work work, ScriptRunner.Completion success) {
    if (!version.java()) {
      return runner.run(work, success);
    }
    HistoryState.Progress begun = work.before();
    if (begun != null && begun.started() != null) {
      session
          .listener()
          .warning(
              "Version "
                  + version.version()
                  + " ("
                  + version.className()
                  + ") began before and did not finish, and a part of its work was committed. It runs"
                  + " again from its beginning.");
    }
    return javaRunner.run(work, scripts.loadJava(version), success);
  }

  private void recordApplied(CatalogVersion version, JournalEntry entry, Duration elapsed)
      throws SQLException {
    List<HistoryRow> rows = new ArrayList<>();
    int rank = session.state().lastRank();
    HistoryRow failed = session.state().failedRow(entry.version());
    if (failed != null) {
      rows.add(Rollbacker.deleteRow(session, failed, ++rank, Duration.ZERO));
    }
    rows.add(row(version, rank + 1, (int) elapsed.toMillis()));
    session.append(rows, entry.withState(session.chain().with(version), rows));
  }

  private HistoryRow row(CatalogVersion version, int rank, int millis) {
    CatalogFile file = versions.file(version);
    return session
        .history()
        .row(
            rank,
            Versions.key(version),
            version.description(),
            version.java() ? HistoryRow.JDBC : session.history().scriptType(),
            file.script(),
            file.checksum(),
            millis,
            true);
  }

  /** Records that the applied draft is this sealed version; its row changes only by a new one. */
  void seal(CatalogVersion version) throws SQLException {
    CatalogFile file = versions.file(version);
    HistoryState.Applied applied = session.state().applied(Versions.key(version));
    if (applied == null) {
      throw new IllegalStateException("version " + version.version() + " is not applied");
    }
    HistoryRow old = applied.row();
    List<HistoryRow> rows = new ArrayList<>();
    if (!Adopter.matches(old, file)) {
      int rank = session.state().lastRank();
      rows.add(Rollbacker.deleteRow(session, old, rank + 1, Duration.ZERO));
      rows.add(row(version, rank + 2, old.executionTime()));
    }
    Script script = scripts.load(version);
    JournalEntry entry =
        JournalEntry.of(
                JournalEvent.Type.SEALED,
                Versions.key(version),
                HistoryRow.describe(version.description()),
                file.script())
            .withBatch(applied.batch(), false)
            .withStatement(0, script.up().count())
            .withContent(Scripts.content(script).encode(), file.sha256())
            .withState(session.chain().with(version), rows);
    session.begin(false);
    session.append(rows, entry);
    session.commit();
    session.listener().versionSealed(version.version(), file.script());
  }
}
