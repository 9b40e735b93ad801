package dev.eloquent.cli;

import dev.eloquent.migration.AppliedVersion;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.migration.RolledBackVersion;
import java.time.Duration;
import java.util.Map;

/** Prints what the migrator does as it does it, and logs it. */
final class Progress implements MigrationListener, AutoCloseable {
  private final Session session;
  private final String connection;
  private final ProgressBar bar;
  private int open;

  Progress(Session session, Target target) {
    this.session = session;
    this.bar = new ProgressBar(session, System::nanoTime);
    this.connection = target.kind().id();
  }

  @Override
  public void waitingForLock(String holder, Duration waited) {
    session.warn(
        "lock.waiting",
        "waiting for another migrator (" + holder + "), " + waited.toSeconds() + " s so far");
  }

  @Override
  public void runPlanned(int versions) {
    bar.begin(versions);
  }

  @Override
  public void undoStarted(int version, String script, int statements, int resumeAt) {
    bar.version("undoing " + script, statements, resumeAt - 1);
  }

  @Override
  public void statementFinished(int version, int number, int of, String sql, Duration duration) {
    bar.statements(number);
  }

  @Override
  public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
    open = version.state() == CatalogVersion.State.OPEN ? version.version() : open;
    bar.version("V" + version.version() + " " + version.name(), statements, resumeAt - 1);
    session.info(
        "migration.started",
        "V"
            + version.version()
            + " "
            + version.name()
            + ": "
            + (version.java()
                ? "Java class " + version.className()
                : Text.count(statements, "statement"))
            + (resumeAt > 1 ? ", going on with number " + resumeAt : ""),
        fields(version.version()));
  }

  @Override
  public void retrying(int version, int statement, int attempt, int of, Duration pause) {
    session.warn(
        "lock.retry",
        "V"
            + version
            + (statement == 0 ? "" : ", statement " + statement)
            + ": a lock stopped it; trying again in "
            + pause.toMillis()
            + " ms ("
            + attempt
            + " of "
            + of
            + ")");
  }

  @Override
  public void versionProgressed(int version, long done, long total) {
    bar.counted(done, total);
    String line = "V" + version + ": " + done + (total > 0 ? " of " + total : "");
    session.info("migration.progress", line, fields(version));
  }

  @Override
  public void versionApplied(AppliedVersion version) {
    bar.versionDone();
    String state = version.version() == open ? ", open" : version.draft() ? ", a draft" : "";
    String line =
        "V" + version.version() + " " + version.name() + state + " " + time(version.duration());
    session.print("  applied     " + line);
    session.info("migration.applied", line, timed(version.version(), version.duration()));
  }

  @Override
  public void versionRolledBack(RolledBackVersion version) {
    bar.versionDone();
    String line = version.script() + " " + time(version.duration());
    session.print("  rolled back " + line);
    session.info("migration.rolled_back", line, timed(version.version(), version.duration()));
  }

  @Override
  public void versionAdopted(int version, String script) {
    session.print("  adopted     " + script + ", which Flyway had applied");
    session.info("migration.adopted", script, fields(version));
  }

  @Override
  public void versionSealed(int version, String script) {
    session.print(
        "  sealed      " + script + ", which was applied before it was sealed; nothing ran");
    session.info("migration.sealed", script, fields(version));
  }

  @Override
  public void objectDropped(String object) {
    session.print("  dropped     " + object);
    session.info("object.dropped", object, Map.of("connection", connection));
  }

  @Override
  public void warning(String message) {
    session.warn("migration.warning", message);
  }

  /** Takes the bar away, also where a version failed. */
  @Override
  public void close() {
    bar.close();
  }

  private Map<String, Object> fields(int version) {
    return Map.of("connection", connection, "version", version);
  }

  private Map<String, Object> timed(int version, Duration duration) {
    return Map.of(
        "connection", connection, "version", version, "durationMillis", duration.toMillis());
  }

  private static String time(Duration duration) {
    return "(" + duration.toMillis() + " ms)";
  }
}
