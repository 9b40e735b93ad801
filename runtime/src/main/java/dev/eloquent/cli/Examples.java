package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;

/** What the help of each command shows as examples. */
final class Examples {
  private Examples() {}

  /**
   * An example.
   *
   * @param command what is typed behind {@code java -jar runtime.jar}
   * @param meaning what it does
   */
  record Example(String command, String meaning) {}

  /** Those of a command; empty for one that is not known. */
  static List<Example> of(String command) {
    return switch (command) {
      case "db:seed" ->
          list(
              "db seed",
                  "runs DatabaseSeeder, or the only seeder, on the database of DB_CONNECTION",
              "db seed --class ShopSeeder --count 50 --test", "fills the test database",
              "db seed --all-connections", "fills every SQL database, after a look at all of them");
      case "db:seed:fresh" ->
          list(
              "db seed:fresh --test --yes", "makes the test database anew and fills it",
              "db seed:fresh", "shows what it would drop, and asks");
      case "db:seed:precheck" ->
          list(
              "db seed:precheck --all-connections", "shows which databases could be filled",
              "db seed:precheck --json", "one JSON document, for programs");
      case "demo:scenario" ->
          list(
              "demo scenario --test", "tells the only scenario on the test database",
              "demo scenario --class Checkout --pg --mongo --test",
                  "tells it on PostgreSQL and MongoDB");
      case "make:factory" ->
          list("make:factory Customer", "writes CustomerFactory, beside the model");
      case "make:scenario" ->
          list("make:scenario Checkout", "writes a scenario of the models with a factory");
      case "make:seed" ->
          list(
              "make:seed DatabaseSeeder", "writes the seeder that db:seed runs",
              "make:seed com.example.seeds.Demo --folder src/test/java",
                  "writes it into that package, for tests");
      case "make:migration" ->
          list(
              "make:migration", "seals the draft, which names itself",
              "make:migration add_email", "seals it under this name",
              "make:migration fill_slugs --empty", "opens a version for work on rows");
      case "migrate:run" ->
          list(
              "migrate run", "applies what is pending to the database of DB_CONNECTION",
              "migrate run --pg --pretend", "shows what it would send to PostgreSQL",
              "migrate run --all-connections", "applies it to every database that is configured",
              "migrate run --step 1 --sealed-only", "applies one version, never a draft");
      case "migrate:rollback" ->
          list(
              "migrate rollback", "undoes what the newest run applied",
              "migrate rollback --step 1 --pretend", "shows how the newest version would be undone",
              "migrate rollback --to 3", "undoes everything above version 3");
      case "migrate:resume" ->
          list(
              "migrate resume --assume-done",
                  "the statement in doubt took effect; goes on behind it",
              "migrate resume --retry", "it did not; runs it");
      case "migrate:reset" -> list("migrate reset", "undoes every version, after asking");
      case "migrate:fresh" ->
          list(
              "migrate fresh --test --yes", "makes the test database anew, without asking",
              "migrate fresh", "shows what it would drop, and asks");
      case "migrate:sql" ->
          list(
              "migrate sql", "shows the newest version, draft included, for each database",
              "migrate sql V3 --mysql", "shows version 3 for MySQL and MariaDB");
      case "migrate:status" ->
          list(
              "migrate status", "shows where every version stands",
              "migrate status --check", "exits with 4 if anything is pending",
              "migrate status --all-connections --json", "one JSON document, for programs");
      case "migrate:validate" ->
          list(
              "migrate validate", "checks history, journal, lock file and files",
              "migrate validate --pg", "does so on PostgreSQL");
      case "migrate:doctor" ->
          list(
              "migrate doctor", "checks everything that is configured",
              "migrate doctor --pg --json", "checks PostgreSQL, for programs",
              "migrate doctor --logs app.log", "looks through that file for secrets, too");
      case "migrate:config" ->
          list("migrate config", "shows where each setting comes from, without secrets");
      case "migrate:diagram" ->
          list(
              "migrate diagram --output schema.md", "writes a page that code hosts draw",
              "migrate diagram --html schema.html", "writes a page that any browser draws");
      case "migrate:completion" ->
          list(
              "migrate completion bash", "prints what makes bash complete eloquent",
              "migrate completion zsh --name app", "prints what makes zsh complete app");
      default -> List.of();
    };
  }

  private static List<Example> list(String... pairs) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      examples.add(new Example(pairs[i], pairs[i + 1]));
    }
    return examples;
  }

  /** The lines below the options. */
  static String[] lines(String command) {
    List<String> lines = new ArrayList<>();
    for (Example example : of(command)) {
      if (lines.isEmpty()) {
        lines.add("");
        lines.add("Examples, each behind java -jar runtime.jar:");
      }
      lines.add("  " + example.command());
      lines.add("      " + example.meaning());
    }
    return lines.toArray(String[]::new);
  }
}
