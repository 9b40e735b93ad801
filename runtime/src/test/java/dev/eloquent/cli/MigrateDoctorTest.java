package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eloquent.cli.Run.Result;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.MongoServers;
import dev.eloquent.testkit.PasswordServer;
import dev.eloquent.testkit.TestDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MigrateDoctorTest {
  private static final String SECRET = "hunter2-and-more";

  private final Path folder;
  private final Run run;

  MigrateDoctorTest(@TempDir Path folder) {
    this.folder = folder;
    this.run = new Run(folder);
    new CompiledProject(folder)
        .dialects("sqlite", "postgresql", "mysql")
        .sealed("create_users", "CREATE TABLE users (id INT)", "DROP TABLE users")
        .sealed("create_orders", "CREATE TABLE orders (id INT)", "DROP TABLE orders")
        .compile();
  }

  /** Lines of one level, without it. */
  private static List<String> lines(Result result, String level) {
    return result
        .out()
        .lines()
        .filter(line -> line.startsWith("  " + level + " "))
        .map(line -> line.substring(8).strip())
        .toList();
  }

  private Result doctor(int exit, String... options) {
    List<String> arguments = new ArrayList<>(List.of("migrate", "doctor"));
    arguments.addAll(List.of(options));
    Result result = run.call(arguments.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).as(result.out()).isEqualTo(exit);
    assertThat(result.out()).doesNotContain(SECRET);
    return result;
  }

  @Test
  void aMigratedDatabaseIsSound() {
    run.with("SQLITE_PATH", "shop.sqlite").with("APP_ENV", "test");
    assertThat(run.call("migrate", "run").exit()).isZero();
    Result result = doctor(0);
    assertThat(lines(result, "wrong")).isEmpty();
    assertThat(lines(result, "ok"))
        .contains(
            "guards       APP_ENV is set",
            "files        what is sealed is as it was sealed",
            "status       nothing pending",
            "audit        eloquent_journal has 2 events");
    assertThat(lines(result, "note"))
        .anyMatch(line -> line.startsWith("backups "))
        .anyMatch(line -> line.contains("nothing keeps this user from UPDATE, DELETE in flyway"));
    assertThat(result.out()).endsWith("Nothing is wrong.\n");
  }

  @Test
  void aDatabaseThatWasNeverMigratedIsNotTouched() {
    run.with("SQLITE_PATH", "shop.sqlite");
    Result result = doctor(0);
    assertThat(lines(result, "note"))
        .contains(
            "status       2 versions pending: migrate run",
            "audit        nothing was ever migrated here");
    assertThat(folder.resolve("shop.sqlite")).doesNotExist();
  }

  @Test
  void everyConfiguredDatabaseIsLookedAt() {
    run.with("SQLITE_PATH", "shop.sqlite").with("PG_NAME", "shop").with("PG_PORT", "1");
    run.with("PG_PASSWORD", SECRET);
    MongoServers.Database mongo = MongoServers.embedded();
    run.with("MONGO_URI", mongo.uri()).with("MONGO_DB_NAME", mongo.name());
    Result result = doctor(1);
    assertThat(result.out())
        .contains("\nsqlite shop.sqlite\n", "\npg shop on 127.0.0.1:1\n")
        .contains("\nmongo " + mongo.name() + " on ");
    assertThat(lines(result, "wrong")).singleElement().asString().startsWith("connection ");
    assertThat(lines(doctor(0, "--sqlite"), "wrong")).isEmpty();
  }

  @Test
  void anEditedFileAndAnEditedRowAreFound() throws Exception {
    run.with("SQLITE_PATH", "shop.sqlite");
    assertThat(run.call("migrate", "run").exit()).isZero();
    Path file = folder.resolve("src/main/resources/db/migration/sqlite/V1__create_users.sql");
    Files.writeString(file, Files.readString(file) + "-- more\n");
    execute(
        "jdbc:sqlite:" + folder.resolve("shop.sqlite"),
        "UPDATE flyway_schema_history SET checksum = 7 WHERE installed_rank = 2");
    assertThat(lines(doctor(1), "wrong"))
        .anyMatch(line -> line.startsWith("files ") && line.contains("V1__create_users.sql"))
        .anyMatch(
            line -> line.startsWith("history      flyway_schema_history: row 2 (version 2, SQL)"));
    assertThat(run.call("migrate", "validate").out())
        .contains(
            "  problem  changed in flyway_schema_history: row 2 (version 2, SQL) was changed");
  }

  @Test
  void staleClassesAndNoneAreFindings() throws Exception {
    run.with("SQLITE_PATH", "shop.sqlite").with("CI", "true");
    Files.delete(folder.resolve("src/main/resources/db/migration/migrations.lock"));
    assertThat(lines(doctor(1), "wrong"))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("guards "),
            line ->
                assertThat(line)
                    .startsWith("files        the compiled migrations are stale: ")
                    .endsWith("Run: mvn clean compile"));
    Files.createDirectory(folder.resolve("empty"));
    Result none = doctor(1, "--classpath", "empty", "--json");
    assertThat(none.out()).startsWith("{").contains("no compiled migrations in empty");
    assertThat(run.call("migrate", "doctor", "--catalog", "shop").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void guardsThatDoNotHoldAreWrong() throws Exception {
    run.with("SQLITE_PATH", "shop.sqlite").with("CI", "true");
    assertThat(lines(doctor(1), "wrong")).singleElement().asString().contains("APP_ENV is not");
    run.with("APP_ENV", "production");
    assertThat(lines(doctor(0), "ok")).contains("guards       APP_ENV is set: the guards hold");
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    assertThat(lines(doctor(1), "wrong")).singleElement().asString().contains("is set here");
    for (String no : List.of("false", "true ", "TRUE")) {
      run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", no);
      assertThat(lines(doctor(0), "wrong")).as(no).isEmpty();
      Result reset = run.call("migrate", "reset", "--force", "--yes");
      assertThat(reset.exit()).as(no).isEqualTo(Exit.REFUSED);
    }
    Files.writeString(folder.resolve(".env"), "ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true\n");
    assertThat(lines(doctor(1), "wrong")).singleElement().asString().contains("for good");
  }

  @Test
  void forcedRunsAndRefusalsAreListed() {
    run.with("SQLITE_PATH", "shop.sqlite").with("APP_ENV", "production");
    assertThat(run.call("migrate", "run").exit()).isZero();
    assertThat(run.call("migrate", "reset", "--force", "--yes").exit()).isEqualTo(Exit.REFUSED);
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    assertThat(run.call("migrate", "reset", "--force", "--yes").exit()).isZero();
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "");
    List<String> notes = lines(doctor(0), "note");
    assertThat(notes).anyMatch(line -> line.startsWith("audit        refused at 20"));
    assertThat(notes).anyMatch(line -> line.startsWith("audit        forced at 20"));
  }

  @Test
  void secretsInLogFilesAreFoundAndNotRepeated() throws Exception {
    run.with("SQLITE_PATH", "shop.sqlite").with("PG_PASSWORD", SECRET);
    Files.writeString(folder.resolve("clean.log"), "started\n");
    Files.write(
        folder.resolve("app.log"),
        ("one\nlogin " + SECRET + "\n\u00ff").getBytes(StandardCharsets.ISO_8859_1));
    Result result = doctor(1, "--logs", "clean.log,app.log,gone.log", "--sqlite");
    assertThat(lines(result, "ok")).contains("logs         clean.log: no secret in 1 lines");
    assertThat(lines(result, "wrong"))
        .containsExactly(
            "logs         app.log line 2 holds a secret. Change that password, and the line.",
            "logs         gone.log cannot be read (NoSuchFileException)");
  }

  @Test
  void aLineOfAnyLengthIsLookedThroughInPieces() throws Exception {
    run.with("SQLITE_PATH", "shop.sqlite").with("PG_PASSWORD", SECRET);
    // One that is cut where the first piece of 16,384 ends, and one behind many.
    Files.writeString(folder.resolve("cut.log"), "\n" + "a".repeat(16_380) + SECRET + "\nb");
    Files.writeString(folder.resolve("far.log"), "a".repeat(1_000_000) + SECRET);
    Files.writeString(folder.resolve("long.log"), "a".repeat(1_000_000) + "\n\n");
    Result result = doctor(1, "--logs", "cut.log,far.log,long.log", "--sqlite");
    assertThat(lines(result, "ok")).contains("logs         long.log: no secret in 2 lines");
    assertThat(lines(result, "wrong"))
        .containsExactly(
            "logs         cut.log line 2 holds a secret. Change that password, and the line.",
            "logs         far.log line 1 holds a secret. Change that password, and the line.");
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aHostileLogFileDoesNotStopIt() throws Exception {
    run.with("SQLITE_PATH", "shop.sqlite").with("PG_PASSWORD", SECRET);
    Files.writeString(folder.resolve("addresses.log"), "://".repeat(700_000));
    Files.writeString(folder.resolve("utf16.log"), "at " + SECRET, StandardCharsets.UTF_16LE);
    Files.createDirectory(folder.resolve("folder"));
    Process pipe = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
    assertThat(pipe.waitFor()).isZero();
    Result result = doctor(1, "--logs", "addresses.log,utf16.log,folder,pipe", "--sqlite");
    assertThat(lines(result, "ok")).contains("logs         addresses.log: no secret in 1 lines");
    assertThat(lines(result, "note"))
        .contains(
            "logs         utf16.log is no text in UTF-8, so a secret in it would not be found:"
                + " unpack it, or convert it");
    assertThat(lines(result, "wrong"))
        .containsExactly(
            "logs         folder is no file but a folder, a pipe or a device: name files",
            "logs         pipe is no file but a folder, a pipe or a device: name files");
  }

  @Test
  void isJsonForPrograms() throws Exception {
    run.with("SQLITE_PATH", "shop.sqlite").with("CI", "true");
    List<String> levels = new ArrayList<>();
    int wrong = -1;
    try (JsonParser json = new JsonFactory().createParser(doctor(1, "--json").out())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("level")) {
          levels.add(json.nextTextValue());
        } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("wrong")) {
          wrong = json.nextIntValue(-1);
        }
      }
    }
    assertThat(wrong).isEqualTo(1);
    assertThat(levels).contains("note", "ok").containsOnlyOnce("wrong");
  }

  private static void execute(String url, String... statements) throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, statements);
    }
  }

  private static void execute(Connection connection, String... statements) throws Exception {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void rolesOfPostgresqlAreTried() throws Exception {
    TestDatabase database = Databases.create("postgresql");
    String runtime = "runtime_" + name(database);
    try (Connection owner = database.connect()) {
      execute(
          owner,
          "CREATE ROLE " + runtime + " LOGIN PASSWORD '" + SECRET + "'",
          "GRANT CREATE, USAGE ON SCHEMA public TO " + runtime);
      server("PG", database, runtime);
      assertThat(lines(doctor(1, "--pg"), "wrong"))
          .singleElement()
          .asString()
          .startsWith("roles        pg: the application's user may CREATE in pg ");
      execute(owner, "REVOKE CREATE ON SCHEMA public FROM PUBLIC, " + runtime);
      assertThat(lines(doctor(0, "--pg"), "ok"))
          .contains("roles        pg: the application's user cannot change the schema");
      run.with("ELOQUENT_DB_ROLE", "migration");
      assertThat(run.call("migrate", "run", "--pg").exit()).isZero();
      assertThat(lines(doctor(0, "--pg"), "note"))
          .anyMatch(line -> line.contains("UPDATE, DELETE, TRUNCATE in eloquent_journal"));
      run.with("PG_RUNTIME_USER", database.user()).with("PG_RUNTIME_PASSWORD", database.password());
      assertThat(lines(doctor(1, "--pg"), "wrong"))
          .singleElement()
          .asString()
          .contains("both roles are the user");
    }
  }

  private static URI uri(TestDatabase database) {
    return URI.create(database.url().substring("jdbc:".length()));
  }

  private static String name(TestDatabase database) {
    return uri(database).getPath().substring(1);
  }

  private void server(String family, TestDatabase database, String runtime) {
    URI uri = uri(database);
    run.with(family + "_HOST", uri.getHost())
        .with(family + "_PORT", Integer.toString(uri.getPort()));
    run.with(family + "_NAME", name(database));
    run.with(family + "_MIGRATION_USER", database.user());
    run.with(family + "_MIGRATION_PASSWORD", database.password());
    run.with(family + "_RUNTIME_USER", runtime).with(family + "_RUNTIME_PASSWORD", SECRET);
  }

  @Test
  void rolesOfMariaDbAreTried() throws Exception {
    try (PasswordServer server = PasswordServer.start("mysql");
        Connection owner = server.database("mysql", "mysql").connect()) {
      execute(
          owner,
          "CREATE DATABASE shop_1",
          "CREATE USER 'app'@'%' IDENTIFIED BY '" + SECRET + "'",
          "GRANT SELECT, ALTER ON `shop\\_1`.* TO 'app'@'%'",
          "USE shop_1");
      server("DB", server.database("mysql", "shop_1"), "app");
      assertThat(lines(doctor(1, "--mysql"), "wrong"))
          .singleElement()
          .asString()
          .startsWith("roles        mysql: the application's user may ALTER in mysql ");
      execute(owner, "REVOKE ALTER ON `shop\\_1`.* FROM 'app'@'%'");
      assertThat(lines(doctor(0, "--mysql"), "ok"))
          .contains("roles        mysql: the application's user cannot change the schema");
      String odd = "o'brien@app";
      execute(
          owner,
          "CREATE USER `" + odd + "`@'%' IDENTIFIED BY '" + SECRET + "'",
          "GRANT SELECT, DROP ON shop_1.* TO `" + odd + "`@'%'");
      run.with("DB_RUNTIME_USER", odd);
      assertThat(lines(doctor(1, "--mysql"), "wrong")).singleElement().asString().contains("DROP");
      run.with("DB_RUNTIME_USER", "app").with("ELOQUENT_DB_ROLE", "migration");
      assertThat(run.call("migrate", "run", "--mysql").exit()).isZero();
      assertThat(lines(doctor(0, "--mysql"), "note"))
          .anyMatch(line -> line.contains("UPDATE, DELETE, TRUNCATE in flyway_schema_history"));
      String refuses = " ON flyway_schema_history FOR EACH ROW SIGNAL SQLSTATE '45000'";
      execute(
          owner,
          "CREATE TRIGGER t1 BEFORE UPDATE" + refuses,
          "CREATE TRIGGER t2 BEFORE DELETE" + refuses);
      assertThat(lines(doctor(0, "--mysql"), "note"))
          .anyMatch(line -> line.contains("from TRUNCATE in flyway_schema_history"));
      run.with("ELOQUENT_DB_ROLE", "runtime");
      assertThat(lines(doctor(0, "--mysql"), "ok"))
          .contains("audit        flyway_schema_history: rows can only be added");
      execute(owner, "GRANT UPDATE, DELETE ON `shop\\_1`.* TO 'app'@'%'");
      assertThat(lines(doctor(0, "--mysql"), "note"))
          .anyMatch(line -> line.contains("UPDATE, DELETE in flyway_schema_history, and cannot"));
      execute(owner, "DROP USER 'app'@'%'");
      run.with("ELOQUENT_DB_ROLE", "migration");
      assertThat(lines(doctor(1, "--mysql"), "wrong"))
          .singleElement()
          .asString()
          .contains("the application's user cannot connect");
    }
  }
}
