package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Undoing versions, and emptying a schema, on each database. */
class MigratorRollbackTest {
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void undoesTheNewestBatchThenTheOneBefore(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();
    migrator.run(RunOptions.ALL.withTo(1));
    migrator.run();

    assertThat(numbers(migrator.rollback(RollbackOptions.newestBatch()))).containsExactly(3, 2);
    assertThat(source.hasTable("orders")).isFalse();
    assertThat(source.hasTable("users")).isTrue();
    assertThat(source.history())
        .endsWith("4|3|DELETE|V3__create_orders.sql|ok", "5|2|DELETE|V2__add_email.sql|ok");
    assertThat(numbers(migrator.rollback(RollbackOptions.newestBatch()))).containsExactly(1);
    assertThat(numbers(migrator.rollback(RollbackOptions.newestBatch()))).isEmpty();
    assertThat(source.hasTable("users")).isFalse();

    assertThat(migrator.run().applied()).hasSize(3);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void undoesByStepDownToAVersionAndAll(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();
    migrator.run();

    RollbackResult pretended = migrator.rollback(RollbackOptions.step(1).withPretend(true));
    assertThat(pretended.pretended())
        .singleElement()
        .satisfies(p -> assertThat(p.statements().toList()).containsExactly("DROP TABLE orders"));
    assertThat(source.hasTable("orders")).isTrue();

    assertThat(numbers(migrator.rollback(RollbackOptions.step(1)))).containsExactly(3);
    assertThat(numbers(migrator.rollback(RollbackOptions.to(1)))).containsExactly(2);
    assertThat(numbers(migrator.rollback(RollbackOptions.to(1)))).isEmpty();
    MigrationException never =
        catchThrowableOfType(
            MigrationException.class, () -> migrator.rollback(RollbackOptions.to(3)));
    assertThat(never.problem()).isEqualTo(MigrationProblem.ARGUMENT);
    migrator.run();
    assertThat(numbers(migrator.reset())).containsExactly(3, 2, 1);
    assertThat(migrator.status().entries())
        .extracting(StatusReport.Entry::state)
        .containsOnly(StatusReport.State.ROLLED_BACK);
  }

  /** The code of another branch has no such version; the journal still knows how to undo it. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void undoesWithTheScriptThatTheJournalKept(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    on(source, shop(dialect).build()).build().run();
    TestCatalog other =
        TestCatalog.on(dialect)
            .sealed("create_users", "CREATE TABLE users (id INT PRIMARY KEY)", "DROP TABLE users")
            .sealed("create_posts", "CREATE TABLE posts (id INT)", "DROP TABLE posts")
            .build();
    Migrator migrator = on(source, other).build();

    MigrationException differs =
        catchThrowableOfType(MigrationException.class, () -> migrator.run());
    assertThat(differs.problem()).isEqualTo(MigrationProblem.VERSION_CHANGED);
    assertThat(differs.refused()).isTrue();
    assertThat(differs).hasMessageContaining("migrate:rollback --to 1");

    assertThat(numbers(migrator.rollback(RollbackOptions.to(1)))).containsExactly(3, 2);
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(source.hasTable("posts")).isTrue();
    assertThat(source.hasTable("orders")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void refusesAnIrreversibleVersionBeforeAnythingIsUndone(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog =
        TestCatalog.on(dialect)
            .add("one", "sealed", List.of("CREATE TABLE one (id INT)"), null)
            .sealed("two", "CREATE TABLE two (id INT)", "DROP TABLE two")
            .build();
    Migrator migrator = on(source, catalog).build();
    migrator.run();
    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> migrator.reset());
    assertThat(refused.problem()).isEqualTo(MigrationProblem.IRREVERSIBLE);
    assertThat(refused.version()).isEqualTo(1);
    assertThat(source.hasTable("two")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aFailedReverseIsFinishedByTheNext(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog =
        TestCatalog.on(dialect)
            .add(
                "both",
                "sealed",
                List.of("CREATE TABLE a (id INT)", "CREATE TABLE b (id INT)"),
                List.of(
                    new Script.Reverse(2, "DROP TABLE b"), new Script.Reverse(1, "DROP TABLE a")))
            .build();
    Migrator migrator = on(source, catalog).build();
    migrator.run();
    source.execute("ALTER TABLE a RENAME TO hidden");
    MigrationException failure =
        catchThrowableOfType(MigrationException.class, () -> migrator.reset());
    assertThat(failure.problem()).isEqualTo(MigrationProblem.UNDO_STATEMENT);
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(migrator.status().entries())
        .extracting(StatusReport.Entry::state)
        .containsExactly(StatusReport.State.FAILED);
    source.execute("ALTER TABLE hidden RENAME TO a");
    assertThat(numbers(migrator.reset())).containsExactly(1);
    assertThat(source.hasTable("a")).isFalse();
    assertThat(source.hasTable("b")).isFalse();
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void freshDropsWhatTheSchemaHoldsAndAppliesAgain(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();
    migrator.run();
    source.execute("CREATE TABLE by_hand (id INT)");
    source.execute("CREATE VIEW seen AS SELECT id FROM users");

    List<String> plan = migrator.freshPlan(FreshOptions.DEFAULT);
    assertThat(plan)
        .containsExactlyInAnyOrder("view seen", "table by_hand", "table orders", "table users");
    FreshResult fresh = migrator.fresh(FreshOptions.DEFAULT);
    assertThat(fresh.dropped()).isEqualTo(plan);
    assertThat(fresh.run().applied()).hasSize(3);
    assertThat(source.hasTable("by_hand")).isFalse();
    assertThat(source.hasTable("seen")).isFalse();
    assertThat(source.history()).hasSize(9);
    assertThat(source.history().get(3)).isEqualTo("4|3|DELETE|V3__create_orders.sql|ok");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void freshRefusesWhileAnotherHistoryIsInTheSchema(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();
    migrator.run();
    TestCatalog other =
        TestCatalog.on(dialect)
            .id("billing")
            .sealed("bills", "CREATE TABLE bills (id INT)", "DROP TABLE bills")
            .build();
    on(source, other).build().run();

    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> migrator.fresh(FreshOptions.DEFAULT));
    assertThat(refused.problem()).isEqualTo(MigrationProblem.OTHER_HISTORY);
    assertThat(refused).hasMessageContaining("flyway_schema_history_billing");
    assertThat(source.hasTable("users")).isTrue();
  }

  private static List<Integer> numbers(RollbackResult result) {
    return result.rolledBack().stream().map(RolledBackVersion::version).toList();
  }
}
