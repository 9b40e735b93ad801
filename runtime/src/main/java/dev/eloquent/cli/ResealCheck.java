package dev.eloquent.cli;

import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.StatusReport.Entry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks every configured database whether it has applied a version that is to be sealed anew. */
final class ResealCheck {
  private final Session session;
  private final String catalog;
  private final @Nullable String historyTable;

  ResealCheck(Session session, String catalog, @Nullable String historyTable) {
    this.session = session;
    this.catalog = catalog;
    this.historyTable = historyTable;
  }

  /** Knows the names of the tables and no version: what is in the sources does not compile. */
  private static final class NoVersions extends MigrationCatalog {
    NoVersions(String id) {
      super("catalog " + id + "\nhistory \nlock 0 -\n");
    }

    @Override
    protected @Nullable String block(int index) {
      return null;
    }
  }

  /**
   * Prints which databases were asked and which could not be.
   *
   * @throws CliException refused, if one of them has applied it
   */
  void check(SealedVersion version) {
    List<String> applied = new ArrayList<>();
    for (Target target : targets()) {
      try {
        if (isApplied(target, version)) {
          applied.add(target.label());
        } else {
          session.print("Asked, not applied: " + target.label());
        }
      } catch (RuntimeException e) {
        session.print(
            "Not reachable, so not asked: "
                + target.label()
                + " ("
                + Text.oneLine(String.valueOf(e.getMessage()))
                + ")");
      }
    }
    if (!applied.isEmpty()) {
      throw CliException.refused(
          "version "
              + version.version()
              + " ("
              + version.name()
              + ") is applied in "
              + String.join(" and ", applied)
              + " and not sealed anew. Restore its files from version control, and make a new version for the"
              + " change; or roll it back there first, with the files it was applied with: migrate:rollback");
    }
  }

  private List<Target> targets() {
    TargetOptions all = new TargetOptions();
    boolean configured = false;
    for (Kind kind : Kind.values()) {
      Variables variables = new Variables(session.environment(), kind, false);
      configured |=
          kind.sql() && variables.get(kind == Kind.SQLITE ? "PATH" : "NAME", "DB_NAME").isPresent();
    }
    all.allConnections = configured;
    List<Target> targets = new ArrayList<>(new Targets(session, all).resolve());
    Variables mongo = new Variables(session.environment(), Kind.MONGO, false);
    if (mongo.get("URI", "DB_NAME").isPresent()) {
      TargetOptions documents = new TargetOptions();
      documents.mongo = true;
      targets.addAll(new Targets(session, documents).resolve());
    }
    return targets;
  }

  /** A draft that was applied and sealed since does not count: the next run compares it. */
  private boolean isApplied(Target target, SealedVersion version) {
    Migrator.Builder builder = target.migrator(true).catalog(new NoVersions(catalog));
    if (historyTable != null) {
      builder.historyTable(historyTable);
    }
    String number = Integer.toString(version.version());
    return builder.build().status().entries().stream()
        .anyMatch(e -> e.version().equals(number) && !e.draft() && isInEffect(e));
  }

  private static boolean isInEffect(Entry entry) {
    return switch (entry.state()) {
      case APPLIED, CHANGED, UNKNOWN, IN_DOUBT -> true;
      case FAILED -> entry.installedOn() != null || entry.partly();
      case PENDING, ROLLED_BACK, MISSING -> false;
    };
  }
}
