package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import dev.eloquent.testkit.DatabaseContent;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * MySQL is enabled at version 5, SQLite disabled at version 8 and enabled again at version 10, with
 * the shaded jar on SQLite and MariaDB.
 */
class DialectsOverTimeTest {
  private static final String ID = "@Id private long id";
  private static final String NAME = "private String name";
  private static final String AGE = "private Integer age";
  private static final String FULL_NAME = "@Column(renamedFrom = \"name\") private String fullName";

  @TempDir Path folder;

  private Project project() {
    return new Project(folder, new LocalRepository(folder, folder));
  }

  private Result runtime(TestDatabase database, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", database.url()));
    if (!database.user().isEmpty()) {
      all.addAll(List.of("--user", database.user()));
    }
    return new Shell(folder, project().repository()).runtime(all.toArray(String[]::new));
  }

  private String done(TestDatabase database, String... words) {
    Result result = runtime(database, words);
    assertThat(result.exit()).as(result.all()).isZero();
    return result.out();
  }

  /** One more version; says what was drafted. */
  private String sealed(String... options) throws IOException {
    String drafted = project().javac(options);
    project().done("make:migration");
    assertThat(project().javac()).isEmpty();
    return drafted;
  }

  private List<String> files(String of) throws IOException {
    try (Stream<Path> files = Files.list(project().history().resolve(of))) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static List<String> query(TestDatabase database, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Versions 1 to 4, for PostgreSQL and SQLite. */
  private void fourVersions() throws IOException {
    project().pom();
    project().model("User", ID, NAME);
    sealed("-Aeloquent.dialects=postgresql,sqlite");
    byHand(2, "postgresql", "sqlite");
    byHand(3, "postgresql", "sqlite");
    project().model("Tag", ID);
    sealed();
  }

  /** An open version, which the next seal takes along: it saves a compile and two processes. */
  private void byHand(int version, String... dialects) throws IOException {
    for (String dialect : dialects) {
      String name = dialect + "/V" + version + "__by_hand.sql";
      Files.writeString(project().history().resolve(name), "-- Nothing to do.\n");
      name = "undo/" + dialect + "/U" + version + "__by_hand.sql";
      Files.writeString(project().history().resolve(name), "-- Nothing to undo.\n");
    }
  }

  @Test
  void aDialectComesAndAnotherGoesAndComesBack() throws Exception {
    TestDatabase sqlite = Databases.sqlite();
    TestDatabase mysql = Databases.mariadb();
    fourVersions();
    done(sqlite, "migrate", "run");
    execute(sqlite, "INSERT INTO users (name) VALUES ('Ada')");
    Result never = runtime(mysql, "migrate", "run");
    assertThat(never.exit()).isEqualTo(3);
    assertThat(never.err()).contains("ELQ622", "-Aeloquent.dialects");

    assertThat(sealed("-Aeloquent.dialects=mysql,postgresql,sqlite"))
        .contains("draft V5 enable_mysql: mysql enabled");
    enabledAtFive(sqlite, mysql);

    byHand(6, "mysql", "postgresql", "sqlite");
    project().model("Place", ID);
    sealed();
    done(sqlite, "migrate", "run");
    project().model("User", ID, NAME, AGE);
    assertThat(sealed("-Aeloquent.dialects=mysql,postgresql"))
        .contains("draft V8 add_age_to_users: 1 column added, sqlite disabled");
    disabledAtEight(sqlite, mysql);

    project().model("User", ID, FULL_NAME, AGE);
    sealed();
    assertThat(sealed("-Aeloquent.dialects=mysql,postgresql,sqlite"))
        .contains("draft V10 enable_sqlite: sqlite enabled");
    enabledAgainAtTen(sqlite);
  }

  private void enabledAtFive(TestDatabase sqlite, TestDatabase mysql) throws Exception {
    assertThat(files("mysql")).containsExactly("V5__enable_mysql.sql");
    assertThat(files("undo/mysql")).containsExactly("U5__enable_mysql.sql");
    assertThat(done(mysql, "migrate", "run")).contains("V5 enable_mysql", "Applied 1 version,");
    assertThat(query(mysql, "SHOW TABLES")).contains("tags", "users");
    assertThat(done(mysql, "migrate", "status"))
        .containsPattern("\n5 +applied +enable mysql")
        .doesNotContain("create users");
    done(mysql, "migrate", "validate");
    done(mysql, "migrate", "rollback");
    assertThat(query(mysql, "SHOW TABLES")).doesNotContain("tags", "users");
    done(mysql, "migrate", "run");
    assertThat(done(sqlite, "migrate", "run")).contains("Applied 1 version,");
  }

  private void disabledAtEight(TestDatabase sqlite, TestDatabase mysql) throws Exception {
    assertThat(files("sqlite")).hasSize(7).contains("V7__create_places.sql");
    assertThat(done(mysql, "migrate", "run")).contains("Applied 3 versions");
    Result refused = runtime(sqlite, "migrate", "run");
    assertThat(refused.exit()).as(refused.all()).isEqualTo(3);
    assertThat(refused.err())
        .contains("ends at version 7", "version 8 (add_age_to_users)", "--to 7", "ELQ395");
    Result check = runtime(sqlite, "migrate", "status", "--check");
    assertThat(check.exit()).as(check.all()).isEqualTo(3);
    assertThat(check.err()).contains("ELQ395");
    assertThat(done(sqlite, "migrate", "validate")).contains("Valid.");

    TestDatabase late = Databases.sqlite();
    assertThat(runtime(late, "migrate", "run").exit()).isEqualTo(3);
    assertThat(done(late, "migrate", "run", "--to", "7")).contains("Applied 7 versions");
    execute(late, "INSERT INTO users (name) VALUES ('Ada')");
    assertThat(DatabaseContent.of(late)).isEqualTo(DatabaseContent.of(sqlite));
  }

  /** The database goes on where it stands, with its rows; a new one comes to the same. */
  private void enabledAgainAtTen(TestDatabase sqlite) throws Exception {
    assertThat(files("sqlite")).hasSize(8).contains("V10__enable_sqlite.sql");
    assertThat(done(sqlite, "migrate", "run")).contains("Applied 1 version,");
    assertThat(query(sqlite, "SELECT full_name FROM users")).containsExactly("Ada");
    assertThat(done(sqlite, "migrate", "status", "--check")).contains("Nothing pending.");

    TestDatabase late = Databases.sqlite();
    assertThat(done(late, "migrate", "run")).contains("Applied 8 versions");
    execute(late, "INSERT INTO users (full_name) VALUES ('Ada')");
    assertThat(DatabaseContent.of(late)).isEqualTo(DatabaseContent.of(sqlite));
    TestDatabase flyway = Databases.sqlite();
    Flyway.configure()
        .dataSource(flyway.url(), null, null)
        .locations("filesystem:" + project().history().resolve("sqlite"))
        .load()
        .migrate();
    execute(flyway, "INSERT INTO users (full_name) VALUES ('Ada')");
    assertThat(DatabaseContent.of(flyway)).isEqualTo(DatabaseContent.of(sqlite));

    done(sqlite, "migrate", "rollback", "--to", "7");
    assertThat(query(sqlite, "SELECT name FROM users")).containsExactly("Ada");
    done(sqlite, "migrate", "run");
    assertThat(done(sqlite, "migrate", "validate")).contains("Valid.");
  }

  /** What was dropped or became required meanwhile is lost, or cannot be filled, there too. */
  @Test
  void whatTheOthersHaveDroppedMeanwhileIsAskedForAgain() throws Exception {
    project().pom();
    project().model("User", ID, NAME, AGE);
    sealed("-Aeloquent.dialects=mysql,sqlite");
    project().javac("-Aeloquent.dialects=mysql");
    project().done("make:migration");
    project().model("User", ID, NAME);
    project().javac();
    project().done("make:migration", "--allow-destructive");
    String drafted = project().javac("-Aeloquent.dialects=mysql,sqlite");
    assertThat(drafted).contains("WARNING", "users.age", "draft V4 enable_sqlite");
    assertThat(project().refused("make:migration").err()).contains("users.age");
    project().done("make:migration", "--allow-destructive");
    assertThat(project().javac("-Aeloquent.mode=verify")).isEmpty();
  }
}
