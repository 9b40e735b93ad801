package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each symptom of docs/recovery.md, brought about, and then exactly the lines that it says. */
class RecoveryTest {
  private static final Pattern BLOCK = Pattern.compile("```(shell|sql)\n(.*?)```", Pattern.DOTALL);
  private static final String COMMAND = "java -jar runtime.jar ";

  private final Path folder;

  RecoveryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** The lines of one block of a section; blocks count from 0. */
  private static List<String> lines(String heading, int block) throws IOException {
    String page = Files.readString(Path.of("../docs/recovery.md"));
    int from = page.indexOf("\n## " + heading + "\n");
    assertThat(from).as(heading).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    Matcher blocks = BLOCK.matcher(page.substring(from, to < 0 ? page.length() : to));
    for (int i = 0; i <= block; i++) {
      assertThat(blocks.find()).as(heading + ", block " + block).isTrue();
    }
    return blocks.group(2).lines().toList();
  }

  private List<Result> type(TestDatabase database, String heading, int block) throws IOException {
    List<Result> results = new ArrayList<>();
    for (String line : lines(heading, block)) {
      assertThat(line).startsWith(COMMAND);
      results.add(call(database, line.substring(COMMAND.length()).split(" ")));
    }
    return results;
  }

  private Result call(TestDatabase database, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", database.url(), "--user", database.user()));
    Run run = new Run(folder).with("SECRET", database.password());
    if (!database.password().isEmpty()) {
      all.addAll(List.of("--password-env", "SECRET"));
    }
    return run.call(all.toArray(String[]::new));
  }

  private static void ok(List<Result> results) {
    assertThat(results).allSatisfy(r -> assertThat(r.exit()).as(r.err()).isEqualTo(Exit.DONE));
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }

  private CompiledProject project() {
    return new CompiledProject(folder)
        .sealed("one", "CREATE TABLE a (id INT NOT NULL)", "DROP TABLE a");
  }

  private static void interrupt(
      CompiledProject project, TestDatabase database, String sql, boolean undo) throws IOException {
    URL[] classes = {project.classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, RecoveryTest.class.getClassLoader())) {
      MigrationCatalog catalog =
          ServiceLoader.load(MigrationCatalog.class, loader).findFirst().orElseThrow();
      Interruption.behind(sql, database, catalog, undo);
    }
  }

  private void assertWhole(TestDatabase database) {
    assertThat(call(database, "migrate:validate").exit()).isEqualTo(Exit.DONE);
    assertThat(call(database, "migrate:status", "--check").exit()).isEqualTo(Exit.DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void endedInTheMiddle(String dialect) throws Exception {
    String heading = "The process, the server or the connection ended in the middle";
    TestDatabase database = Databases.create(dialect);
    CompiledProject project =
        project().sealed("two", "CREATE TABLE b (id INT)", "DROP TABLE b").compile();
    interrupt(project, database, "CREATE TABLE b (id INT)", false);
    ok(type(database, heading, 0));
    assertWhole(database);

    interrupt(project, database, "DROP TABLE b", true);
    ok(type(database, heading, 1));
    assertThat(call(database, "migrate:run").out()).contains("Applied 1 version");
    assertWhole(database);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void inDoubt(int answer) throws Exception {
    TestDatabase database = Databases.mariadb();
    CompiledProject project = project().sealed("two", "TRUNCATE TABLE a", "SELECT 1").compile();
    interrupt(project, database, "TRUNCATE TABLE a", false);
    Result refused = call(database, "migrate", "run");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err()).contains("ELQ640", "statement 1 of 1", "TRUNCATE TABLE a");
    assertThat(call(database, "migrate:status").out()).contains("in doubt", "migrate:resume");
    assertThat(call(database, "migrate:status", "--json").out())
        .contains("\"state\" : \"in_doubt\"");

    List<Result> results = type(database, "A statement is in doubt", answer);
    ok(results);
    assertThat(results.get(0).out()).contains("Applied 1 version");
    assertThat(ask(database, "SELECT count(*) FROM eloquent_journal WHERE event = 'forced'"))
        .isEqualTo("1");
    assertWhole(database);
  }

  @Test
  void resumeNeedsOneDecisionAndADoubt() throws Exception {
    TestDatabase database = Databases.mariadb();
    project().compile();
    assertThat(call(database, "migrate", "resume").exit()).isEqualTo(Exit.USAGE);
    assertThat(call(database, "migrate:resume", "--retry", "--assume-done").exit())
        .isEqualTo(Exit.USAGE);
    Run configured = new Run(folder).with("SQLITE_PATH", "app.sqlite");
    Result many = configured.call("migrate:resume", "--retry", "--all-connections");
    assertThat(many.exit()).isEqualTo(Exit.USAGE);
    assertThat(many.err()).contains("decides about one database");
    call(database, "migrate:run");
    Result refused = call(database, "migrate", "resume", "--retry");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err()).contains("ELQ641");
  }

  @Test
  void aStatementFailed() throws Exception {
    TestDatabase database = Databases.mariadb();
    project()
        .sealed("two", "INSERT INTO a VALUES (1)", "DELETE FROM a")
        .sealed("three", "ALTER TABLE a ADD UNIQUE INDEX u (id)", "DROP INDEX u ON a")
        .compile();
    call(database, "migrate:run", "--to", "2");
    execute(database, "INSERT INTO a VALUES (1)");
    Result failed = call(database, "migrate:run");
    assertThat(failed.exit()).isEqualTo(Exit.FAILED);
    assertThat(failed.err()).contains("ELQ611", "Duplicate entry");
    assertThat(call(database, "migrate:status").out()).contains("run failed in statement 1 of 1");
    execute(database, "DELETE FROM a LIMIT 1");
    ok(type(database, "A statement failed", 0));
    assertWhole(database);
    ok(type(database, "A statement failed", 1));
    assertThat(call(database, "migrate:status").out()).contains("rolled back");
  }

  @Test
  void aRollbackFailed() throws Exception {
    TestDatabase database = Databases.mariadb();
    project()
        .sealed("two", "ALTER TABLE a MODIFY id INT NULL", "ALTER TABLE a MODIFY id INT NOT NULL")
        .compile();
    call(database, "migrate:run");
    execute(database, "INSERT INTO a VALUES (NULL)");
    Result failed = call(database, "migrate:rollback", "--step", "1");
    assertThat(failed.exit()).isEqualTo(Exit.FAILED);
    assertThat(failed.err()).contains("ELQ612");
    assertThat(call(database, "migrate:status").out())
        .contains("failed", "rollback failed in statement 1 of 1");
    Result refused = call(database, "migrate:run");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err()).contains("ELQ626", "migrate:rollback --step 1");
    execute(database, "DELETE FROM a");
    ok(type(database, "A rollback failed", 0));
    assertThat(call(database, "migrate:run").out()).contains("Applied 1 version");
    assertWhole(database);
  }

  @Test
  void aVersionCannotBeRolledBack() throws Exception {
    TestDatabase database = Databases.postgresql();
    project()
        .sealed("two", "CREATE TABLE b (id INT)", null)
        .sealed("three", "CREATE TABLE c (id INT)", "DROP TABLE c")
        .compile();
    call(database, "migrate:run");
    Result refused = call(database, "migrate:rollback", "--all-migrations");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err()).contains("ELQ627", "Version 2 (V2__two.sql)");
    assertWhole(database);
    List<Result> results = type(database, "A version cannot be rolled back", 0);
    ok(results);
    assertThat(results.get(0).out()).contains("Rolled back 1 version.");
  }

  @Test
  void anotherBranchWasApplied() throws Exception {
    TestDatabase database = Databases.postgresql();
    project().sealed("theirs", "CREATE TABLE b (id INT)", "DROP TABLE b").compile();
    call(database, "migrate:run");
    delete(folder);
    project().sealed("ours", "CREATE TABLE c (id INT)", "DROP TABLE c").compile();
    Result refused = call(database, "migrate:run");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err()).contains("ELQ624", "migrate:rollback --to 1");
    ok(type(database, "Another branch was applied", 0));
    assertWhole(database);
    assertThat(ask(database, "SELECT to_regclass('b') IS NULL AND to_regclass('c') IS NOT NULL"))
        .isEqualTo("t");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void somebodyRanFlywayRepair() throws Exception {
    TestDatabase database = Databases.mariadb();
    project().sealed("two", "INSERT INTO a VALUES (NULL)", "DELETE FROM a").compile();
    assertThat(call(database, "migrate:run").exit()).isEqualTo(Exit.FAILED);
    org.flywaydb.core.Flyway.configure()
        .dataSource(database.url(), database.user(), database.password())
        .locations("filesystem:" + folder.resolve("src/main/resources/db/migration/mysql"))
        .load()
        .repair();
    execute(database, "ALTER TABLE a MODIFY id INT NULL");
    ok(type(database, "Somebody ran `flyway repair`", 0));
    assertWhole(database);
  }

  @Test
  void theHistoryWasChanged() throws Exception {
    String heading = "The history was changed";
    TestDatabase database = Databases.postgresql();
    project().compile();
    call(database, "migrate:run");
    String checksum = ask(database, "SELECT checksum FROM flyway_schema_history");
    execute(database, "UPDATE flyway_schema_history SET checksum = 1 WHERE installed_rank = 1");
    Result named = type(database, heading, 0).get(0);
    assertThat(named.exit()).isEqualTo(Exit.FAILED);
    assertThat(named.out() + named.err()).contains("checksum is 1, was " + checksum);
    execute(database, lines(heading, 1).get(0).replace(":checksum", checksum));
    ok(type(database, heading, 2));
    assertWhole(database);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void anotherMigratorHasTheLock(String dialect) throws Exception {
    String heading = "Another migrator has the lock";
    TestDatabase database = Databases.create(dialect);
    project().compile();
    call(database, "migrate:run");
    project().sealed("two", "CREATE TABLE b (id INT)", "DROP TABLE b").compile();
    boolean postgresql = dialect.equals("postgresql");
    try (Connection dead = database.connect();
        Statement statement = dead.createStatement()) {
      statement.execute(lock(postgresql, database));
      Result refused = call(database, "migrate:run", "--lock-timeout", "100ms");
      assertThat(refused.exit()).isEqualTo(Exit.FAILED);
      assertThat(refused.err()).contains("ELQ605");
      Matcher number =
          Pattern.compile(postgresql ? "process ([0-9]+)" : "connection ([0-9]+)")
              .matcher(refused.err());
      assertThat(number.find()).isTrue();
      String end = lines(heading, postgresql ? 0 : 1).get(0);
      execute(database, end.replace(":connection", number.group(1)));
      ok(type(database, heading, 2));
    }
    assertWhole(database);
  }

  /** Flyway's, as this library takes it. */
  private static String lock(boolean postgresql, TestDatabase database) {
    String name = database.url().substring(database.url().lastIndexOf('/') + 1);
    return postgresql
        ? "SELECT pg_advisory_lock("
            + (77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode())
            + ")"
        : "SELECT GET_LOCK('Flyway-"
            + ("`" + name + "`.`flyway_schema_history`").hashCode()
            + "', 0)";
  }
}
