package dev.eloquent.cli;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that works on databases, on one after the other where several are meant. */
abstract class DatabaseCommand implements Command {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m)?");

  @Mixin CatalogOptions catalogOptions = new CatalogOptions();
  @Mixin TargetOptions targetOptions = new TargetOptions();

  /** Everything that a command needs for one database. */
  record Work(
      Session session, Target target, LoadedCatalog loaded, Migrator migrator, Summary summary) {
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

  /** Which databases are meant. */
  List<Target> targets(Session session) {
    return new Targets(session, targetOptions).resolve();
  }

  /** Looks at all databases before anything is done on the first; nothing by default. */
  void precheck(
      Session session, List<Target> targets, CatalogLoader loader, LoadedCatalog loaded) {}

  /** Whether it only looks at the schema and its history. */
  boolean readsOnly() {
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

  /** Does it on one database; the result is the exit code. */
  abstract int run(Work work);

  /** Something to print before the first database, such as the beginning of a document. */
  void begin(Session session) {}

  /** Something to print after the last. */
  void end(Session session) {}

  /** Prints what came of several databases. */
  void printSummary(Session session, String table) {
    session.print(table);
  }

  /** Tells that one of several databases failed; the result is the exit code. */
  int failed(Session session, Target target, RuntimeException e) {
    session.print(target + ": failed");
    return Main.reportOne(session, target, e);
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
    try (LoadedCatalog loaded = loader.load()) {
      guarded(session, targets, loader, loaded);
      precheck(session, targets, loader, loaded);
      return runOn(session, targets, loader, loaded);
    }
  }

  /** Does it on all of them, one after the other; the result is the exit code. */
  int runOn(Session session, List<Target> targets, CatalogLoader loader, LoadedCatalog loaded) {
    begin(session);
    Summary summary = new Summary();
    for (Target target : targets) {
      session.workOn(target);
      try (Progress progress = new Progress(session, target)) {
        Migrator migrator = migrator(session, target, loader, loaded, progress).build();
        summary.add(target, interruptible(new Work(session, target, loaded, migrator, summary)));
      } catch (RuntimeException e) {
        RuntimeException told = new FailurePlace(session, loaded).explain(e, target.dialect());
        if (targets.size() == 1) {
          throw named(target, told);
        }
        summary.add(target, failed(session, target, told), told);
      }
    }
    session.workOn(null);
    end(session);
    if (targetOptions.allConnections) {
      printSummary(session, summary.table());
    }
    return summary.worst();
  }

  private int interruptible(Work work) {
    return readsOnly() ? run(work) : Interruption.explained(work.session(), () -> run(work));
  }

  /** Checks what forbids the command on all databases; a guard's refusal is journalled. */
  private void guarded(
      Session session, List<Target> targets, CatalogLoader loader, LoadedCatalog loaded) {
    try {
      if (!readsOnly()) {
        RoleGuard.check(session, targetOptions, targets);
      }
      check(session, loader, loaded);
    } catch (CliException e) {
      if (e.guard()) {
        for (Target target : targets) {
          Refusals.journal(
              session,
              target,
              () -> migrator(session, target, loader, loaded, MigrationListener.NONE),
              e);
        }
      }
      throw e;
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
    Duration lock = time("--lock-timeout", targetOptions.lockTimeout);
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
