package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Which seeder is meant, whether it may run, and whether it could; nothing is written here. */
class SeedCommandsTest {
  private static final String SEEDER = "dev.eloquent.seed.Seeder";
  private static final String SCENARIO = "dev.eloquent.seed.Scenario";

  private final Path folder;
  private final CompiledProject project;
  private final Run run;

  SeedCommandsTest(@TempDir Path folder) {
    this.folder = folder;
    project =
        new CompiledProject(folder)
            .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
            .source("shop.User", "package shop; public class User { public long id; }")
            .source("shop.Event", "package shop; public class Event { public String id; }")
            .models(model("shop.Event", "events", "mongo"), model("shop.User", "users", ""));
    run = new Run(folder);
  }

  private static ModelLines model(String type, String table, String connection) {
    List<ColumnLine> columns = List.of(new ColumnLine("id", "bigint", false, true, false));
    return new ModelLines(type, table, connection, columns, List.of("id"), List.of(), List.of());
  }

  private CompiledProject seeder(String name, String models) {
    return project
        .source(
            "shop." + name,
            "package shop; @dev.eloquent.annotation.Seeds("
                + models
                + ") public class "
                + name
                + " implements dev.eloquent.seed.Seeder {"
                + " public void run(dev.eloquent.seed.SeedContext c) {} }")
        .service(SEEDER, "shop." + name);
  }

  private CompiledProject scenario(String name, String models) {
    return project
        .source(
            "shop." + name,
            "package shop; @dev.eloquent.annotation.Seeds("
                + models
                + ") public class "
                + name
                + " implements dev.eloquent.seed.Scenario {"
                + " public void tell(dev.eloquent.seed.ScenarioContext c) {} }")
        .service(SCENARIO, "shop." + name);
  }

  private Result exits(int exit, String... words) {
    Result result = run.call(words);
    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(exit);
    return result;
  }

  @ParameterizedTest
  @ValueSource(strings = {"db:seed", "db:seed:precheck", "db:seed:fresh"})
  void saysHowToWriteTheFirstSeeder(String command) {
    project.compile();
    Result result = exits(Exit.FAILED, command, "--test");
    assertThat(result.err())
        .contains("there is no compiled seeder", "make:seed DatabaseSeeder", "[ELQ840]")
        .hasLineCount(1);
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  @Test
  void aScenarioIsWrittenFirst() {
    project.compile();
    assertThat(exits(Exit.FAILED, "demo", "scenario", "--test").err())
        .contains("there is no compiled scenario", "make:scenario NAME", "[ELQ840]");
  }

  @Test
  void theUsualOneElseTheOnlyOneIsMeant() {
    seeder("ShopSeeder", "User.class").compile();
    exits(Exit.DONE, "migrate", "run");
    assertThat(exits(Exit.DONE, "db", "seed", "precheck").out()).contains("ready for ShopSeeder");
    seeder("OtherSeeder", "User.class").compile();
    assertThat(exits(Exit.USAGE, "db:seed").err())
        .contains(
            "there are several seeders, and none is called DatabaseSeeder: choose one with --class:"
                + " OtherSeeder, ShopSeeder. [ELQ841]");
    seeder("DatabaseSeeder", "{}").compile();
    assertThat(exits(Exit.DONE, "db", "seed:precheck").out()).contains("ready for DatabaseSeeder");
    assertThat(exits(Exit.DONE, "db:seed:precheck", "--class", "shop.OtherSeeder").out())
        .contains("ready for OtherSeeder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ShopSeder | did you mean ShopSeeder? There is: ShopSeeder.",
        "shop.Plain | shop.Plain is not annotated with @Seeds: add it, and compile",
        "a'; DROP TABLE x | There is: ShopSeeder."
      })
  void anUnknownOneIsAnsweredWithTheNearest(String name, String message) {
    project.source(
        "shop.Plain",
        "package shop; public class Plain implements dev.eloquent.seed.Seeder {"
            + " public void run(dev.eloquent.seed.SeedContext c) {} }");
    seeder("ShopSeeder", "User.class").compile();
    assertThat(exits(Exit.USAGE, "db:seed", "--class", name).err())
        .contains(message, "[ELQ841]")
        .hasLineCount(1);
  }

  @Test
  void severalOfTheUsualNameAreToldApartByTheirPackage() {
    project
        .source(
            "bar.DatabaseSeeder",
            "package bar; @dev.eloquent.annotation.Seeds public class DatabaseSeeder"
                + " implements dev.eloquent.seed.Seeder {"
                + " public void run(dev.eloquent.seed.SeedContext c) {} }")
        .service(SEEDER, "bar.DatabaseSeeder");
    seeder("DatabaseSeeder", "{}").compile();
    assertThat(exits(Exit.USAGE, "db:seed").err())
        .contains(
            "there are several seeders, and several are called DatabaseSeeder: choose one with"
                + " --class: bar.DatabaseSeeder, shop.DatabaseSeeder. [ELQ841]");
  }

  @Test
  void anErrorOfTheSeedersOwnIsNoFaultOfThisProgram() {
    project
        .source(
            "shop.Deep",
            "package shop; @dev.eloquent.annotation.Seeds public class Deep"
                + " implements dev.eloquent.seed.Seeder {"
                + " public void run(dev.eloquent.seed.SeedContext c) { run(c); } }")
        .service(SEEDER, "shop.Deep")
        .compile();
    exits(Exit.DONE, "migrate", "run");
    assertThat(exits(Exit.FAILED, "db:seed").err())
        .contains("your code failed: java.lang.StackOverflowError", "[ELQ842]")
        .contains("The transaction that was open is rolled back; rows that were committed before")
        .hasLineCount(1);
  }

  @Test
  void aSeederThatNeedsAnotherJarSaysSo() throws Exception {
    project.source("shop.Gone", "package shop; public interface Gone {}");
    project
        .source(
            "shop.Lost",
            "package shop; @dev.eloquent.annotation.Seeds public class Lost"
                + " implements dev.eloquent.seed.Seeder, Gone {"
                + " public void run(dev.eloquent.seed.SeedContext c) {} }")
        .service(SEEDER, "shop.Lost")
        .compile();
    Files.delete(folder.resolve("target/classes/shop/Gone.class"));
    assertThat(exits(Exit.FAILED, "db:seed").err())
        .contains("cannot be loaded", "shop/Gone", "--classpath", "[ELQ842]")
        .hasLineCount(1);
  }

  @Test
  void nothingIsWrittenBeforeTheDatabaseIsMigrated() {
    seeder("ShopSeeder", "User.class").compile();
    for (String command : List.of("db:seed", "db:seed:precheck")) {
      Result result = exits(Exit.REFUSED, command, "--test");
      assertThat(result.out() + result.err())
          .contains("V1 pending. Run: java -jar runtime.jar migrate run --sqlite --test [ELQ844]");
    }
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  @Test
  void everyDatabaseIsLookedAtFirst() {
    seeder("ShopSeeder", "User.class").compile();
    exits(Exit.DONE, "migrate", "run");
    run.with("SQLITE_PATH", "storage/app.sqlite").with("PG_NAME", "shop").with("PG_PORT", "1");
    Result result = exits(Exit.FAILED, "db:seed", "--all-connections");
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("nothing was written anywhere: pg shop on 127.0.0.1:1:", "ELQ601", "[ELQ843]");
    Result precheck = exits(Exit.FAILED, "db:seed:precheck", "--all-connections");
    assertThat(precheck.out())
        .contains("sqlite storage/app.sqlite: ready for ShopSeeder")
        .contains("pg shop on 127.0.0.1:1: not ready for ShopSeeder\n  ");
  }

  @Test
  void precheckIsAlsoForPrograms() throws Exception {
    seeder("ShopSeeder", "User.class").compile();
    Result result = exits(Exit.REFUSED, "db:seed:precheck", "--json");
    JsonNode document = new ObjectMapper().readTree(result.out());
    assertThat(document.path("seeder").asString()).isEqualTo("ShopSeeder");
    JsonNode connection = document.path("connections").path(0);
    assertThat(connection.path("connection").asString()).isEqualTo("sqlite");
    assertThat(connection.path("database").asString()).isEqualTo("sqlite storage/app.sqlite");
    assertThat(connection.path("ready").asBoolean(true)).isFalse();
    assertThat(connection.path("problems").path(0).path("code").asString()).isEqualTo("ELQ844");
    exits(Exit.DONE, "migrate", "run");
    JsonNode ready =
        new ObjectMapper().readTree(exits(Exit.DONE, "db:seed:precheck", "--json").out());
    assertThat(ready.path("connections").path(0).path("ready").asBoolean(false)).isTrue();
    assertThat(ready.path("connections").path(0).path("problems")).isEmpty();
  }

  @Test
  void aModelOfAnotherConnectionIsNamed() {
    seeder("ShopSeeder", "{User.class, Event.class}").compile();
    exits(Exit.DONE, "migrate", "run");
    assertThat(exits(Exit.REFUSED, "db:seed").err())
        .contains(
            "the model shop.Event belongs to mongo, and this is sqlite: choose it with --mongo, or"
                + " name another seeder [ELQ845]");
  }

  @Test
  void aSeederThatOnlyCallsOthersIsLookedAtWithTheirModels() {
    seeder("EventSeeder", "Event.class");
    seeder("PeopleSeeder", "User.class");
    seeder("DatabaseSeeder", "").compile();
    exits(Exit.DONE, "migrate", "run");
    exits(Exit.DONE, "db:seed:precheck");
    project
        .models(model("shop.User", "people", ""), model("shop.Event", "events", "mongo"))
        .compile();
    assertThat(exits(Exit.REFUSED, "db:seed:precheck").out())
        .contains("there is no table people")
        .doesNotContain("Event");
  }

  @Test
  void aTableThatIsNotThereIsNamed() {
    seeder("ShopSeeder", "User.class").compile();
    exits(Exit.DONE, "migrate", "run");
    project
        .models(model("shop.User", "people", ""), model("shop.Event", "events", "mongo"))
        .compile();
    assertThat(exits(Exit.REFUSED, "db:seed").err())
        .contains("there is no table people", "[ELQ846]");
  }

  @Test
  void productionIsAskedOrForced() {
    seeder("ShopSeeder", "User.class").compile();
    run.with("APP_ENV", "production");
    assertThat(exits(Exit.REFUSED, "db:seed").err())
        .contains("db:seed writes rows and APP_ENV is production", "--force", "[ELQ847]");
    assertThat(exits(Exit.REFUSED, "db:seed", "--force").err()).contains("[ELQ844]");
    assertThat(exits(Exit.REFUSED, "db:seed", "--test").err()).contains("[ELQ844]");
    run.typing("no\n");
    assertThat(exits(Exit.REFUSED, "db:seed").err()).contains("[ELQ379]");
    run.typing("yes\n");
    assertThat(exits(Exit.REFUSED, "db:seed").err()).contains("[ELQ844]");
  }

  @Test
  void freshHasTheGuardsOfMigrateFresh() {
    seeder("ShopSeeder", "User.class").compile();
    assertThat(exits(Exit.REFUSED, "db:seed:fresh").err()).contains("add --yes", "[ELQ376]");
    run.with("APP_ENV", "production");
    assertThat(exits(Exit.REFUSED, "db:seed:fresh", "--test").err())
        .contains(
            "db:seed:fresh loses data",
            "missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes [ELQ375]");
    run.with("PG_NAME", "shop").with("PG_MIGRATION_USER", "m");
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    assertThat(exits(Exit.REFUSED, "db:seed:fresh", "--pg", "--force", "--yes").err())
        .contains("ELOQUENT_DB_ROLE=migration", "[ELQ377]");
  }

  @Test
  void aScenarioInProductionNeedsAllConsents() {
    scenario("Checkout", "User.class").compile();
    run.with("APP_ENV", "production");
    assertThat(exits(Exit.REFUSED, "demo:scenario").err())
        .contains("missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes");
    assertThat(exits(Exit.REFUSED, "demo:scenario", "--test").err()).contains("[ELQ844]");
  }

  @Test
  void aScenarioSaysWhichDatabaseItNeeds() {
    scenario("Checkout", "{User.class, Event.class}").compile();
    assertThat(exits(Exit.REFUSED, "demo:scenario", "--test").err())
        .contains("Checkout needs mongo for the model shop.Event: choose it with --mongo.");
    assertThat(exits(Exit.USAGE, "demo:scenario", "--all-connections").err())
        .contains("tells one story")
        .hasLineCount(1);
    run.with("DB_CONNECTION", "mongo").with("MONGO_DB_NAME", "shop");
    assertThat(exits(Exit.REFUSED, "demo:scenario").err())
        .contains("Checkout needs a SQL database for the model shop.User");
    assertThat(exits(Exit.USAGE, "demo:scenario", "--sqlite", "--mongo", "--test").err())
        .contains("set MONGO_TEST_DB_NAME");
  }
}
