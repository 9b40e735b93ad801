package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locks that belong to a session of the server which is not, or not always, ours. */
class SessionLockTest {
  /**
   * With one statement after the other MySQL's session is only seen to change if they take turns.
   */
  @ParameterizedTest
  @CsvSource({
    "postgresql, 2, true",
    "postgresql, 3, true",
    "postgresql, 2, false",
    "mysql, 2, true"
  })
  void aPoolerThatSwitchesSessionsIsRefused(String dialect, int sessions, boolean inTurn)
      throws SQLException {
    TestSource source = new TestSource(Databases.create(dialect));
    try (PoolerSource pooler = new PoolerSource(source, sessions, inTurn)) {
      Migrator migrator =
          Migrator.builder().dataSource(pooler).catalog(shop(dialect).build()).build();
      MigrationException refused = catchThrowableOfType(MigrationException.class, migrator::run);
      assertThat(refused.problem()).isEqualTo(MigrationProblem.POOLED_SESSION);
      assertThat(refused.refused()).isTrue();
      assertThat(refused)
          .hasMessageContaining(dialect.equals("mysql") ? "ProxySQL" : "PgBouncer")
          .hasMessageContaining("straight to the server")
          .hasMessageContaining("Nothing was changed");
      assertThat(source.hasTable("flyway_schema_history")).isFalse();
      // The lock does not stay with the pooler's session, where it would keep everybody out.
      assertThat(on(source, shop(dialect).build()).build().run().applied()).hasSize(3);
    }
  }

  /** Whether something is pending is one query, and needs no lock. */
  @Test
  void behindAPoolerAStartWithNothingPendingIsFine() throws SQLException {
    TestSource source = new TestSource(Databases.postgresql());
    on(source, shop("postgresql").build()).build().run();
    try (PoolerSource pooler = new PoolerSource(source, 2, true)) {
      Migrator migrator =
          Migrator.builder().dataSource(pooler).catalog(shop("postgresql").build()).build();
      assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
      assertThat(migrator.status().hasPending()).isFalse();
    }
  }

  /** Another migrator could have begun: what is not committed is taken back. */
  @Test
  void aVersionIsNotCommittedWithoutTheLock() {
    TestSource source = new TestSource(Databases.postgresql());
    TestCatalog catalog =
        TestCatalog.on("postgresql")
            .add(
                "one",
                "sealed",
                List.of(
                    "CREATE TABLE one (id INT)",
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname ="
                        + " current_database())"),
                List.of())
            .build();
    MigrationException lost =
        catchThrowableOfType(MigrationException.class, () -> on(source, catalog).build().run());
    assertThat(lost.problem()).isEqualTo(MigrationProblem.LOCK_LOST);
    assertThat(lost).hasMessageContaining("migrate:status");
    assertThat(source.hasTable("one")).isFalse();
    assertThat(source.history()).isEmpty();
    assertThat(source.journal()).isEmpty();
  }
}
