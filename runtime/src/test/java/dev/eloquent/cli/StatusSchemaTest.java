package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.eloquent.cli.Run.Result;
import dev.eloquent.migration.Interruption;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document of {@code migrate:status --json} in every state, against the schema in docs. */
class StatusSchemaTest {
  private final Path folder;
  private final Run run;

  StatusSchemaTest(@TempDir Path folder) {
    this.folder = folder;
    run = new Run(folder);
  }

  private static List<String> problems(String json) throws IOException {
    String text = Files.readString(Path.of("../docs/schema/status.schema.json"));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text, InputFormat.JSON);
    return schema
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }

  /** The document of a status that must have this state; it is valid. */
  private String status(String state, String... options) throws IOException {
    String[] words = new String[options.length + 3];
    words[0] = "migrate";
    words[1] = "status";
    words[2] = "--json";
    System.arraycopy(options, 0, words, 3, options.length);
    String json = run.call(words).out();
    assertThat(json).contains("\"state\" : \"" + state + "\"");
    assertThat(problems(json)).isEmpty();
    return json;
  }

  private CompiledProject project() {
    return new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users");
  }

  private CompiledProject two() {
    return project().sealed("orders", "CREATE TABLE orders (id INTEGER)", "DROP TABLE orders");
  }

  private void execute(String sql) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("storage/app.sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private void runs() {
    Result result = run.call("migrate", "run");
    assertThat(result.exit()).as(result.err()).isZero();
  }

  @Test
  void pendingAppliedAndRolledBack() throws Exception {
    two().compile();
    status("pending");
    runs();
    assertThat(status("applied")).contains("\"batch\" : 1", "\"pending\" : 0");
    assertThat(run.call("migrate", "rollback", "--step", "1").exit()).isZero();
    run.with("APP_ENV", "staging");
    assertThat(status("rolled_back")).contains("\"environment\" : \"staging\"");
  }

  @Test
  void openAndDraft() throws Exception {
    project()
        .open("fill", "INSERT INTO users (id) VALUES (1)", "DELETE FROM users")
        .draft("drafts", "CREATE TABLE drafts (id INTEGER)", "DROP TABLE drafts")
        .compile();
    assertThat(status("pending")).contains("\"open\" : true", "\"draft\" : true");
    runs();
    assertThat(status("applied")).contains("\"open\" : true", "\"draft\" : true");
  }

  @Test
  void failed() throws Exception {
    project().sealed("broken", "CREATE TABLE users (id INTEGER)", "DROP TABLE users").compile();
    assertThat(run.call("migrate", "run").exit()).isEqualTo(Exit.FAILED);
    assertThat(status("failed")).contains("already exists");
  }

  @Test
  void changedAndUnknown() throws Exception {
    two().compile();
    runs();
    Path other = Files.createDirectory(folder.resolve("other"));
    CompiledProject changed =
        new CompiledProject(other)
            .sealed("create_users", "CREATE TABLE users (id BIGINT)", "DROP TABLE users")
            .compile();
    String json = status("changed", "--classpath", changed.classes.toString());
    assertThat(json).contains("\"state\" : \"unknown\"");
  }

  /** As Flyway leaves it with {@code outOfOrder}; its rows have no actor and no batch. */
  @Test
  void missing() throws Exception {
    two().compile();
    runs();
    execute("DELETE FROM flyway_schema_history WHERE version = '1'");
    execute("DROP TABLE eloquent_journal");
    assertThat(status("missing")).contains("\"batch\" : null", "\"actor\" : null");
  }

  @Test
  void inDoubt() throws Exception {
    TestDatabase database = Databases.mariadb();
    CompiledProject project = project().sealed("two", "TRUNCATE TABLE users", "SELECT 1").compile();
    URL[] classes = {project.classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      MigrationCatalog catalog =
          ServiceLoader.load(MigrationCatalog.class, loader).findFirst().orElseThrow();
      Interruption.behind("TRUNCATE TABLE users", database, catalog, false);
    }
    status("in_doubt", "--url", database.url(), "--user", database.user());
  }

  @Test
  void aConnectionThatFailed() throws Exception {
    project().compile();
    run.with("SQLITE_PATH", "storage/app.sqlite").with("PG_NAME", "shop").with("PG_PORT", "1");
    assertThat(status("pending", "--all-connections")).contains("\"error\" : \"");
  }

  @Test
  void severalCatalogues() throws Exception {
    CompiledProject shop = project().compile();
    CompiledProject other =
        new CompiledProject(folder.resolve("other"))
            .catalog("billing")
            .inPackage("billing")
            .sealed("create_bills", "CREATE TABLE bills (id INTEGER)", "DROP TABLE bills")
            .compile();
    String both = other.classes + java.io.File.pathSeparator + shop.classes;
    assertThat(status("pending", "--classpath", both))
        .containsSubsequence("\"catalog\" : \"\"", "\"catalog\" : \"billing\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"environment\": null, \"connections\": []}",
        "{\"environment\": 1, \"connections\": [{\"connection\": \"pg\", \"database\": \"x\","
            + " \"catalog\": \"\", \"error\": \"y\"}]}",
        "{\"environment\": null, \"connections\": [{\"connection\": \"pg\", \"database\": \"x\","
            + " \"catalog\": \"\", \"error\": \"y\", \"more\": 1}]}"
      })
  void theSchemaRefusesWhatIsNoStatus(String json) throws Exception {
    assertThat(problems(json)).isNotEmpty();
  }

  /** The schema is no looser than what is written. */
  @Test
  void theSchemaRefusesEachChangeOfAStatus() throws Exception {
    two().compile();
    runs();
    String json = status("applied");
    assertThat(problems(json.replace("\"state\" : \"applied\"", "\"state\" : \"done\"")))
        .isNotEmpty();
    assertThat(problems(json.replace("\"draft\" : false", "\"draft\" : \"no\""))).isNotEmpty();
    assertThat(problems(json.replace("\"batch\" : 1", "\"batch\" : \"1\""))).isNotEmpty();
    assertThat(problems(json.replaceAll("\"installedOn\" : \"[^\"]*\"", "\"installedOn\" : \"x\"")))
        .isNotEmpty();
    assertThat(problems(json.replace("\"script\"", "\"file\""))).isNotEmpty();
  }
}
