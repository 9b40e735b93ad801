package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that take or wait too long, and what is tried again. */
class TimeoutTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  /** Hours of work that no index shortens. */
  private static String endless(String dialect) {
    return switch (dialect) {
      case "postgresql" -> "SELECT pg_sleep(3600)";
      case "mysql" ->
          "CREATE TABLE endless AS SELECT COUNT(*) n FROM seq_1_to_1000000 a, seq_1_to_1000000 b";
      default ->
          "CREATE TABLE endless AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
              + " SELECT count(*) FROM c";
    };
  }

  private static void isStopped(Migrator migrator) {
    MigrationException failure = catchThrowableOfType(MigrationException.class, migrator::run);
    assertThat(failure.problem()).isEqualTo(MigrationProblem.STATEMENT_TIMEOUT);
    assertThat(failure.version()).isEqualTo(2);
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(failure)
        .hasMessageContaining("V2__two.sql) failed in statement 2 of 3")
        .hasMessageContaining("--statement-timeout 200ms");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aStatementThatTakesTooLongIsStopped(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = MigratorRunTest.failing(dialect, endless(dialect));
    isStopped(on(source, catalog).statementTimeout(SHORT).build());
    assertThat(source.hasTable("endless")).isFalse();
    assertThat(source.journal()).endsWith("failed 2");

    TestCatalog corrected = MigratorRunTest.failing(dialect, "INSERT INTO a VALUES (1)");
    Migrator migrator = on(source, corrected).statementTimeout(Duration.ofMinutes(5)).build();
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** MySQL has no limit for what is no query; without MariaDB's the statement is cancelled. */
  @Test
  void isCancelledWhereTheServerHasNoSuchLimit() {
    TestSource source = new TestSource(Databases.mariadb());
    WatchedSource mysql =
        new WatchedSource(
            source,
            sql -> {
              if (sql.contains("max_statement_time")) {
                throwAny(new SQLException("Unknown system variable", "HY000", 1193));
              }
            });
    TestCatalog catalog = MigratorRunTest.failing("mysql", endless("mysql"));
    isStopped(
        Migrator.builder().dataSource(mysql).catalog(catalog).statementTimeout(SHORT).build());
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> void throwAny(Exception e) throws E {
    throw (E) e;
  }

  /** What the session had before is not the server's default. */
  @ParameterizedTest
  @CsvSource({
    "postgresql, SHOW lock_timeout, SET lock_timeout = '11s', 11s",
    "postgresql, SHOW statement_timeout, SET statement_timeout = '12s', 12s",
    "mysql, SELECT @@SESSION.lock_wait_timeout, SET SESSION lock_wait_timeout = 11, 11",
    "mysql, SELECT @@SESSION.innodb_lock_wait_timeout, SET SESSION innodb_lock_wait_timeout = 12, 12",
    "mysql, SELECT @@SESSION.max_statement_time, SET SESSION max_statement_time = 13.5, 13.5",
    "sqlite, PRAGMA busy_timeout, PRAGMA busy_timeout = 1234, 1234",
  })
  void aPooledConnectionGoesBackAsItWas(String dialect, String ask, String set, String value)
      throws SQLException {
    TestSource source = new TestSource(Databases.create(dialect));
    try (KeptSource pool = new KeptSource(source)) {
      pool.execute(set);
      for (String second : List.of("INSERT INTO nowhere VALUES (1)", "INSERT INTO a VALUES (1)")) {
        Migrator migrator =
            Migrator.builder()
                .dataSource(pool)
                .catalog(MigratorRunTest.failing(dialect, second))
                .lockTimeout(Duration.ofSeconds(7))
                .statementTimeout(Duration.ofSeconds(8))
                .build();
        MigrationException failure = catchThrowableOfType(MigrationException.class, migrator::run);
        assertThat(failure != null).isEqualTo(second.contains("nowhere"));
        assertThat(pool.ask(ask)).isEqualTo(value);
      }
      assertThat(source.journal()).endsWith("applied 2");
    }
  }

  @Test
  void theLimitsAreThoseThatWereAskedFor() {
    TestSource pg = new TestSource(Databases.postgresql());
    String settings =
        "CREATE TABLE seen AS SELECT current_setting('lock_timeout') a,"
            + " current_setting('statement_timeout') b";
    limited(pg, settings);
    assertThat(pg.query("SELECT * FROM seen")).containsExactly("1500ms|8s");
    TestSource mysql = new TestSource(Databases.mariadb());
    limited(
        mysql,
        "CREATE TABLE seen AS SELECT @@lock_wait_timeout a, @@innodb_lock_wait_timeout b,"
            + " @@max_statement_time c");
    assertThat(mysql.query("SELECT * FROM seen")).containsExactly("2|2|8.0");
  }

  /** More than 24 days in milliseconds is no int: PostgreSQL refuses it, SQLite reads 0. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql | SELECT setting FROM pg_settings WHERE name = 'lock_timeout'",
        "sqlite | SELECT timeout FROM pragma_busy_timeout"
      })
  void aLimitThatNoIntHoldsIsTheLongest(String dialect, String ask) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog =
        TestCatalog.on(dialect)
            .sealed("seen", "CREATE TABLE seen AS " + ask, "DROP TABLE seen")
            .build();
    Duration month = Duration.ofDays(30);
    on(source, catalog).lockTimeout(month).statementTimeout(month).build().run();
    assertThat(source.query("SELECT * FROM seen")).containsExactly("2147483647");
  }

  private static void limited(TestSource source, String sql) {
    TestCatalog catalog =
        TestCatalog.on(source.database().dialect()).sealed("seen", sql, "DROP TABLE seen").build();
    on(source, catalog)
        .lockTimeout(Duration.ofMillis(1500))
        .statementTimeout(Duration.ofSeconds(8))
        .build()
        .run();
  }

  private static TestCatalog altering(String dialect) {
    return TestCatalog.on(dialect)
        .sealed("users", "CREATE TABLE users (id INT)", "DROP TABLE users")
        .add(
            "more",
            "sealed",
            List.of("CREATE TABLE extra (id INT)", "ALTER TABLE users ADD email VARCHAR(50)"),
            List.of(
                new Script.Reverse(2, "ALTER TABLE users DROP COLUMN email"),
                new Script.Reverse(1, "DROP TABLE extra")))
        .build();
  }

  /** A lock on the table, or on SQLite on the file, until the transaction is over. */
  private static Connection holder(TestSource source) throws SQLException {
    Connection holder = source.getConnection();
    try (Statement statement = holder.createStatement()) {
      String dialect = source.database().dialect();
      if (dialect.equals("sqlite")) {
        statement.execute("BEGIN IMMEDIATE");
      } else {
        holder.setAutoCommit(false);
        statement.execute("INSERT INTO users VALUES (1)");
      }
    }
    return holder;
  }

  private static void letGo(Connection holder) {
    try (Statement statement = holder.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets go when it is told of the first time, and keeps what it is told. */
  private static class Releasing implements MigrationListener {
    private final List<String> told = new ArrayList<>();
    private final @Nullable Connection holder;

    Releasing(@Nullable Connection holder) {
      this.holder = holder;
    }

    @Override
    public void retrying(int version, int statement, int attempt, int of, Duration pause) {
      told.add(version + "/" + statement + " " + attempt + " of " + of);
      if (holder != null) {
        letGo(holder);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"sqlite, 2/1", "postgresql, 2/2", "mysql, 2/2"})
  void isTriedAgainWhenAnotherConnectionLetsGo(String dialect, String where) throws SQLException {
    TestSource source = new TestSource(Databases.create(dialect));
    on(source, altering(dialect)).build().run(RunOptions.ALL.withTo(1));
    try (Connection holder = holder(source)) {
      Releasing listener = new Releasing(holder);
      Migrator migrator =
          on(source, altering(dialect)).lockTimeout(SHORT).listener(listener).build();
      assertThat(migrator.run().applied()).hasSize(1);
      assertThat(listener.told).containsExactly(where + " 1 of 3");
      assertThat(source.query("SELECT email FROM users")).isEmpty();
      assertThat(source.history()).hasSize(2);
      assertThat(source.journal()).endsWith("applied 2").doesNotContain("failed 2");
      assertThat(migrator.validate().problems()).isEmpty();
      assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void isSaidWhenItDoesNotLetGo(String dialect) throws SQLException {
    TestSource source = new TestSource(Databases.create(dialect));
    on(source, altering(dialect)).build().run(RunOptions.ALL.withTo(1));
    Releasing listener = new Releasing(null);
    Migrator migrator =
        on(source, altering(dialect)).lockTimeout(SHORT).lockRetries(1).listener(listener).build();
    try (Connection holder = holder(source)) {
      MigrationException failure = catchThrowableOfType(MigrationException.class, migrator::run);
      assertThat(failure.problem()).isEqualTo(MigrationProblem.LOCK_WAIT);
      assertThat(failure)
          .hasMessageContaining("tried again once")
          .hasMessageContaining("--lock-timeout 200ms")
          .hasMessageContaining(failure.sql());
      assertThat(listener.told).hasSize(1);
      letGo(holder);
    }
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** The run's transaction holds more than one version's work: that is not begun again silently. */
  @Test
  void aRunThatIsOneTransactionIsNotTriedAgain() throws SQLException {
    TestSource source = new TestSource(Databases.postgresql());
    on(source, altering("postgresql")).build().run(RunOptions.ALL.withTo(1));
    Releasing listener = new Releasing(null);
    try (Connection holder = holder(source)) {
      Migrator migrator =
          on(source, altering("postgresql")).lockTimeout(SHORT).listener(listener).build();
      MigrationException failure =
          catchThrowableOfType(
              MigrationException.class, () -> migrator.run(RunOptions.ALL.withTxMode(TxMode.ALL)));
      assertThat(failure.problem()).isEqualTo(MigrationProblem.LOCK_WAIT);
      letGo(holder);
    }
    assertThat(listener.told).isEmpty();
    assertThat(source.hasTable("extra")).isFalse();
  }

  /** The migration gives up first, because it looks for deadlocks sooner. */
  @Test
  void aDeadlockIsTriedAgain() throws Exception {
    TestSource source = new TestSource(Databases.postgresql());
    source.execute("CREATE TABLE a (id INT)");
    source.execute("CREATE TABLE b (id INT)");
    TestCatalog catalog =
        TestCatalog.on("postgresql")
            .add(
                "locks",
                "sealed",
                List.of(
                    "SET LOCAL deadlock_timeout = '10ms'",
                    "INSERT INTO a VALUES (1)",
                    "INSERT INTO b VALUES (1)"),
                List.of())
            .build();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    List<Future<?>> waiting = new ArrayList<>();
    try (Connection holder = source.getConnection();
        Statement statement = holder.createStatement()) {
      statement.execute("SET deadlock_timeout = '1h'");
      statement.execute("BEGIN");
      statement.execute("LOCK TABLE b IN SHARE MODE");
      Releasing listener =
          new Releasing(null) {
            @Override
            public void statementFinished(int v, int number, int of, String sql, Duration d) {
              if (number == 2 && waiting.isEmpty()) {
                waiting.add(
                    thread.submit(
                        () -> {
                          statement.execute("LOCK TABLE a IN SHARE MODE");
                          statement.execute("COMMIT");
                          return null;
                        }));
                while (source.query("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty()) {
                  Thread.onSpinWait();
                }
              }
            }
          };
      Migrator migrator = on(source, catalog).listener(listener).build();
      assertThat(migrator.run().applied()).hasSize(1);
      waiting.get(0).get();
      assertThat(listener.told).containsExactly("1/3 1 of 3");
      assertThat(source.query("SELECT id FROM a")).containsExactly("1");
      assertThat(source.journal()).containsExactly("applied 1");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void knowsWhatStoppedAStatement() {
    Limits limits = new Limits(SHORT, null, SHORT, 3);
    assertThat(Limit.of(new SQLException("deadlock", "40001", 1213), limits))
        .isEqualTo(Limit.DEADLOCK);
    assertThat(Limit.of(new SQLException("lock", "HY000", 1205), limits)).isEqualTo(Limit.LOCK);
    assertThat(Limit.of(new SQLException("[SQLITE_BUSY_SNAPSHOT] x", null, 517), limits))
        .isEqualTo(Limit.LOCK);
    assertThat(Limit.of(new SQLTimeoutException("x"), limits)).isEqualTo(Limit.STATEMENT);
    assertThat(Limit.of(new SQLException("x", "42601"), limits)).isNull();
    // Somebody has cancelled it, since no limit was set.
    Limits none = new Limits(SHORT, null, null, 3);
    assertThat(Limit.of(new SQLException("canceled", "57014"), none)).isNull();
  }
}
