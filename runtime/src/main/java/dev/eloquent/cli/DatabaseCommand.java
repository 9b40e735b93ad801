package dev.eloquent.cli;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.MissingReferenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/**
 * A command that works on databases, on one after the other where several are meant, and in each on
 * the catalogues of the class path.
 */
abstract class DatabaseCommand implements Command {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)?");

  @Mixin CatalogOptions catalogOptions = new CatalogOptions();
  @Mixin TargetOptions targetOptions = new TargetOptions();

  /** Everything that a command needs for one catalogue in one database. */
  record Work(
      Session session, Place place, LoadedCatalog loaded, Migrator migrator, Summary summary) {
    Target target() {
      return place.target();
    }

    /** What people are shown. */
    String label() {
      return place.label();
    }

    /** Prints what came of it, and keeps that for the summary of several databases. */
    void report(String what) {
      session.print(what);
      summary.note(what);
    }
  }

  /** Checks of the arguments alone; nothing by default. */
  void checkArguments() {}

  /** Checks that need no database; nothing by default. */
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {}

  /** Looks at all databases before anything is done on the first; nothing by default. */
  void precheck(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {}

  /** Whether it only looks at the schema and its history. */
  boolean readsOnly() {
    return false;
  }

  /** Whether a database that fails is a part of the result, even where it is the only one. */
  boolean keepsFailures() {
    return false;
  }

  /** Whether drafts are left out. */
  boolean sealedOnly() {
    return false;
  }

  /** How a person agreed to lose data, for the journal; empty by default. */
  String consent(Session session) {
    return "";
  }

  /** Options that count the versions of one catalogue, and so forbid several; none by default. */
  List<String> ofOneCatalog() {
    return List.of();
  }

  /**
   * Does what comes before several catalogues of one database, and says which of them are worked on
   * and in which order; all in theirs by default.
   */
  List<Work> prepare(List<Work> works) {
    return works;
  }

  /** Does it for one catalogue in one database; the result is the exit code. */
  abstract int run(Work work);

  /** The databases that are meant; what the options name by default. */
  List<Target> targets(Session session) {
    return new Targets(session, targetOptions).resolve();
  }

  /** What comes of compiled migrations that cannot be taken; the result is the exit code. */
  int unloaded(Session session, RuntimeException e) {
    throw e;
  }

  /** Something to print before the first database, such as the beginning of a document. */
  void begin(Session session) {}

  /** Something to print after the last. */
  void end(Session session) {}

  /** Prints what came of several databases. */
  void printSummary(Session session, String table) {
    session.print(table);
  }

  /** Tells that one of several databases, or catalogues, failed; the result is the exit code. */
  int failed(Session session, Place place, RuntimeException e) {
    session.print(place + ": failed");
    return Main.reportOne(session, place, e);
  }

  /** Drivers do not all say which server they could not reach. */
  private static RuntimeException named(Target target, RuntimeException e) {
    boolean unreached =
        e instanceof MigrationException failure && failure.problem() == MigrationProblem.CONNECTION;
    return unreached
        ? new MigrationException(MigrationProblem.CONNECTION, target + ": " + e.getMessage(), e)
        : e;
  }

  @Override
  public final int run(Session session) {
    checkOptions(targetOptions);
    checkArguments();
    List<Target> targets = targets(session);
    CatalogLoader loader = new CatalogLoader(session, catalogOptions);
    List<LoadedCatalog> loaded;
    try {
      loaded = loader.loadAll();
    } catch (CliException | MigrationException e) {
      return unloaded(session, e);
    }
    try {
      if (loaded.size() > 1) {
        SeveralCatalogs.check(targetOptions.historyTable, ofOneCatalog());
      }
      guarded(session, targets, loader, loaded);
      precheck(session, targets, loader, loaded);
      return runOn(session, targets, loader, loaded);
    } finally {
      loaded.get(0).close();
    }
  }

  /** Does it on all of them, one after the other; the result is the exit code. */
  int runOn(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    begin(session);
    Summary summary = new Summary();
    for (Target target : targets) {
      Place place = new Place(target, loaded.get(0).catalog().id(), false);
      session.workOn(place);
      try (Progress progress = new Progress(session, target)) {
        run(works(session, target, loader, loaded, progress, summary));
      } catch (RuntimeException e) {
        RuntimeException told = loaded.size() > 1 ? e : explained(session, place, loaded, e);
        if (targets.size() == 1 && !keepsFailures()) {
          throw named(target, told);
        }
        summary.add(place, failed(session, place, told), told);
      }
    }
    session.workOn(null);
    end(session);
    if (targetOptions.allConnections) {
      printSummary(session, summary.table());
    }
    return summary.worst();
  }

  private List<Work> works(
      Session session,
      Target target,
      CatalogLoader loader,
      List<LoadedCatalog> loaded,
      Progress progress,
      Summary summary) {
    boolean several = loaded.size() > 1;
    List<Work> works = new ArrayList<>();
    for (LoadedCatalog one : loaded) {
      Place place = new Place(target, one.catalog().id(), several);
      Migrator migrator = migrator(session, target, loader, one, progress).build();
      works.add(new Work(session, place, one, migrator, summary));
    }
    return several ? SeveralCatalogs.together(works) : works;
  }

  private void run(List<Work> works) {
    Session session = works.get(0).session();
    if (readsOnly()) {
      runAll(works);
    } else {
      Interruption.explained(session, () -> runAll(works));
    }
  }

  private int runAll(List<Work> works) {
    if (works.size() > 1) {
      return new SeveralCatalogs(this, works).run();
    }
    Work work = works.get(0);
    int exit = run(work);
    work.summary().add(work.place(), exit);
    return exit;
  }

  /** The failure with what helps to go on. */
  static RuntimeException explained(
      Session session, Place place, List<LoadedCatalog> all, RuntimeException e) {
    LoadedCatalog loaded = all.get(0);
    for (LoadedCatalog one : all) {
      loaded = one.catalog().id().equals(place.catalog()) ? one : loaded;
    }
    return e instanceof MissingReferenceException failure
        ? SeveralCatalogs.missing(failure, loaded, all)
        : new FailurePlace(session, loaded).explain(e, place.target().dialect());
  }

  /** Checks what forbids the command on all databases; a guard's refusal is journalled. */
  private void guarded(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    try {
      if (!readsOnly()) {
        RoleGuard.check(session, targetOptions, targets);
      }
      for (LoadedCatalog one : loaded) {
        check(session, loader, one);
      }
    } catch (CliException e) {
      if (e.guard()) {
        for (Target target : targets) {
          for (LoadedCatalog one : loaded) {
            Decisions.refused(
                session,
                target,
                () -> migrator(session, target, loader, one, MigrationListener.NONE),
                e);
          }
        }
      }
      throw e;
    }
  }

  /** Journals the consent, if one was needed, before rows are written there. */
  final void journalConsent(
      Session session, Target target, CatalogLoader loader, LoadedCatalog loaded) {
    if (!consent(session).isEmpty()) {
      Decisions.forced(
          session, target, () -> migrator(session, target, loader, loaded, MigrationListener.NONE));
    }
  }

  /**
   * Checks what of the options needs no database.
   *
   * @throws CliException naming the option that means nothing
   */
  static void checkOptions(TargetOptions options) {
    limit(options, Migrator.builder());
    checkHistoryTable(options.historyTable);
  }

  final Migrator.Builder migrator(
      Session session,
      Target target,
      CatalogLoader loader,
      LoadedCatalog loaded,
      MigrationListener progress) {
    Migrator.Builder builder =
        target
            .migrator(readsOnly())
            .catalog(loaded.catalog())
            .listener(progress)
            .role(Variables.role(session.environment()))
            .draftsAllowed(loader.draftsAllowed(loaded))
            .sealedOnly(sealedOnly())
            .consent(consent(session))
            .redactor(session.redactor()::clean);
    limit(targetOptions, builder);
    if (targetOptions.historyTable != null) {
      builder.historyTable(targetOptions.historyTable);
    }
    return builder;
  }

  private static void limit(TargetOptions targetOptions, Migrator.Builder builder) {
    Duration lock = lockTimeout(targetOptions);
    if (lock != null) {
      builder.lockTimeout(lock);
    }
    Duration statement = time("--statement-timeout", targetOptions.statementTimeout);
    if (statement != null) {
      if (statement.isZero()) {
        // To the servers 0 is no limit; here it would stop every statement, or none on MySQL.
        throw CliException.usage(
            "--statement-timeout 0 allows no statement; leave it out for the limit that the server"
                + " has.");
      }
      builder.statementTimeout(statement);
    }
    Integer retries = targetOptions.lockRetries;
    Numbers.atLeast(0, "--lock-retries", retries);
    if (retries != null) {
      builder.lockRetries(retries);
    }
  }

  /** How long to wait for locks; null where it is not said. */
  static @Nullable Duration lockTimeout(TargetOptions targetOptions) {
    return time("--lock-timeout", targetOptions.lockTimeout);
  }

  private static @Nullable Duration time(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      throw CliException.usage(
          option + " \"" + Text.oneLine(text) + "\" is no time; use 500ms, 30s or 5m.");
    }
    long number = Long.parseLong(m.group(1));
    String unit = m.group(2);
    if (unit != null && unit.equals("ms")) {
      return Duration.ofMillis(number);
    }
    return unit != null && unit.equals("m")
        ? Duration.ofMinutes(number)
        : Duration.ofSeconds(number);
  }

  static void checkHistoryTable(@Nullable String table) {
    if (table != null && !table.matches("[\\p{L}\\p{N}_$ -]{1,63}")) {
      throw CliException.usage(
          "--history-table \""
              + Text.oneLine(table)
              + "\" is no name of a table: letters, digits, _, $, - and spaces, at most 63.");
    }
  }
}
