package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.eloquent.cli.Run.Result;
import dev.eloquent.testkit.MongoServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with {@code --mongo}, from the arguments to the collections. */
class MongoCommandsTest {
  private static final String SECRET = "hunter2-is-long-enough";
  private final MongoServers.Database database = MongoServers.embedded();
  private final MongoClient client = MongoClients.create(database.uri());
  private final Path folder;
  private final Run run;

  MongoCommandsTest(@TempDir Path folder) {
    this.folder = folder;
    new CompiledProject(folder)
        .dialects("mongodb")
        .sealed("create_users", "{\"create\":\"users\"}", "{\"drop\":\"users\"}")
        .sealed("create_orders", "{\"create\":\"orders\"}", "{\"drop\":\"orders\"}")
        .compile();
    run = new Run(folder).with("MONGO_URI", database.uri()).with("MONGO_DB_NAME", database.name());
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Result ok(String... args) {
    Result result = run.call(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(Exit.DONE);
    return result;
  }

  private List<String> collections() {
    return collections(database.name());
  }

  private List<String> collections(String name) {
    List<String> names = client.getDatabase(name).listCollectionNames().into(new ArrayList<>());
    names.removeIf(n -> n.equals("flyway_schema_history") || n.startsWith("eloquent_"));
    names.sort(null);
    return names;
  }

  @Test
  void theAddressSaysHowLongAServerIsWaitedFor() {
    assertThat(waited("mongodb://db/")).isEqualTo(10_000);
    assertThat(waited("mongodb://db/?serverSelectionTimeoutMS=250")).isEqualTo(250);
  }

  private static long waited(String uri) {
    return MongoTarget.settings(uri)
        .getClusterSettings()
        .getServerSelectionTimeout(TimeUnit.MILLISECONDS);
  }

  @Test
  void runsRollsBackValidatesResetsAndEmpties() {
    String label = "mongo " + database.name() + " on 127.0.0.1:";
    assertThat(ok("migrate:run", "--mongo").out())
        .contains(label, "applied     V1 create_users (", "Applied 2 versions, batch 1.");
    assertThat(collections()).containsExactly("orders", "users");
    assertThat(ok("migrate:run", "--mongo").out()).contains("Nothing to apply.");
    assertThat(ok("migrate:validate", "--mongo").out()).contains("1:").doesNotContain("differs");
    ok("migrate:rollback", "--mongo", "--step", "1");
    assertThat(collections()).containsExactly("users");
    assertThat(run.call("migrate:status", "--mongo", "--check").exit()).isEqualTo(Exit.PENDING);
    ok("migrate:run", "--mongo");
    ok("migrate:fresh", "--mongo", "--force", "--yes");
    assertThat(collections()).containsExactly("orders", "users");
    ok("migrate:reset", "--mongo", "--force", "--yes");
    assertThat(collections()).isEmpty();
    assertThat(ok("migrate:status", "--mongo", "--json").out())
        .contains("\"connection\" : \"mongo\"", "\"dialect\" : \"mongodb\"", "rolled_back");
  }

  @Test
  void pretendPrintsTheCommandsAndTouchesNothing() {
    assertThat(ok("migrate:run", "--mongo", "--pretend").out())
        .contains("{\"create\":\"users\"}\n", "-- V1__create_users.json")
        .doesNotContain(";");
    assertThat(client.getDatabase(database.name()).listCollectionNames()).isEmpty();
    assertThat(ok("migrate:sql", "V1", "--mongo").out())
        .contains("{\"create\":\"users\"}\n", "{\"drop\":\"users\"}\n");
  }

  @Test
  void theTestDatabaseIsAnotherOne() {
    MongoServers.Database other = MongoServers.embedded();
    run.with("MONGO_TEST_URI", other.uri()).with("MONGO_TEST_DB_NAME", other.name());
    ok("migrate:run", "--mongo", "--test");
    assertThat(collections()).isEmpty();
    assertThat(collections(other.name())).containsExactly("orders", "users");
  }

  @Test
  void dbConnectionCanSayMongo() {
    run.with("DB_CONNECTION", "mongo");
    ok("migrate:run");
    assertThat(collections()).containsExactly("orders", "users");
  }

  @Test
  void theAddressCanNameTheDatabase() {
    String uri = database.uri().replaceAll("/$", "") + "/in_the_address";
    run.with("MONGO_URI", uri).with("MONGO_DB_NAME", "");
    assertThat(ok("migrate:run", "--mongo").out()).contains("mongo in_the_address on");
    assertThat(collections("in_the_address")).containsExactly("orders", "users");
    run.with("MONGO_URI", database.uri());
    Result unnamed = run.call("migrate:run", "--mongo");
    assertThat(unnamed.exit()).isEqualTo(Exit.USAGE);
    assertThat(unnamed.err()).contains("set MONGO_DB_NAME");
  }

  @Test
  void allConnectionsAreTheSqlOnes() throws Exception {
    Path sql = Files.createDirectory(folder.resolve("sql"));
    new CompiledProject(sql)
        .dialects("sqlite")
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .compile();
    Run both =
        new Run(sql)
            .with("SQLITE_PATH", "app.sqlite")
            .with("MONGO_URI", database.uri())
            .with("MONGO_DB_NAME", database.name());
    Result all = both.call("migrate:run", "--all-connections");
    assertThat(all.exit()).isEqualTo(Exit.DONE);
    assertThat(all.out()).contains("sqlite app.sqlite").doesNotContain("mongo");
    assertThat(client.getDatabase(database.name()).listCollectionNames()).isEmpty();
    Result mongo = both.call("migrate:run", "--mongo");
    assertThat(mongo.exit()).isEqualTo(Exit.REFUSED);
    assertThat(mongo.err()).contains("ELQ622");
    assertThat(client.getDatabase(database.name()).listCollectionNames()).isEmpty();
  }

  @Test
  void severalTargetsAreRefused() {
    Result two = run.call("migrate:run", "--mongo", "--sqlite");
    assertThat(two.exit()).isEqualTo(Exit.USAGE);
    assertThat(two.err()).contains("choose one of --sqlite, --pg, --mysql, --mongo");
    assertThat(run.call("migrate:run", "--url", "jdbc:mongodb://h/d").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void noSecretOfTheAddressIsShown() {
    for (String uri :
        List.of(
            "mongodb://ann:"
                + SECRET
                + "@127.0.0.1:1/?connectTimeoutMS=100&serverSelectionTimeoutMS=1",
            "mongodb://ann:" + SECRET + "@127.0.0.1:notaport/",
            "mongodb://ann:" + SECRET + "/x@127.0.0.1:1/",
            "mongodb://ann:a@" + SECRET + "@127.0.0.1:1/",
            "http://ann:" + SECRET + "@127.0.0.1:1/")) {
      run.with("MONGO_URI", uri);
      for (String command : List.of("migrate:run", "migrate:status", "migrate:validate")) {
        for (String more : List.of("--mongo", "--debug")) {
          Result result =
              more.equals("--mongo")
                  ? run.call(command, "--mongo")
                  : run.call("--debug", command, "--mongo");
          assertThat(result.exit()).as(uri).isNotEqualTo(Exit.DONE);
          assertThat(result.out() + result.err()).as(uri).doesNotContain(SECRET);
        }
      }
    }
  }

  @Test
  void aServerThatIsDownIsSaid() {
    run.with("MONGO_URI", "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=1");
    Result result = run.call("migrate:run", "--mongo");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err()).contains("ELQ601", "cannot be reached");
  }

  @Test
  void aFailedCommandIsNamedAndIsNotInDoubt() {
    client.getDatabase(database.name()).getCollection("users").insertOne(new Document("_id", 1));
    Result failed = run.call("migrate:run", "--mongo");
    assertThat(failed.exit()).isEqualTo(Exit.FAILED);
    assertThat(failed.err()).contains("ELQ611", "{\"create\":\"users\"}");
    Result nothing = run.call("migrate:resume", "--mongo", "--retry");
    assertThat(nothing.exit()).isEqualTo(Exit.REFUSED);
    assertThat(nothing.err()).contains("ELQ641");
  }
}
