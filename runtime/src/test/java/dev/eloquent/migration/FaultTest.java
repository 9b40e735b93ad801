package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Surroundings that fail or surprise: what is said, and that the next run finishes. */
class FaultTest {
  private static MigrationException failure(Migrator migrator) {
    return catchThrowableOfType(MigrationException.class, migrator::run);
  }

  private static void finishes(Migrator migrator, TestSource source) {
    migrator.run();
    assertThat(source.hasTable("orders")).isTrue();
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
  }

  /** A page limit is what SQLite itself offers to make a disk full. */
  @Test
  void aFullDiskLeavesNothing() {
    TestSource source = new TestSource(Databases.sqlite());
    TestCatalog catalog =
        shop("sqlite")
            .add(
                "big",
                "sealed",
                List.of("CREATE TABLE big (b BLOB)", "INSERT INTO big VALUES (zeroblob(1000000))"),
                null)
            .build();
    String url = source.database().url() + "?max_page_count=60";
    TestSource full = new TestSource(new TestDatabase("sqlite", url, "", ""));
    MigrationException failure = failure(on(full, catalog).build());
    assertThat(failure.problem()).isEqualTo(MigrationProblem.STATEMENT);
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(failure).hasMessageContaining("database or disk is full");
    assertThat(source.hasTable("big")).isFalse();
    assertThat(source.history()).hasSize(3);
    assertThat(source.journal()).endsWith("applied 3", "failed 4");
    finishes(on(source, catalog).build(), source);
    assertThat(source.query("SELECT length(b) FROM big")).containsExactly("1000000");
  }

  @Test
  void aReadOnlyPostgresqlIsSaid() {
    TestSource source = new TestSource(Databases.postgresql());
    String name = source.database().url().replaceAll(".*/", "");
    source.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    Migrator migrator = on(source, shop("postgresql").build()).build();
    MigrationException failure = failure(migrator);
    assertThat(failure.problem()).isEqualTo(MigrationProblem.NO_RIGHTS);
    assertThat(failure).hasMessageContaining("read-only");
    source.execute("BEGIN READ WRITE; ALTER DATABASE " + name + " RESET ALL; COMMIT");
    finishes(migrator, source);
  }

  /** What a replica says, on which nobody writes. */
  @Test
  void aReadOnlyMariadbIsSaid() {
    TestSource source = new TestSource(Databases.mariadb());
    DelegatingSource replica =
        new DelegatingSource(source) {
          @Override
          public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (Statement statement = connection.createStatement()) {
              statement.execute("SET SESSION TRANSACTION READ ONLY");
            }
            return connection;
          }
        };
    TestCatalog catalog = shop("mysql").build();
    MigrationException failure =
        failure(Migrator.builder().dataSource(replica).catalog(catalog).build());
    assertThat(failure.problem()).as(failure.getMessage()).isEqualTo(MigrationProblem.NO_RIGHTS);
    assertThat(failure).hasMessageContaining("read-only");
    finishes(on(source, catalog).build(), source);
  }

  @Test
  void aRightThatWasTakenAwayIsNamed() {
    TestSource admin = new TestSource(Databases.postgresql());
    String role = "revoked_" + admin.database().url().replaceAll(".*/", "");
    admin.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
    admin.execute("GRANT CREATE ON SCHEMA public TO " + role);
    TestSource source =
        new TestSource(new TestDatabase("postgresql", admin.database().url(), role, "x"));
    Migrator migrator = on(source, shop("postgresql").build()).build();
    migrator.run(RunOptions.ALL.withTo(2));
    admin.execute("REVOKE CREATE ON SCHEMA public FROM " + role);
    MigrationException failure = failure(migrator);
    assertThat(failure.version()).isEqualTo(3);
    assertThat(failure).hasMessageContaining("Grant this user CREATE on the schema");
    admin.execute("GRANT CREATE ON SCHEMA public TO " + role);
    finishes(migrator, source);
  }

  /** A year back; of the databases at hand, this one lets a session set its clock. */
  @Test
  void aClockThatJumpsBackChangesNoOrder() {
    TestSource source = new TestSource(Databases.mariadb());
    on(source, shop("mysql").build()).build().run(RunOptions.ALL.withTo(1));
    DelegatingSource earlier =
        new DelegatingSource(source) {
          @Override
          public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            try (Statement statement = connection.createStatement()) {
              statement.execute("SET timestamp = UNIX_TIMESTAMP() - 31536000");
            }
            return connection;
          }
        };
    Migrator back = Migrator.builder().dataSource(earlier).catalog(shop("mysql").build()).build();
    assertThat(back.run().applied()).hasSize(2);
    assertThat(
            source.query(
                "SELECT a.installed_on > b.installed_on FROM flyway_schema_history a,"
                    + " flyway_schema_history b WHERE a.version = '1' AND b.version = '2'"))
        .containsExactly("1");
    assertThat(back.validate().problems()).isEmpty();
    Migrator migrator = on(source, shop("mysql").build()).build();
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    assertThat(migrator.rollback(RollbackOptions.newestBatch()).rolledBack())
        .extracting(RolledBackVersion::version)
        .containsExactly(3, 2);
    finishes(migrator, source);
  }

  /** The lock has a connection of its own there, which must not outlive the run. */
  @Test
  void aLostConnectionFreesTheLock() {
    TestSource source = new TestSource(Databases.postgresql());
    String end = "SELECT pg_terminate_backend(pg_backend_pid())";
    MigrationException failure =
        failure(on(source, MigratorRunTest.failing("postgresql", end)).build());
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(failure).hasMessageContaining("terminating connection");
    assertThat(source.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
        .containsExactly("0");
    TestCatalog corrected = MigratorRunTest.failing("postgresql", "INSERT INTO a VALUES (1)");
    assertThat(on(source, corrected).build().run().applied()).hasSize(1);
    assertThat(on(source, corrected).build().validate().problems()).isEmpty();
  }

  @Test
  void aHistoryTableInAnotherSchemaIsAnotherHistory() {
    TestSource source = new TestSource(Databases.postgresql());
    source.execute("CREATE SCHEMA other");
    TestSource other =
        new TestSource(
            new TestDatabase(
                "postgresql",
                source.database().url() + "?currentSchema=other",
                source.database().user(),
                source.database().password()));
    Migrator there = on(other, shop("postgresql").build()).build();
    assertThat(there.run().applied()).hasSize(3);
    Migrator here = on(source, shop("postgresql").build()).build();
    assertThat(here.status().historyExists()).isFalse();
    assertThat(here.run().applied()).hasSize(3);
    assertThat(here.reset().rolledBack()).hasSize(3);
    assertThat(there.status().entries())
        .extracting(StatusReport.Entry::state)
        .containsOnly(StatusReport.State.APPLIED);
    finishes(there, other);
    finishes(here, source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void twoProjectsOnOneDatabaseLeaveEachOtherAlone(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog posts =
        TestCatalog.on(dialect)
            .id("blog")
            .sealed("posts", "CREATE TABLE posts (id INT)", "DROP TABLE posts")
            .build();
    Migrator shop = on(source, shop(dialect).build()).build();
    Migrator blog = on(source, posts).historyTable("flyway_schema_history_blog").build();
    shop.run();
    assertThat(blog.run().applied()).hasSize(1);
    assertThat(shop.validate().problems()).isEmpty();
    assertThat(blog.validate().problems()).isEmpty();
    assertThat(blog.reset().rolledBack()).hasSize(1);
    assertThat(source.hasTable("users")).isTrue();
    assertThat(shop.reset().rolledBack()).hasSize(3);
    assertThat(blog.run().applied()).hasSize(1);
    finishes(shop, source);
    assertThat(source.hasTable("posts")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aHistoryOfAnotherProjectIsNotTakenForABranch(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator shop = on(source, shop(dialect).build()).build();
    shop.run();
    TestCatalog posts =
        TestCatalog.on(dialect)
            .sealed("posts", "CREATE TABLE posts (id INT)", "DROP TABLE posts")
            .build();
    MigrationException failure = failure(on(source, posts).build());
    assertThat(failure.problem()).isEqualTo(MigrationProblem.VERSION_CHANGED);
    assertThat(failure)
        .hasMessageContaining("V1__create_users.sql")
        .hasMessageContaining("V1__posts.sql")
        .hasMessageContaining("another project")
        .hasMessageContaining("--history-table");
    assertThat(source.hasTable("posts")).isFalse();
    finishes(shop, source);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void tenThousandStatementsAreOneVersion(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    List<String> up = new ArrayList<>();
    for (int i = 1; i <= 10_000; i++) {
      up.add("INSERT INTO users VALUES (" + i + ", NULL)");
    }
    List<Script.Reverse> down = List.of(new Script.Reverse(0, "DELETE FROM users"));
    TestCatalog catalog = shop(dialect).add("rows", "sealed", up, down).build();
    Migrator migrator = on(source, catalog).build();
    finishes(migrator, source);
    assertThat(source.query("SELECT count(*), max(id) FROM users")).containsExactly("10000|10000");
    assertThat(migrator.rollback(RollbackOptions.step(1)).rolledBack()).hasSize(1);
    assertThat(source.query("SELECT count(*) FROM users")).containsExactly("0");
  }

  /** The file says who has the lock; that somebody has it, the operating system says. */
  @ParameterizedTest
  @ValueSource(strings = {"", "tester, ho", "\0\0\0\0"})
  void whatAKilledProcessLeftInSqlitesLockFileLocksNobodyOut(String left) throws IOException {
    TestSource source = new TestSource(Databases.sqlite());
    Path database = Path.of(source.database().url().substring("jdbc:sqlite:".length()));
    Path lock = database.resolveSibling(database.getFileName() + ".eloquent-lock");
    Files.writeString(lock, left);
    lock.toFile().deleteOnExit();
    finishes(on(source, shop("sqlite").build()).build(), source);
    assertThat(lock).content().contains("process " + ProcessHandle.current().pid());
  }
}
