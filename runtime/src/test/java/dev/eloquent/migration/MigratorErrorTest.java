package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user is told when the environment is not as it must be. */
class MigratorErrorTest {
  private static MigrationException failure(TestSource source, String dialect) {
    return catchThrowableOfType(
        MigrationException.class, () -> on(source, shop(dialect).build()).build().run());
  }

  /** Port 1 is reserved and nothing listens there. */
  @ParameterizedTest
  @CsvSource({"postgresql, jdbc:postgresql://localhost:1/x", "mysql, jdbc:mysql://localhost:1/x"})
  void saysThatTheDatabaseIsDown(String dialect, String url) {
    TestDatabase down = new TestDatabase(dialect, url, "somebody", "hunter2");
    MigrationException failure = failure(new TestSource(down), dialect);
    assertThat(failure.problem()).isEqualTo(MigrationProblem.CONNECTION);
    assertThat(failure).hasMessageContaining("cannot be reached");
    assertThat(failure.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void neverShowsAPassword() {
    TestDatabase none =
        new TestDatabase("sqlite", "jdbc:nothing://u:hunter2@host/x?password=hunter3", "", "");
    MigrationException failure = failure(new TestSource(none), "sqlite");
    for (Throwable t = failure; t != null; t = t.getCause()) {
      assertThat(String.valueOf(t)).doesNotContain("hunter");
    }
  }

  @Test
  void saysWhichGrantPostgresqlNeeds() {
    TestSource owner = new TestSource(Databases.postgresql());
    String role = "weak_" + owner.database().url().replaceAll(".*/", "");
    owner.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
    TestSource weak =
        new TestSource(new TestDatabase("postgresql", owner.database().url(), role, "x"));
    MigrationException create = failure(weak, "postgresql");
    assertThat(create.problem()).isEqualTo(MigrationProblem.NO_RIGHTS);
    assertThat(create)
        .hasMessageContaining("CREATE on the schema")
        .hasMessageContaining("CREATE TABLE \"public\".\"flyway_schema_history\"");

    on(owner, shop("postgresql").build()).build().run(RunOptions.ALL.withTo(1));
    owner.execute("GRANT SELECT ON flyway_schema_history, eloquent_journal TO " + role);
    MigrationException insert = failure(weak, "postgresql");
    assertThat(insert).hasMessageContaining("must be owner of table users");
    assertThat(insert.version()).isEqualTo(2);
  }

  /** The test server runs without grants, so the error is the one that MySQL's manual names. */
  @Test
  void saysThatAMysqlUserLacksARight() {
    SQLException denied =
        new SQLException(
            "CREATE command denied to user 'x'@'localhost' for table 'a'", "42000", 1142);
    MigrationException failure =
        Failures.statement(
            MigrationProblem.STATEMENT, "Version 2", 2, 1, "CREATE TABLE a (id INT)", denied);
    assertThat(failure).hasMessageContaining("denied").hasMessageContaining("CREATE on the schema");
  }

  @Test
  void saysThatASqliteDatabaseIsReadOnly() {
    TestSource source = new TestSource(Databases.sqlite());
    source.execute("CREATE TABLE t (id INT)");
    TestDatabase database = source.database();
    TestSource readOnly =
        new TestSource(new TestDatabase("sqlite", database.url() + "?open_mode=1", "", ""));
    MigrationException failure = failure(readOnly, "sqlite");
    assertThat(failure.problem()).isEqualTo(MigrationProblem.NO_RIGHTS);
    assertThat(failure).hasMessageContaining("read-only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void saysThatAHistoryTableHasOtherColumns(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    source.execute("CREATE TABLE flyway_schema_history (id INT)");
    MigrationException failure = failure(source, dialect);
    assertThat(failure.problem()).isEqualTo(MigrationProblem.HISTORY_TABLE);
    assertThat(failure).hasMessageContaining("--history-table");
  }

  @Test
  void refusesAnEmptyCatalogue() {
    TestSource source = new TestSource(Databases.sqlite());
    MigrationException empty =
        catchThrowableOfType(
            MigrationException.class,
            () -> on(source, TestCatalog.on("sqlite").build()).build().run());
    assertThat(empty.problem()).isEqualTo(MigrationProblem.EMPTY_CATALOG);
    assertThat(empty.refused()).isTrue();
    assertThat(source.hasTable("flyway_schema_history")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void statusTellsWithoutWriting(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator =
        on(source, shop(dialect).draft("more", "CREATE TABLE m (id INT)", "DROP TABLE m").build())
            .draftsAllowed(true)
            .build();
    StatusReport report = migrator.status();
    assertThat(report.historyExists()).isFalse();
    assertThat(report.entries())
        .extracting(e -> e.version() + " " + e.state().label() + " " + e.draft())
        .containsExactly("1 pending false", "2 pending false", "3 pending false", "4 pending true");
    assertThat(source.hasTable("flyway_schema_history")).isFalse();
    assertThat(source.hasTable("eloquent_journal")).isFalse();
    assertThat(migrator.validate().problems()).isEmpty();

    migrator.run();
    StatusReport.Entry first = migrator.status().entries().get(0);
    assertThat(first.actor()).isEqualTo("tester");
    assertThat(first.batch()).isEqualTo(1);
    assertThat(first.installedOn()).isNotNull();
    assertThat(migrator.status().entries().get(3).draft()).isTrue();
    assertThat(on(source, TestCatalog.on(dialect).build()).build().status().entries())
        .extracting(StatusReport.Entry::state)
        .containsOnly(StatusReport.State.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void refusesAVersionBelowAnAppliedOne(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();
    source.execute("CREATE TABLE users (id INT)");
    migrator.status();
    source.execute("DROP TABLE users");
    migrator.run();
    source.execute("DELETE FROM flyway_schema_history WHERE installed_rank = 2");
    source.execute("DROP TABLE eloquent_journal");
    assertThat(migrator.status().entries().get(1).state()).isEqualTo(StatusReport.State.MISSING);
    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> migrator.run());
    assertThat(refused.problem()).isEqualTo(MigrationProblem.OUT_OF_ORDER);
    assertThat(refused).hasMessageContaining("migrate:rollback --to 1");
  }
}
