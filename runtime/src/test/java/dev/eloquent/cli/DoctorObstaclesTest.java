package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of {@code migrate:doctor}: it says so, goes on, and touches nothing. */
class DoctorObstaclesTest {
  private final Path folder;
  private final Run run;

  DoctorObstaclesTest(@TempDir Path folder) {
    this.folder = folder;
    run = new Run(folder).with("SQLITE_PATH", "shop.sqlite");
    SqliteProject.write(folder);
  }

  private List<String> wrong() {
    Result result = run.call("migrate", "doctor");
    List<String> wrong =
        result
            .out()
            .lines()
            .filter(line -> line.startsWith("  wrong "))
            .map(String::strip)
            .toList();
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(wrong.isEmpty() ? Exit.DONE : Exit.FAILED);
    return wrong;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.sqlite"));
  }

  /** The database as a kill now would leave it. */
  private void killed(String end) throws Exception {
    for (String file : List.of("", end)) {
      Files.copy(folder.resolve("shop.sqlite" + file), folder.resolve("copy.sqlite" + file));
    }
    run.with("SQLITE_PATH", "copy.sqlite");
  }

  private byte[] bytes(String file) throws Exception {
    return Files.readAllBytes(folder.resolve(file));
  }

  @Test
  void aLeftLogOfSqliteIsReadAndStaysOne() throws Exception {
    try (Connection open = connect();
        Statement statement = open.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("CREATE TABLE before (id INT)");
      assertThat(run.call("migrate", "run").exit()).isZero();
      killed("-wal");
    }
    byte[] file = bytes("copy.sqlite");
    byte[] log = bytes("copy.sqlite-wal");
    assertThat(new String(file, StandardCharsets.ISO_8859_1))
        .doesNotContain("V1__create_users.sql");
    assertThat(run.call("migrate", "doctor").out())
        .contains("nothing pending", "eloquent_journal has 1 event");
    assertThat(bytes("copy.sqlite")).isEqualTo(file);
    assertThat(bytes("copy.sqlite-wal")).isEqualTo(log);
  }

  @Test
  void whatAKilledWriterHadBegunIsNotTakenBack() throws Exception {
    assertThat(run.call("migrate", "run").exit()).isZero();
    try (Connection open = connect();
        Statement statement = open.createStatement()) {
      statement.execute("CREATE TABLE large (x BLOB)");
      statement.execute("INSERT INTO large VALUES (zeroblob(100000)), (zeroblob(100000))");
      statement.execute("PRAGMA cache_size = 1");
      open.setAutoCommit(false);
      statement.execute("UPDATE large SET x = randomblob(100000)");
      killed("-journal");
      open.rollback();
    }
    byte[] file = bytes("copy.sqlite");
    assertThat(wrong())
        .singleElement()
        .asString()
        .contains("connection   a writer was killed", "journal beside the file");
    assertThat(bytes("copy.sqlite")).isEqualTo(file);
    assertThat(run.call("migrate", "status").exit()).isZero();
    assertThat(wrong()).isEmpty();
  }

  @Test
  void aWholeFileIsLeftAlone() throws Exception {
    assertThat(run.call("migrate", "run").exit()).isZero();
    try (Connection open = connect();
        Statement statement = open.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
    }
    assertThat(wrong()).isEmpty();
    assertThat(folder.resolve("shop.sqlite-wal")).doesNotExist();
    assertThat(folder.resolve("shop.sqlite-shm")).doesNotExist();
  }

  @Test
  void aVariableThatCannotBeReadIsOneFinding() {
    run.with("DB_NAME", "shop").with("DB_PORT", "abc");
    assertThat(run.call("migrate", "doctor").out())
        .contains("\nmysql\n  wrong connection   DB_PORT is \"abc\", which is no port.\n")
        .contains("\nsqlite shop.sqlite\n", "1 version pending");
    assertThat(wrong()).hasSize(1);
    assertThat(run.call("migrate", "doctor", "--mysql").exit()).isEqualTo(Exit.FAILED);
    assertThat(run.call("migrate", "doctor", "--mysql", "--pg").exit()).isEqualTo(Exit.USAGE);
    run.with("DB_NAME", "").with("DB_PORT", "");
    run.with("MONGO_URI", "mongodb://h:port/").with("MONGO_DB_NAME", "shop");
    assertThat(wrong()).singleElement().asString().contains("address of MongoDB cannot be read");
    run.with("SQLITE_PATH", "");
    assertThat(wrong()).hasSize(1);
    run.with("MONGO_URI", "").with("MONGO_DB_NAME", "").with("DB_CONNECTION", "oracle");
    assertThat(wrong()).singleElement().asString().contains("DB_CONNECTION is \"oracle\"");
    run.with("SQLITE_PATH", "shop.sqlite");
    assertThat(wrong()).singleElement().asString().contains("DB_CONNECTION is \"oracle\"");
    assertThat(run.call("migrate", "doctor").out()).contains("\nsqlite shop.sqlite\n");
    run.with("DB_CONNECTION", "").with("ELOQUENT_DB_ROLE", "root");
    assertThat(wrong()).singleElement().asString().contains("ELOQUENT_DB_ROLE is \"root\"");
  }

  @Test
  void aVariableOfTheOtherRoleIsOne() {
    run.with("ELOQUENT_DB_ROLE", "migration").with("PG_NAME", "shop").with("PG_PORT", "1");
    run.with("PG_MIGRATION_USER", "m").with("PG_RUNTIME_USER", "r").with("PG_RUNTIME_PORT", "x");
    assertThat(wrong())
        .anyMatch(line -> line.contains("roles") && line.contains("PG_RUNTIME_PORT is \"x\""))
        .anyMatch(line -> line.contains("connection") && line.contains("cannot be reached"))
        .hasSize(2);
  }
}
