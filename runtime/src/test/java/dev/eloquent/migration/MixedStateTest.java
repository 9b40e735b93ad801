package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.migration.StatusReport.Entry;
import dev.eloquent.migration.StatusReport.State;
import dev.eloquent.testkit.Databases;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions of MariaDB of which a part is in effect. */
class MixedStateTest {
  private static TestCatalog half(Script.Reverse... down) {
    return TestCatalog.on("mysql")
        .sealed("one", "CREATE TABLE a (id INT)", "DROP TABLE a")
        .add(
            "two",
            "sealed",
            List.of(
                "INSERT INTO a VALUES (1)", "CREATE TABLE b (id INT)", "INSERT INTO c VALUES (1)"),
            List.of(down))
        .build();
  }

  private static Entry second(Migrator migrator) {
    return migrator.status().entries().get(1);
  }

  @Test
  void aHalfUndoneVersionIsNotRunForward() {
    TestSource source = new TestSource(Databases.mariadb());
    Migrator migrator =
        on(
                source,
                half(
                    new Script.Reverse(3, "DELETE FROM c"),
                    new Script.Reverse(2, "DROP TABLE b"),
                    new Script.Reverse(1, "DELETE FROM a WHERE id = (SELECT id FROM d)")))
            .build();
    assertThat(catchThrowableOfType(MigrationException.class, migrator::run).statement())
        .isEqualTo(3);
    MigrationException undo =
        catchThrowableOfType(
            MigrationException.class, () -> migrator.rollback(RollbackOptions.step(1)));
    assertThat(undo.problem()).isEqualTo(MigrationProblem.UNDO_STATEMENT);
    assertThat(source.hasTable("b")).isFalse();
    assertThat(second(migrator).state()).isEqualTo(State.FAILED);
    assertThat(second(migrator).detail()).startsWith("rollback failed in statement 2 of 2");
    assertThat(second(migrator).partly()).isTrue();

    source.execute("CREATE TABLE c (id INT)");
    MigrationException refused = catchThrowableOfType(MigrationException.class, migrator::run);
    assertThat(refused.problem()).isEqualTo(MigrationProblem.UNFINISHED);
    assertThat(refused).hasMessageEndingWith("migrate:rollback --step 1");
    source.execute("CREATE TABLE d AS SELECT 1 AS id");
    migrator.rollback(RollbackOptions.step(1));
    assertThat(source.query("SELECT * FROM a")).isEmpty();
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(source.query("SELECT * FROM c")).containsExactly("1");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** Before the way back has undone anything, the way forward is open still. */
  @Test
  void aVersionOfWhichNothingWasUndoneMayRunForward() {
    TestSource source = new TestSource(Databases.mariadb());
    Migrator migrator =
        on(
                source,
                half(
                    new Script.Reverse(3, "DELETE FROM c"),
                    new Script.Reverse(2, "DROP TABLE nowhere"),
                    new Script.Reverse(1, "DELETE FROM a")))
            .build();
    assertThatThrownBy(migrator::run).isInstanceOf(MigrationException.class);
    assertThatThrownBy(() -> migrator.rollback(RollbackOptions.step(1)))
        .hasMessageContaining("statement 1 of 2");
    source.execute("CREATE TABLE c (id INT)");
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(source.query("SELECT * FROM a")).containsExactly("1");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @Test
  void anUnpairedReverseIsNotCalledIrreversible() {
    TestSource source = new TestSource(Databases.mariadb());
    Migrator migrator =
        on(
                source,
                half(new Script.Reverse(2, "DROP TABLE b"), new Script.Reverse(0, "DELETE FROM a")))
            .build();
    assertThatThrownBy(migrator::run).isInstanceOf(MigrationException.class);
    MigrationException refused =
        catchThrowableOfType(
            MigrationException.class, () -> migrator.rollback(RollbackOptions.step(1)));
    assertThat(refused.problem()).isEqualTo(MigrationProblem.UNFINISHED);
    assertThat(refused)
        .hasMessageContaining("stopped after statement 2 of 3")
        .hasMessageContaining("`-- reverse of k`");
    source.execute("CREATE TABLE c (id INT)");
    migrator.run();
    migrator.rollback(RollbackOptions.step(1));
    assertThat(source.query("SELECT * FROM a")).isEmpty();
    assertThat(source.hasTable("b")).isFalse();
  }
}
