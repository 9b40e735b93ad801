package dev.eloquent.migration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells what is recorded only when that is committed, and everything else at once. */
final class HeldListener implements MigrationListener {
  private final MigrationListener listener;
  private final List<Runnable> held = new ArrayList<>();

  HeldListener(MigrationListener listener) {
    this.listener = listener;
  }

  /** Tells what was held back. */
  void release() {
    held.forEach(Runnable::run);
    held.clear();
  }

  @Override
  public void waitingForLock(String holder, Duration waited) {
    listener.waitingForLock(holder, waited);
  }

  @Override
  public void runPlanned(int versions) {
    listener.runPlanned(versions);
  }

  @Override
  public void undoStarted(int version, String script, int statements, int resumeAt) {
    listener.undoStarted(version, script, statements, resumeAt);
  }

  @Override
  public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
    listener.versionStarted(version, statements, resumeAt);
  }

  @Override
  public void statementFinished(int version, int number, int of, String sql, Duration duration) {
    listener.statementFinished(version, number, of, sql, duration);
  }

  @Override
  public void retrying(int version, int statement, int attempt, int of, Duration pause) {
    listener.retrying(version, statement, attempt, of, pause);
  }

  @Override
  public void versionProgressed(int version, long done, long total) {
    listener.versionProgressed(version, done, total);
  }

  @Override
  public void versionApplied(AppliedVersion version) {
    held.add(() -> listener.versionApplied(version));
  }

  @Override
  public void versionRolledBack(RolledBackVersion version) {
    held.add(() -> listener.versionRolledBack(version));
  }

  @Override
  public void versionAdopted(int version, String script) {
    held.add(() -> listener.versionAdopted(version, script));
  }

  @Override
  public void versionSealed(int version, String script) {
    held.add(() -> listener.versionSealed(version, script));
  }

  @Override
  public void objectDropped(String object) {
    held.add(() -> listener.objectDropped(object));
  }

  @Override
  public void warning(String message) {
    listener.warning(message);
  }
}
