package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts with statements that no transaction takes, and rows of a COPY. */
class OutsideTransactionTest {
  private static final String STATE =
      "SELECT c.relname || ' ' || i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid ="
          + " i.indexrelid WHERE i.indrelid = 't'::regclass ORDER BY 1";

  /**
   * A table with rows, then a version in which only its second and fourth statement stand outside.
   */
  private static TestCatalog indexed(String insert) {
    return TestCatalog.on("postgresql")
        .sealed("one", "CREATE TABLE t (id INT, name TEXT)", "DROP TABLE t")
        .add(
            "two",
            "sealed",
            List.of(
                insert,
                "CREATE UNIQUE INDEX CONCURRENTLY /* built\nslowly */ \"t_id\" ON t (id)",
                "UPDATE t SET name = name || '!'",
                "CREATE INDEX CONCURRENTLY T_name ON public.t (name)"),
            List.of(
                new Script.Reverse(4, "DROP INDEX CONCURRENTLY t_name", true),
                new Script.Reverse(3, "UPDATE t SET name = rtrim(name, '!')"),
                new Script.Reverse(2, "DROP INDEX CONCURRENTLY t_id", true),
                new Script.Reverse(1, "DELETE FROM t")))
        .noTransaction("2 4")
        .build();
  }

  @Test
  void runsStatementByStatementAndBack() {
    TestSource source = new TestSource(Databases.postgresql());
    Migrator migrator = on(source, indexed("INSERT INTO t VALUES (1, 'a'), (2, 'b')")).build();
    migrator.run();
    assertThat(source.query("SELECT * FROM t ORDER BY id")).containsExactly("1|a!", "2|b!");
    assertThat(source.query(STATE)).containsExactly("t_id true", "t_name true");
    assertThat(source.journal())
        .containsExactly(
            "applied 1", "started 2", "statement 2", "statement 2", "statement 2", "applied 2");
    assertThat(migrator.validate().problems()).isEmpty();

    migrator.rollback(RollbackOptions.step(1));
    assertThat(source.query("SELECT * FROM t")).isEmpty();
    assertThat(source.query(STATE)).isEmpty();
    assertThat(source.history())
        .containsExactly(
            "1|1|SQL|V1__one.sql|ok", "2|2|SQL|V2__two.sql|ok", "3|2|DELETE|V2__two.sql|ok");
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /**
   * The failed build leaves an invalid index of the statement's name, which would be in the way.
   */
  @Test
  void aFailedBuildIsRepeatedWithoutItsInvalidIndex() {
    TestSource source = new TestSource(Databases.postgresql());
    Migrator migrator = on(source, indexed("INSERT INTO t VALUES (1, 'a'), (1, 'b')")).build();
    for (int attempt = 0; attempt < 2; attempt++) {
      MigrationException failure = catchThrowableOfType(MigrationException.class, migrator::run);
      assertThat(failure.statement()).isEqualTo(2);
      assertThat(failure).hasMessageContaining("t_id");
      assertThat(source.query(STATE)).containsExactly("t_id false");
    }
    assertThat(source.history())
        .containsExactly("1|1|SQL|V1__one.sql|ok", "2|2|SQL|V2__two.sql|failed");
    assertThat(migrator.validate().problems())
        .extracting(ValidationReport.Problem::kind)
        .containsExactly(ValidationReport.Kind.UNFINISHED);

    source.execute("UPDATE t SET id = 2 WHERE name = 'b'");
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(source.query("SELECT * FROM t ORDER BY id")).containsExactly("1|a!", "2|b!");
    assertThat(source.query(STATE)).containsExactly("t_id true", "t_name true");
    assertThat(source.history()).endsWith("3|2|DELETE|V2__two.sql|ok", "4|2|SQL|V2__two.sql|ok");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** An index that somebody else made is neither dropped nor taken for the statement's. */
  @Test
  void aStrangersIndexStays() {
    TestSource source = new TestSource(Databases.postgresql());
    Migrator migrator = on(source, indexed("INSERT INTO t VALUES (1, 'a')")).build();
    migrator.run(RunOptions.ALL.withTo(1));
    source.execute("CREATE INDEX t_id ON t (name)");
    for (int attempt = 0; attempt < 2; attempt++) {
      MigrationException failure = catchThrowableOfType(MigrationException.class, migrator::run);
      assertThat(failure).hasMessageContaining("already exists");
    }
    assertThat(source.query(STATE)).containsExactly("t_id true");
    migrator.rollback(RollbackOptions.step(1));
    assertThat(source.query("SELECT * FROM t")).isEmpty();
    assertThat(source.query(STATE)).containsExactly("t_id true");
  }

  /** Runs it and dies before or after a statement, as a killed process does. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) {
      TestDatabase database = new TestDatabase("postgresql", args[0], "postgres", "postgres");
      TestSource source = new TestSource(database);
      String last = args[1];
      boolean after = args[2].equals("after");
      boolean undo = args[3].equals("undo");
      Migrator migrator =
          Migrator.builder()
              .dataSource(new EndingSource(source, last, after, () -> Runtime.getRuntime().halt(9)))
              .catalog(indexed("INSERT INTO t VALUES (1, 'a'), (2, 'b')"))
              .build();
      if (undo) {
        migrator.rollback(RollbackOptions.step(1));
      } else {
        migrator.run();
      }
    }
  }

  /** Of eight runs each dies before or after another statement; then one more finishes. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "undo"})
  void aKilledRunIsFinishedByTheNext(String direction) throws Exception {
    TestCatalog catalog = indexed("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    Script script = catalog.load(catalog.versions().get(1)).script(2, "postgresql");
    boolean undo = direction.equals("undo");
    List<String> statements =
        undo ? script.down().map(Script.Reverse::sql).toList() : script.up().toList();
    for (String statement : statements) {
      for (String when : List.of("before", "after")) {
        TestSource source = new TestSource(Databases.postgresql());
        Migrator migrator = on(source, catalog).build();
        if (undo) {
          migrator.run();
        }
        assertThat(killed(source.database().url(), statement, when, direction)).isEqualTo(9);
        if (undo) {
          migrator.rollback(RollbackOptions.step(1));
          assertThat(source.query("SELECT * FROM t")).isEmpty();
          assertThat(source.query(STATE)).isEmpty();
        } else {
          migrator.run();
          assertThat(source.query("SELECT * FROM t ORDER BY id")).containsExactly("1|a!", "2|b!");
          assertThat(source.query(STATE)).containsExactly("t_id true", "t_name true");
        }
        assertThat(migrator.validate().problems()).as(statement + " " + when).isEmpty();
      }
    }
  }

  private static int killed(String url, String statement, String when, String direction)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName()));
    command.addAll(List.of(url, statement, when, direction));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  @Test
  void settingsOfAnEndedSessionAreMadeAgain() {
    TestSource source = new TestSource(Databases.sqlite());
    TestCatalog broken = children("INSERT INTO nowhere VALUES (1)");
    assertThat(
            catchThrowableOfType(MigrationException.class, () -> on(source, broken).build().run())
                .statement())
        .isEqualTo(4);
    // With foreign keys enforced, dropping the parent would delete its children.
    Migrator migrator = on(source, children("SELECT 1")).build();
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(source.query("SELECT parent FROM child")).containsExactly("1");
    assertThat(source.query("SELECT id, extra FROM parent")).containsExactly("1|x");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  private static TestCatalog children(String third) {
    return TestCatalog.on("sqlite")
        .add(
            "family",
            "sealed",
            List.of(
                "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
                "CREATE TABLE child (parent INT REFERENCES parent (id) ON DELETE CASCADE)",
                "INSERT INTO parent VALUES (1)",
                "INSERT INTO child VALUES (1)"),
            null)
        .add(
            "rebuild",
            "sealed",
            List.of(
                "CREATE TABLE fresh (id INTEGER PRIMARY KEY, extra TEXT)",
                "INSERT INTO fresh SELECT id, 'x' FROM parent",
                "PRAGMA foreign_keys = OFF",
                third,
                "DROP TABLE parent",
                "ALTER TABLE fresh RENAME TO parent",
                "VACUUM"),
            null)
        .noTransaction("3 7")
        .build();
  }

  @Test
  void copiesRowsAndNamesTheLineOfABadOne() {
    TestSource source = new TestSource(Databases.postgresql());
    TestCatalog catalog =
        TestCatalog.on("postgresql")
            .sealed("one", "CREATE TABLE t (id INT, name TEXT)", "DROP TABLE t")
            .add(
                "two",
                "sealed",
                List.of(
                    "COPY t FROM stdin;\n1\ta\\tb\n2\t\\N\n3\tc:\\\\d\n\\.",
                    "copy t (id, name) from STDIN with (format csv);\n4,\"say \"\"x\"\", ü\"\n\\.",
                    "COPY t FROM stdin;\n\\."),
                List.of(new Script.Reverse(0, "COPY t FROM stdin;\n9\tundone\n\\.")))
            .build();
    Migrator migrator = on(source, catalog).build();
    migrator.run();
    assertThat(source.query("SELECT * FROM t ORDER BY id"))
        .containsExactly("1|a\tb", "2|null", "3|c:\\d", "4|say \"x\", ü");
    migrator.rollback(RollbackOptions.step(1));
    assertThat(source.query("SELECT name FROM t WHERE id = 9")).containsExactly("undone");

    TestCatalog bad =
        TestCatalog.on("postgresql")
            .sealed("one", "CREATE TABLE t (id INT, name TEXT)", "DROP TABLE t")
            .sealed("bad", "COPY t FROM stdin;\n1\ta\nx\tb\n\\.", "DELETE FROM t")
            .build();
    MigrationException failure =
        catchThrowableOfType(MigrationException.class, () -> on(source, bad).build().run());
    assertThat(failure)
        .hasMessageContaining("V2__bad.sql) failed in statement 1 of 1")
        .hasMessageContaining("COPY t, line 2, column id")
        .hasMessageEndingWith("COPY t FROM stdin; …");
    assertThat(source.query("SELECT count(*) FROM t WHERE id = 1")).containsExactly("1");
  }
}
