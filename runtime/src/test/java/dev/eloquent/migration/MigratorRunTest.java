package dev.eloquent.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Running, partly running and failing, on each database. */
class MigratorRunTest {
  static TestCatalog.Builder shop(String dialect) {
    return TestCatalog.on(dialect)
        .sealed("create_users", "CREATE TABLE users (id INT PRIMARY KEY)", "DROP TABLE users")
        .sealed(
            "add_email",
            "ALTER TABLE users ADD email VARCHAR(50)",
            "ALTER TABLE users DROP COLUMN email")
        .sealed("create_orders", "CREATE TABLE orders (id INT PRIMARY KEY)", "DROP TABLE orders");
  }

  static Migrator.Builder on(TestSource source, MigrationCatalog catalog) {
    return Migrator.builder().dataSource(source).catalog(catalog).actor("tester");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void appliesEverythingOnce(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();

    RunResult first = migrator.run();
    assertThat(first.applied())
        .extracting(AppliedVersion::script)
        .containsExactly("V1__create_users.sql", "V2__add_email.sql", "V3__create_orders.sql");
    assertThat(first.batch()).isEqualTo(1);
    assertThat(source.hasTable("orders")).isTrue();
    assertThat(source.history())
        .containsExactly(
            "1|1|SQL|V1__create_users.sql|ok",
            "2|2|SQL|V2__add_email.sql|ok",
            "3|3|SQL|V3__create_orders.sql|ok");

    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    assertThat(source.history()).hasSize(3);
    ValidationReport report = migrator.validate();
    assertThat(report.problems()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.head()).matches("\\d+:[0-9a-f]{64}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void stopsWhereItIsTold(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();

    RunResult to = migrator.run(RunOptions.ALL.withTo(1));
    assertThat(to.applied()).extracting(AppliedVersion::version).containsExactly(1);
    assertThat(to.skipped()).containsExactly(2, 3);
    RunResult step = migrator.run(RunOptions.ALL.withStep(1));
    assertThat(step.applied()).extracting(AppliedVersion::version).containsExactly(2);
    assertThat(step.batch()).isEqualTo(2);

    MigrationException unknown =
        catchThrowableOfType(
            MigrationException.class, () -> migrator.run(RunOptions.ALL.withTo(9)));
    assertThat(unknown.problem()).isEqualTo(MigrationProblem.ARGUMENT);
    assertThat(unknown).hasMessageContaining("no version 9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void pretendingTellsAndWritesNothing(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();

    RunResult result = migrator.run(RunOptions.ALL.withStep(2).withPretend(true));
    assertThat(result.applied()).isEmpty();
    assertThat(result.pretended())
        .extracting(p -> p.statements().toList())
        .containsExactly(
            List.of("CREATE TABLE users (id INT PRIMARY KEY)"),
            List.of("ALTER TABLE users ADD email VARCHAR(50)"));
    assertThat(source.hasTable("flyway_schema_history")).isFalse();
    assertThat(source.hasTable("users")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void aFailureLeavesNothingWhereDdlIsTransactional(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog broken = failing(dialect, "INSERT INTO nowhere VALUES (1)");
    MigrationException failure =
        catchThrowableOfType(MigrationException.class, () -> on(source, broken).build().run());

    assertThat(failure.problem()).isEqualTo(MigrationProblem.STATEMENT);
    assertThat(failure.version()).isEqualTo(2);
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(failure.sql()).isEqualTo("INSERT INTO nowhere VALUES (1)");
    assertThat(failure).hasMessageContaining("V2__two.sql").hasMessageContaining("2 of 3");
    assertThat(source.hasTable("a")).isFalse();
    assertThat(source.history()).containsExactly("1|1|SQL|V1__one.sql|ok");
    assertThat(source.journal()).containsExactly("applied 1", "failed 2");

    Migrator repaired = on(source, failing(dialect, "INSERT INTO a VALUES (1)")).build();
    assertThat(repaired.status().entries())
        .extracting(StatusReport.Entry::state)
        .containsExactly(StatusReport.State.APPLIED, StatusReport.State.FAILED);
    assertThat(repaired.run().applied()).hasSize(1);
    assertThat(source.query("SELECT id FROM a")).containsExactly("1");
    assertThat(repaired.validate().problems()).isEmpty();
  }

  static TestCatalog failing(String dialect, String second) {
    return TestCatalog.on(dialect)
        .sealed("one", "CREATE TABLE one (id INT)", "DROP TABLE one")
        .add(
            "two",
            "sealed",
            List.of("CREATE TABLE a (id INT)", second, "CREATE TABLE b (id INT)"),
            List.of(
                new Script.Reverse(3, "DROP TABLE b"),
                new Script.Reverse(2, "DELETE FROM a"),
                new Script.Reverse(1, "DROP TABLE a")))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql"})
  void resumesAtTheFirstUnfinishedStatement(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator broken = on(source, failing(dialect, "INSERT INTO nowhere VALUES (1)")).build();
    for (int attempt = 0; attempt < 2; attempt++) {
      MigrationException failure =
          catchThrowableOfType(MigrationException.class, () -> broken.run());
      assertThat(failure.statement()).isEqualTo(2);
    }
    assertThat(source.hasTable("a")).isTrue();
    assertThat(source.history())
        .containsExactly("1|1|SQL|V1__one.sql|ok", "2|2|SQL|V2__two.sql|failed");
    assertThat(broken.validate().problems())
        .extracting(ValidationReport.Problem::kind)
        .containsExactly(ValidationReport.Kind.UNFINISHED);

    Migrator repaired = on(source, failing(dialect, "INSERT INTO a VALUES (7)")).build();
    assertThat(repaired.run().applied()).hasSize(1);
    assertThat(source.query("SELECT id FROM a")).containsExactly("7");
    assertThat(source.hasTable("b")).isTrue();
    assertThat(source.history())
        .containsExactly(
            "1|1|SQL|V1__one.sql|ok",
            "2|2|SQL|V2__two.sql|failed",
            "3|2|DELETE|V2__two.sql|ok",
            "4|2|SQL|V2__two.sql|ok");
    assertThat(repaired.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql"})
  void refusesToResumeBehindOtherStatements(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator broken = on(source, failing(dialect, "INSERT INTO nowhere VALUES (1)")).build();
    assertThatThrownBy(broken::run).isInstanceOf(MigrationException.class);
    TestCatalog other =
        TestCatalog.on(dialect)
            .sealed("one", "CREATE TABLE one (id INT)", "DROP TABLE one")
            .sealed("two", "CREATE TABLE other (id INT)", "DROP TABLE other")
            .build();
    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> on(source, other).build().run());
    assertThat(refused.problem()).isEqualTo(MigrationProblem.UNFINISHED);
    assertThat(refused.refused()).isTrue();

    on(source, other).build().rollback(RollbackOptions.step(1));
    assertThat(source.hasTable("a")).isFalse();
    assertThat(on(source, other).build().run().applied()).hasSize(1);
    assertThat(on(source, other).build().validate().problems()).isEmpty();
  }
}
