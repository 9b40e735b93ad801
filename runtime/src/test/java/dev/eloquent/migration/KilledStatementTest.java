package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements of MySQL and MariaDB that commit by themselves, interrupted between their effect and
 * its record: the next run knows what happened.
 */
class KilledStatementTest {
  /** Every process costs a second, so only some are killed; 1 kills at every statement. */
  private static final int KILL_EVERY = Integer.getInteger("kill.every", 3);

  private static final int KILLED = 9;

  /** Each statement and what undoes it. */
  private static final List<String> PAIRS =
      List.of(
          "CREATE TABLE a (id INT PRIMARY KEY AUTO_INCREMENT, n INT)",
          "DROP TABLE a",
          "CREATE TABLE IF NOT EXISTS b LIKE a",
          "DROP TABLE IF EXISTS b",
          "ALTER TABLE a ADD COLUMN m VARCHAR(10) COMMENT 'old, RENAME TO new'",
          "ALTER TABLE a DROP COLUMN m",
          "alter /* twice would make two */ table `a` ADD INDEX (n)",
          "ALTER TABLE a DROP INDEX n",
          "CREATE UNIQUE INDEX a_m ON a (m)",
          "DROP INDEX a_m ON a",
          "INSERT INTO a VALUES (1, 10, 'x')",
          "DELETE FROM a",
          "CREATE VIEW v AS SELECT id FROM a",
          "DROP VIEW v",
          "CREATE OR REPLACE VIEW v AS SELECT id, n FROM a",
          "ALTER VIEW v AS SELECT id FROM a",
          "CREATE TRIGGER t BEFORE UPDATE ON a FOR EACH ROW SET NEW.m = CONCAT(NEW.m, 'y')",
          "DROP TRIGGER t",
          "CREATE DEFINER = CURRENT_USER PROCEDURE p() SELECT 1",
          "DROP PROCEDURE p",
          "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1",
          "DROP FUNCTION f",
          "CREATE SEQUENCE s",
          "DROP SEQUENCE s",
          "CREATE TABLE x1 (id INT)",
          "DROP TABLE x1",
          "RENAME TABLE b TO c, x1 TO x2",
          "RENAME TABLE c TO b, x2 TO x1",
          "ALTER TABLE c ADD COLUMN z INT, RENAME TO d",
          "ALTER TABLE d DROP COLUMN z, RENAME c",
          "UPDATE a SET n = n + 1",
          "UPDATE a SET n = n - 1",
          "SET @x = 1",
          "SET @x = 2",
          "ALTER TABLE d ENGINE = InnoDB",
          "ALTER TABLE d FORCE");

  private static TestCatalog catalog() {
    List<String> up = new ArrayList<>();
    List<Script.Reverse> down = new ArrayList<>();
    for (int i = 0; i < PAIRS.size(); i += 2) {
      up.add(PAIRS.get(i));
      down.add(0, new Script.Reverse(up.size(), PAIRS.get(i + 1)));
    }
    return TestCatalog.on("mysql").add("all", "sealed", up, down).build();
  }

  private static List<String> statements(boolean undo) {
    Script script = catalog().load(catalog().versions().get(0)).script(1, "mysql");
    return undo ? script.down().map(Script.Reverse::sql).toList() : script.up().toList();
  }

  private static void go(Migrator migrator, boolean undo) {
    if (undo) {
      migrator.rollback(RollbackOptions.step(1));
    } else {
      migrator.run();
    }
  }

  /** What the catalogue says of everything in the database, the two tables included, and rows. */
  static List<String> catalogue(TestSource source) {
    List<String> all = new ArrayList<>();
    for (String query :
        List.of(
            "SELECT table_name, table_type, engine FROM information_schema.tables"
                + " WHERE table_schema = DATABASE() ORDER BY 1",
            "SELECT table_name, column_name, ordinal_position, column_type, is_nullable,"
                + " column_default, column_key, extra, column_comment"
                + " FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 3",
            "SELECT table_name, index_name, seq_in_index, column_name, non_unique"
                + " FROM information_schema.statistics WHERE table_schema = DATABASE()"
                + " ORDER BY 1, 2, 3",
            "SELECT table_name, REPLACE(view_definition, DATABASE(), '')"
                + " FROM information_schema.views WHERE table_schema = DATABASE() ORDER BY 1",
            "SELECT trigger_name, action_statement FROM information_schema.triggers"
                + " WHERE trigger_schema = DATABASE() ORDER BY 1",
            "SELECT routine_type, routine_name, routine_definition"
                + " FROM information_schema.routines WHERE routine_schema = DATABASE() ORDER BY 2")) {
      all.addAll(source.query(query));
    }
    if (source.hasTable("a")) {
      all.addAll(source.query("SELECT * FROM a"));
    }
    return all;
  }

  private static List<String> withoutInterruption(boolean undo) {
    TestSource source = new TestSource(Databases.mariadb());
    Migrator migrator = on(source, catalog()).build();
    migrator.run();
    if (undo) {
      migrator.rollback(RollbackOptions.step(1));
    }
    return catalogue(source);
  }

  /** Each run is cut off at the next statement, and the last one finishes. */
  @ParameterizedTest
  @CsvSource({"run, before", "run, after", "undo, before", "undo, after"})
  void aRunThatIsCutOffAtEveryStatementEndsAsIfItWereNot(String direction, String when) {
    boolean undo = direction.equals("undo");
    TestSource source = new TestSource(Databases.mariadb());
    Migrator migrator = on(source, catalog()).build();
    if (undo) {
      migrator.run();
    }
    for (String statement : statements(undo)) {
      EndingSource ending =
          new EndingSource(
              source, statement, when.equals("after"), () -> CutOffTest.cut(source.database()));
      Migrator cut = Migrator.builder().dataSource(ending).catalog(catalog()).build();
      assertThatThrownBy(() -> go(cut, undo))
          .as(statement)
          .isInstanceOf(MigrationException.class)
          .hasMessageMatching("(?is).*(connection|link failure).*");
    }
    go(migrator, undo);
    assertThat(catalogue(source)).isEqualTo(withoutInterruption(undo));
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(source.query("SELECT count(*) FROM eloquent_journal WHERE event = 'failed'"))
        .containsExactly("0");
  }

  /** Dies at a statement. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) {
      TestSource source = new TestSource(new TestDatabase("mysql", args[0], "root", ""));
      boolean undo = args[1].equals("undo");
      String last = statements(undo).get(Integer.parseInt(args[2]));
      EndingSource ending =
          new EndingSource(source, last, true, () -> Runtime.getRuntime().halt(KILLED));
      go(Migrator.builder().dataSource(ending).catalog(catalog()).build(), undo);
    }
  }

  private static int kill(TestDatabase database, String direction, int statement)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                database.url(),
                direction,
                Integer.toString(statement))
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "undo"})
  void aProcessThatIsKilledBehindEveryStatementIsFinishedByTheNext(String direction)
      throws Exception {
    boolean undo = direction.equals("undo");
    TestSource source = new TestSource(Databases.mariadb());
    Migrator migrator = on(source, catalog()).build();
    if (undo) {
      migrator.run();
    }
    for (int i = 0; i < statements(undo).size(); i += KILL_EVERY) {
      assertThat(kill(source.database(), direction, i)).isEqualTo(KILLED);
    }
    go(migrator, undo);
    assertThat(catalogue(source)).isEqualTo(withoutInterruption(undo));
    assertThat(migrator.validate().problems()).isEmpty();
  }
}
