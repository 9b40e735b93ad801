package dev.eloquent.cli;

import dev.eloquent.migration.Migrator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  record Work(Session session, Target target, LoadedCatalog loaded, Migrator migrator) {}

  /** Checks that need no database; nothing by default. */
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {}

  /** Whether it only looks at the database. */
  boolean readsOnly() {
    return false;
  }

  /** Whether drafts are left out. */
  boolean sealedOnly() {
    return false;
  }

  /** Does it on one database; the result is the exit code. */
  abstract int run(Work work);

  /** Something to print before the first database, such as the beginning of a document. */
  void begin(Session session) {}

  /** Something to print after the last. */
  void end(Session session) {}

  /** Tells that one of several databases failed; the result is the exit code. */
  int failed(Session session, Target target, RuntimeException e) {
    session.print(target + ": failed");
    return Main.reportOne(session, e);
  }

  @Override
  public final int run(Session session) {
    limit(Migrator.builder());
    checkHistoryTable();
    List<Target> targets = new Targets(session, targetOptions).resolve();
    CatalogLoader loader = new CatalogLoader(session, catalogOptions);
    try (LoadedCatalog loaded = loader.load()) {
      check(session, loader, loaded);
      begin(session);
      Map<Target, Integer> exits = new LinkedHashMap<>();
      for (Target target : targets) {
        try {
          Migrator migrator = migrator(session, target, loader, loaded);
          exits.put(target, run(new Work(session, target, loaded, migrator)));
        } catch (RuntimeException e) {
          if (targets.size() == 1) {
            throw e;
          }
          exits.put(target, failed(session, target, e));
        }
      }
      end(session);
      return worst(new ArrayList<>(exits.values()));
    }
  }

  private Migrator migrator(
      Session session, Target target, CatalogLoader loader, LoadedCatalog loaded) {
    Migrator.Builder builder =
        target
            .migrator(readsOnly())
            .catalog(loaded.catalog())
            .listener(new Progress(session, target))
            .role(Variables.role(session.environment()))
            .draftsAllowed(loader.draftsAllowed(loaded))
            .sealedOnly(sealedOnly());
    limit(builder);
    if (targetOptions.historyTable != null) {
      builder.historyTable(targetOptions.historyTable);
    }
    return builder.build();
  }

  /** A failure is worse than a refusal, and anything is worse than done. */
  private static int worst(List<Integer> exits) {
    for (int exit : new int[] {Exit.FAILED, Exit.USAGE, Exit.REFUSED, Exit.PENDING}) {
      if (exits.contains(exit)) {
        return exit;
      }
    }
    return Exit.DONE;
  }

  private void limit(Migrator.Builder builder) {
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

  private void checkHistoryTable() {
    String table = targetOptions.historyTable;
    if (table != null && !table.matches("[\\p{L}\\p{N}_$ -]{1,63}")) {
      throw CliException.usage(
          "--history-table \""
              + Text.oneLine(table)
              + "\" is no name of a table: letters, digits, _, $, - and spaces, at most 63.");
    }
  }
}
