package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rebuilding a table on SQLite: foreign keys are off around the transaction, and checked in it. */
class SqliteRebuildTest {
  private static final String GUARD =
      "CREATE TEMP TABLE eloquent_guard (off INTEGER CONSTRAINT foreign_keys_are_off CHECK (off = 0))";

  /** A database whose connections enforce foreign keys, with a child row that would cascade. */
  private static TestSource enforcing() {
    TestDatabase database = Databases.sqlite();
    TestSource source =
        new TestSource(new TestDatabase("sqlite", database.url() + "?foreign_keys=true", "", ""));
    source.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)");
    source.execute(
        "CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent"
            + " (id) ON DELETE CASCADE)");
    source.execute("INSERT INTO parent VALUES (1)");
    source.execute("INSERT INTO child VALUES (10, 1)");
    return source;
  }

  private static TestCatalog rebuild(String copy) {
    return TestCatalog.on("sqlite")
        .add(
            "rebuild_parent",
            "sealed",
            List.of(
                GUARD,
                "INSERT INTO temp.eloquent_guard SELECT foreign_keys FROM pragma_foreign_keys",
                "DROP TABLE temp.eloquent_guard",
                "CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT)",
                copy,
                "DROP TABLE parent",
                "ALTER TABLE parent_new RENAME TO parent"),
            List.of())
        .build();
  }

  @Test
  void keepsTheChildrenOfARebuiltParent() {
    TestSource source = enforcing();
    Migrator migrator =
        on(source, rebuild("INSERT INTO parent_new (id) SELECT id FROM parent")).build();
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(source.query("SELECT id, parent_id FROM child")).containsExactly("10|1");
    assertThat(source.query("PRAGMA foreign_keys")).containsExactly("1");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @Test
  void stopsWhenAForeignKeyWouldPointNowhere() {
    TestSource source = enforcing();
    MigrationException failure =
        catchThrowableOfType(
            MigrationException.class,
            () ->
                on(source, rebuild("INSERT INTO parent_new (id) SELECT 2 FROM parent"))
                    .build()
                    .run());
    assertThat(failure.problem()).isEqualTo(MigrationProblem.FOREIGN_KEYS);
    assertThat(failure).hasMessageContaining("child (row 10) -> parent");
    assertThat(source.query("SELECT id FROM parent")).containsExactly("1");
    assertThat(source.query("SELECT id FROM child")).containsExactly("10");
    assertThat(source.journal()).containsExactly("failed 1");
  }
}
