package dev.eloquent.cli;

import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.Script;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code migrate:sql}: what a version does and how it is undone, without a database. */
@CommandLine.Command(
    description = "Shows the statements of a version, forward and reverse; needs no database.")
final class MigrateSql implements Command {
  private static final Pattern VERSION = Pattern.compile("[vV]?[0-9]{1,9}");

  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "3 or V3; the newest one, draft included, if it is left out")
  @Nullable String version;

  @Option(names = "--sqlite", description = "for SQLite only")
  boolean sqlite;

  @Option(names = "--pg", description = "for PostgreSQL only")
  boolean pg;

  @Option(names = "--mysql", description = "for MySQL and MariaDB only")
  boolean mysql;

  @Option(names = "--mongo", description = "for MongoDB only")
  boolean mongo;

  @Override
  public int run(Session session) {
    if (version != null && !VERSION.matcher(version).matches()) {
      throw CliException.usage("\"" + Text.oneLine(version) + "\" is no version: 3 or V3.");
    }
    try (LoadedCatalog loaded = new CatalogLoader(session, catalogOptions).load()) {
      CatalogVersion found = find(loaded.catalog().versions());
      for (String dialect : dialects(found)) {
        if (found.java()) {
          session.print(label(found, dialect) + ": no SQL, Java class " + found.className());
          continue;
        }
        Script script = loaded.catalog().load(found).script(found.version(), dialect);
        print(session, found, dialect, script);
      }
    }
    return Exit.DONE;
  }

  private CatalogVersion find(List<CatalogVersion> all) {
    if (all.isEmpty()) {
      throw CliException.failed("there is no version: annotate a class and compile.", null);
    }
    CatalogVersion newest = all.get(all.size() - 1);
    if (version == null) {
      return newest;
    }
    int number = Integer.parseInt(version.replaceFirst("^[vV]", ""));
    return all.stream()
        .filter(v -> v.version() == number)
        .findFirst()
        .orElseThrow(
            () ->
                CliException.usage(
                    "there is no version "
                        + number
                        + "; there are "
                        + all.get(0).version()
                        + " to "
                        + newest.version()
                        + "."));
  }

  /** Those that are asked for, else all that the version has a file for. */
  private SortedSet<String> dialects(CatalogVersion found) {
    SortedSet<String> asked = new TreeSet<>();
    add(asked, sqlite, "sqlite");
    add(asked, pg, "postgresql");
    add(asked, mysql, "mysql");
    add(asked, mongo, "mongodb");
    SortedSet<String> there = new TreeSet<>(found.files().keySet());
    Optional<String> missing = asked.stream().filter(d -> !there.contains(d)).findFirst();
    if (missing.isPresent()) {
      throw CliException.failed(
          "version "
              + found.version()
              + " has no file for "
              + missing.get()
              + ", only for "
              + String.join(", ", there)
              + ".",
          null);
    }
    return asked.isEmpty() ? there : asked;
  }

  private static void add(SortedSet<String> asked, boolean flag, String dialect) {
    if (flag) {
      asked.add(dialect);
    }
  }

  private static String label(CatalogVersion v, String dialect) {
    String state =
        v.state() == CatalogVersion.State.SEALED
            ? ""
            : ", " + v.state().name().toLowerCase(Locale.ROOT);
    return "-- V" + v.version() + " " + v.description() + ", " + dialect + state;
  }

  private static void print(Session session, CatalogVersion v, String dialect, Script script) {
    String what = "-- V" + v.version() + " " + v.description() + ", " + dialect;
    session.print(label(v, dialect));
    SqlScript printed = new SqlScript(dialect, session::printExactly);
    script.up().forEach(printed::statement);
    if (!script.reversible()) {
      session.print(what + ": has no reverse");
      return;
    }
    session.print(what + ", reverse");
    script.down().forEach(reverse -> printed.statement(reverse.sql()));
  }
}
