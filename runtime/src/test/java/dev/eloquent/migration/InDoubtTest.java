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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements of which the catalogue does not tell whether they took effect: a person decides. */
class InDoubtTest {
  private static final List<String> BEFORE =
      List.of(
          "CREATE TABLE a (id INT)",
          "CREATE TABLE b (id INT)",
          "INSERT INTO a VALUES (1)",
          "INSERT INTO b VALUES (2)",
          "CREATE TABLE p (id INT) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10))",
          "INSERT INTO p VALUES (5)",
          "CREATE TABLE m (id INT) ENGINE = MyISAM",
          "CREATE PROCEDURE fill() BEGIN INSERT INTO a VALUES (3); COMMIT; END",
          "CREATE SEQUENCE s");

  /** Everything, then the statement in a version with one before and one behind it. */
  private static TestCatalog catalog(String sql) {
    TestCatalog.Builder builder = TestCatalog.on("mysql");
    List<String> before =
        sql.contains(" m ") ? BEFORE : BEFORE.stream().filter(s -> !s.contains("MyISAM")).toList();
    builder.add("before", "sealed", before, null);
    return builder
        .add(
            "asked",
            "sealed",
            List.of("CREATE TABLE first (id INT)", sql, "CREATE TABLE last (id INT)"),
            List.of(
                new Script.Reverse(3, "DROP TABLE last"),
                new Script.Reverse(1, "DROP TABLE first")))
        .build();
  }

  private static TestSource interrupted(String sql, boolean after) {
    TestSource source = new TestSource(Databases.mariadb());
    EndingSource ending =
        new EndingSource(source, sql, after, () -> CutOffTest.cut(source.database()));
    Migrator cut = Migrator.builder().dataSource(ending).catalog(catalog(sql)).build();
    assertThatThrownBy(cut::run).isInstanceOf(MigrationException.class);
    return source;
  }

  private static List<String> rows(TestSource source) {
    return source.query(
        "SELECT 'a', id FROM a UNION ALL SELECT 'b', id FROM b UNION ALL SELECT 'p', id FROM p"
            + " ORDER BY 1, 2");
  }

  private static Entry asked(Migrator migrator) {
    return migrator.status().entries().get(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRUNCATE TABLE a",
        "CALL fill()",
        "EXECUTE IMMEDIATE 'TRUNCATE TABLE a'",
        "ALTER TABLE p TRUNCATE PARTITION p0",
        "RENAME TABLE a TO t, b TO a, t TO b",
        "CREATE OR REPLACE TABLE a (id INT)",
        "ALTER SEQUENCE s RESTART 50",
        "INSERT INTO m SELECT 1",
        "SET STATEMENT max_statement_time = 60 FOR TRUNCATE TABLE a"
      })
  void isRefusedAndGoesOnAsAPersonDecides(String sql) {
    TestSource whole = new TestSource(Databases.mariadb());
    on(whole, catalog(sql)).build().run();
    for (boolean after : new boolean[] {true, false}) {
      TestSource source = interrupted(sql, after);
      Migrator migrator = on(source, catalog(sql)).actor("ada").build();
      MigrationException refused = catchThrowableOfType(MigrationException.class, migrator::run);
      assertThat(refused.problem()).isEqualTo(MigrationProblem.IN_DOUBT);
      assertThat(refused.statement()).isEqualTo(2);
      assertThat(refused)
          .hasMessageContaining("statement 2 of 3")
          .hasMessageContaining("migrate:resume --assume-done")
          .hasMessageContaining("migrate:resume --retry")
          .hasMessageEndingWith(sql);
      assertThatThrownBy(() -> migrator.rollback(RollbackOptions.step(1)))
          .isInstanceOf(MigrationException.class)
          .hasMessage(refused.getMessage());
      assertThatThrownBy(() -> migrator.run(RunOptions.ALL.withPretend(true)))
          .hasMessage(refused.getMessage());
      assertThat(asked(migrator).state()).isEqualTo(State.IN_DOUBT);
      assertThat(asked(migrator).partly()).isTrue();
      assertThat(asked(migrator).detail())
          .startsWith("run was interrupted in statement 2 of 3")
          .endsWith("migrate:resume --assume-done or --retry");

      RunResult result = migrator.resume(after ? Resume.ASSUME_DONE : Resume.RETRY);
      assertThat(result.applied()).hasSize(1);
      assertThat(rows(source)).isEqualTo(rows(whole));
      assertThat(source.hasTable("last")).isTrue();
      assertThat(asked(migrator).state()).isEqualTo(State.APPLIED);
      assertThat(migrator.validate().problems()).isEmpty();
      assertThat(
              source.query(
                  "SELECT version, statement, SUBSTRING_INDEX(detail, ';', 1), actor"
                      + " FROM eloquent_journal WHERE event = 'forced'"))
          .containsExactly("2|2|" + (after ? "assume done" : "retry") + "|ada");
      assertThat(
              catchThrowableOfType(
                      MigrationException.class, () -> migrator.resume(Resume.ASSUME_DONE))
                  .problem())
          .isEqualTo(MigrationProblem.NOTHING_IN_DOUBT);
    }
  }

  @Test
  void aRunThatLeavesItOutDecidesNothing() {
    String sql = "TRUNCATE TABLE a";
    TestSource source = interrupted(sql, false);
    Migrator migrator = on(source, catalog(sql)).build();
    MigrationException refused =
        catchThrowableOfType(
            MigrationException.class,
            () -> migrator.resume(Resume.RETRY, RunOptions.ALL.withTo(1)));
    assertThat(refused.problem()).isEqualTo(MigrationProblem.ARGUMENT);
    assertThat(refused)
        .hasMessage(
            "Version 2 was interrupted in statement 2 of 3, and --to 1 leaves this version out."
                + " Nothing was decided.");
    assertThat(source.query("SELECT event FROM eloquent_journal WHERE event = 'forced'")).isEmpty();
    assertThat(asked(migrator).state()).isEqualTo(State.IN_DOUBT);
    assertThat(migrator.resume(Resume.RETRY, RunOptions.ALL.withTo(2)).applied()).hasSize(1);
  }

  @Test
  void aVersionThatTheCodeDoesNotHaveIsNamed() {
    TestSource source = interrupted("TRUNCATE TABLE a", false);
    TestCatalog older = TestCatalog.on("mysql").add("before", "sealed", BEFORE, List.of()).build();
    Migrator migrator = on(source, older).build();
    assertThat(asked(migrator).description()).isEqualTo("asked");
    assertThat(asked(migrator).script()).isEqualTo("V2__asked.sql");
    assertThatThrownBy(migrator::run)
        .hasMessageContaining("V2__asked.sql")
        .hasMessageEndingWith("migrate:sql 2 of the code that ran shows it.");
  }

  /** MariaDB drops one table after the other, so a crash may leave a part of them. */
  @Test
  void isWhatHappenedInPart() {
    String sql = "DROP TABLE a, p";
    TestSource source = interrupted(sql, false);
    source.execute("DROP TABLE a");
    Migrator migrator = on(source, catalog(sql)).build();
    assertThatThrownBy(migrator::run)
        .hasMessageContaining("some are there and some are not")
        .hasMessageEndingWith(sql);
    source.execute("DROP TABLE p");
    assertThat(migrator.run().applied()).hasSize(1);
  }

  /** A definition cannot be compared with one that was written under another SQL mode. */
  @Test
  void isADefinitionThatTheSessionWritesInAnotherWay() {
    String sql = "ALTER TABLE a ADD n INT";
    TestSource source = interrupted(sql, true);
    List<String> mode = source.query("SELECT @@GLOBAL.sql_mode");
    source.execute("SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ',ANSI_QUOTES')");
    Migrator migrator = on(source, catalog(sql)).build();
    try {
      assertThatThrownBy(migrator::run).hasMessageContaining("cannot be compared");
    } finally {
      source.execute("SET GLOBAL sql_mode = '" + mode.get(0) + "'");
    }
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(source.query("SELECT id, n FROM a")).containsExactly("1|null");
  }

  @Test
  void aRollbackIsAskedAboutAndFinished() {
    for (boolean after : new boolean[] {true, false}) {
      TestSource source = new TestSource(Databases.mariadb());
      TestCatalog catalog =
          TestCatalog.on("mysql")
              .sealed("one", "CREATE TABLE a (id INT)", "DROP TABLE a")
              .add(
                  "two",
                  "sealed",
                  List.of("INSERT INTO a VALUES (1)", "CREATE TABLE b (id INT)"),
                  List.of(
                      new Script.Reverse(2, "DROP TABLE b"),
                      new Script.Reverse(1, "TRUNCATE TABLE a")))
              .build();
      Migrator migrator = on(source, catalog).build();
      migrator.run();
      EndingSource ending =
          new EndingSource(
              source, "TRUNCATE TABLE a", after, () -> CutOffTest.cut(source.database()));
      Migrator cut = Migrator.builder().dataSource(ending).catalog(catalog).build();
      assertThatThrownBy(() -> cut.rollback(RollbackOptions.step(1)))
          .isInstanceOf(MigrationException.class);

      assertThatThrownBy(() -> migrator.rollback(RollbackOptions.step(1)))
          .hasMessageContaining("statement 2 of 2 of its rollback")
          .hasMessageEndingWith("TRUNCATE TABLE a");
      assertThat(asked(migrator).state()).isEqualTo(State.IN_DOUBT);
      assertThat(asked(migrator).installedOn()).isNotNull();
      RunResult result = migrator.resume(after ? Resume.ASSUME_DONE : Resume.RETRY);
      assertThat(result.redone()).extracting(RolledBackVersion::version).containsExactly(2);
      assertThat(source.query("SELECT * FROM a")).isEmpty();
      assertThat(asked(migrator).state()).isEqualTo(State.ROLLED_BACK);
      assertThat(migrator.run().applied()).hasSize(1);
      assertThat(migrator.validate().problems()).isEmpty();
    }
  }

  /** An event of a release that wrote no checkpoint tells nothing. */
  @Test
  void isWhatAnOlderReleaseStopped() {
    String sql = "CREATE TABLE x (id INT)";
    TestSource source = interrupted(sql, true);
    // The chain covers the detail; only the newest event is looked at here, not checked.
    source.execute(
        "UPDATE eloquent_journal SET detail = '' WHERE event = 'statement' ORDER BY id DESC LIMIT 1");
    Migrator migrator = on(source, catalog(sql)).build();
    assertThatThrownBy(migrator::run).hasMessageEndingWith(sql);
    assertThat(asked(migrator).state()).isEqualTo(State.IN_DOUBT);
    assertThat(migrator.resume(Resume.ASSUME_DONE).applied()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY ON t (id)",
        "ALTER TABLE t DETACH PARTITION t0 CONCURRENTLY"
      })
  void onPostgresqlToo(String sql) {
    for (boolean after : new boolean[] {true, false}) {
      TestSource source = new TestSource(Databases.postgresql());
      boolean detach = sql.startsWith("ALTER");
      TestCatalog catalog =
          TestCatalog.on("postgresql")
              .add(
                  "one",
                  "sealed",
                  detach
                      ? List.of(
                          "CREATE TABLE t (id INT) PARTITION BY RANGE (id)",
                          "CREATE TABLE t0 PARTITION OF t FOR VALUES FROM (0) TO (9)",
                          "CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (9) TO (19)")
                      : List.of("CREATE TABLE t (id INT)"),
                  null)
              .add("two", "sealed", List.of("INSERT INTO t VALUES (10)", sql), null)
              .noTransaction("2")
              .build();
      EndingSource ending =
          new EndingSource(source, sql, after, () -> CutOffTest.cut(source.database()));
      Migrator cut = Migrator.builder().dataSource(ending).catalog(catalog).build();
      assertThatThrownBy(cut::run).isInstanceOf(MigrationException.class);

      Migrator migrator = on(source, catalog).build();
      assertThatThrownBy(migrator::run)
          .hasMessageContaining("statement 2 of 2")
          .hasMessageEndingWith(sql);
      migrator.resume(after ? Resume.ASSUME_DONE : Resume.RETRY);
      assertThat(source.query("SELECT id FROM t")).containsExactly("10");
      assertThat(
              source.query(
                  detach
                      ? "SELECT count(*) FROM pg_inherits WHERE inhparent = 't'::regclass"
                      : "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass"))
          .containsExactly("1");
      assertThat(migrator.validate().problems()).isEmpty();
    }
  }
}
