package dev.eloquent.cli;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of all commands; each is made only when it is meant, which keeps the start short. */
final class Commands {
  /** The first halves of names that are spelled as two words. */
  static final List<String> FAMILIES = List.of("migrate", "make", "db", "demo");

  private static final Map<String, String> SUMMARIES =
      new TreeMap<>(
          Map.ofEntries(
              entry("db:seed", "fills the database by a seeder"),
              entry("db:seed:fresh", "drops everything, applies again and seeds; guarded"),
              entry("db:seed:precheck", "shows whether db:seed could run; changes nothing"),
              entry("demo:scenario", "tells a scenario on a database, and on MongoDB"),
              entry("make:factory", "writes a factory for a model; needs no database"),
              entry("make:migration", "seals the draft of the last compile as the next version"),
              entry(
                  "make:scenario",
                  "writes a scenario of the models with a factory; needs no database"),
              entry("make:seed", "writes a seeder of the models with a factory; needs no database"),
              entry("migrate:completion", "prints what makes bash or zsh complete commands"),
              entry(
                  "migrate:config",
                  "shows every setting and where it comes from; needs no database"),
              entry(
                  "migrate:doctor",
                  "checks settings, roles, files, logs and databases, before and after an upgrade"),
              entry("migrate:diagram", "draws the models; needs no database"),
              entry("migrate:run", "applies what is pending"),
              entry("migrate:rollback", "undoes the newest batch, or more"),
              entry("migrate:resume", "decides about a statement that is in doubt, and goes on"),
              entry("migrate:reset", "undoes everything; guarded"),
              entry("migrate:fresh", "drops everything and applies again; guarded"),
              entry("migrate:sql", "shows the statements of a version; needs no database"),
              entry("migrate:status", "shows where every version stands"),
              entry(
                  "migrate:validate", "checks that history, journal, lock file and files agree")));

  private Commands() {}

  static List<String> names() {
    return List.copyOf(SUMMARIES.keySet());
  }

  /**
   * The command of that name.
   *
   * @throws CliException naming the nearest one if there is none
   */
  static Command create(String name) {
    return switch (name) {
      case "db:seed" -> new DbSeed();
      case "db:seed:fresh" -> new DbSeedFresh();
      case "db:seed:precheck" -> new DbSeedPrecheck();
      case "demo:scenario" -> new DemoScenario();
      case "make:factory" -> new MakeFactory();
      case "make:migration" -> new MakeMigration();
      case "make:scenario" -> new MakeScenario();
      case "make:seed" -> new MakeSeed();
      case "migrate:run" -> new MigrateRun();
      case "migrate:rollback" -> new MigrateRollback();
      case "migrate:resume" -> new MigrateResume();
      case "migrate:reset" -> new MigrateReset();
      case "migrate:config" -> new MigrateConfig();
      case "migrate:fresh" -> new MigrateFresh();
      case "migrate:completion" -> new MigrateCompletion();
      case "migrate:diagram" -> new MigrateDiagram();
      case "migrate:doctor" -> new MigrateDoctor();
      case "migrate:sql" -> new MigrateSql();
      case "migrate:status" -> new MigrateStatus();
      case "migrate:validate" -> new MigrateValidate();
      default -> throw unknown(name);
    };
  }

  private static CliException unknown(String name) {
    Arguments.refusePassword(name);
    return CliException.usage(
        "there is no command \""
            + Text.oneLine(name)
            + "\"."
            + Near.of(name, words())
                .map(near -> " Did you mean " + near + "?")
                .orElse(name.startsWith("-") ? " Options stand behind the command." : "")
            + " All commands: java -jar runtime.jar help");
  }

  /** What may stand first. */
  private static List<String> words() {
    List<String> words = new ArrayList<>(names());
    words.addAll(List.of("help", "--help", "--version"));
    words.addAll(FAMILIES);
    return words;
  }

  /** What a command does, in a few words. */
  static String summary(String name) {
    return SUMMARIES.getOrDefault(name, "");
  }

  static String help() {
    StringBuilder text =
        new StringBuilder(
            """
            Usage: java -jar runtime.jar COMMAND [OPTION...]
            Replays the migrations that were compiled with your classes.

            Commands ("migrate run" and "migrate:run" are the same):
            """);
    SUMMARIES.forEach((name, summary) -> text.append(String.format("  %-20s%s%n", name, summary)));
    return text.append(
            """
              help COMMAND        shows the command's options, and examples
              --version           shows the version

            Without an option for the database it is the one of DB_CONNECTION, else SQLite at
            ./storage/app.sqlite. Variables are read from the environment and from ./.env.
            Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 pending (status --check).""")
        .toString();
  }
}
