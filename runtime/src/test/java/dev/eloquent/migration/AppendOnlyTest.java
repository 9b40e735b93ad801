package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.testkit.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are only ever added to the history table and the journal, whatever is run. */
class AppendOnlyTest {
  private static final String POSTS = "CREATE TABLE posts (id INT)";
  private static final String TITLED = "CREATE TABLE posts (id INT, title INT)";

  private final Path folder;

  AppendOnlyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** One database, what is sent to it, and what its two tables held at the last look. */
  private static final class Walk {
    final TestSource source;
    final WatchedSource watched;
    private List<String> history = List.of();
    private List<String> journal = List.of();

    Walk(String dialect) {
      source = new TestSource(Databases.create(dialect));
      watched = new WatchedSource(source);
    }

    Migrator on(MigrationCatalog catalog) {
      return Migrator.builder().dataSource(watched).catalog(catalog).draftsAllowed(true).build();
    }

    /** What was there is there still, and nothing was sent that could have changed it. */
    void check(String step) {
      List<String> historyBefore = history;
      List<String> journalBefore = journal;
      look();
      assertThat(watched.forbidden()).as(step).isEmpty();
      assertBegins(history, historyBefore, step);
      assertBegins(journal, journalBefore, step);
    }

    private static void assertBegins(List<String> rows, List<String> before, String step) {
      assertThat(rows).as(step).hasSizeGreaterThanOrEqualTo(before.size());
      assertThat(rows.subList(0, before.size())).as(step).isEqualTo(before);
    }

    /** Takes the tables as they are, after somebody else has written there. */
    void look() {
      history = source.query("SELECT * FROM flyway_schema_history ORDER BY installed_rank");
      journal = source.query("SELECT * FROM eloquent_journal ORDER BY id");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void noCommandChangesOrRemovesARow(String dialect) {
    Walk walk = new Walk(dialect);
    adopts(walk, dialect);
    failsAndResumes(walk, dialect);
    seals(walk, dialect);
    undoes(walk, dialect);
    assertThat(walk.watched.onTheTables())
        .anyMatch(sql -> sql.contains("INSERT") && sql.contains("flyway_schema_history"))
        .anyMatch(sql -> sql.contains("INSERT") && sql.contains("eloquent_journal"));
  }

  private void adopts(Walk walk, String dialect) {
    flyway(walk, shop(dialect).build(), "shop").migrate();
    assertThat(walk.on(shop(dialect).build()).run().adopted()).hasSize(3);
    walk.check("adopt");
  }

  /** Version 4 failed and Flyway repaired it; version 5 failed and was resumed. */
  private void failsAndResumes(Walk walk, String dialect) {
    TestCatalog four = two(shop(dialect), "four", "a", "nowhere").build();
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> walk.on(four).run()).isInstanceOf(MigrationException.class);
      walk.check("fail");
    }
    flyway(walk, four, "four").repair();
    walk.look();
    TestCatalog.Builder corrected = two(shop(dialect), "four", "a", "a");
    assertThat(walk.on(corrected.build()).run().applied()).hasSize(1);
    walk.check("resume after flyway repair");
    TestCatalog five = two(two(shop(dialect), "four", "a", "a"), "five", "b", "nowhere").build();
    assertThatThrownBy(() -> walk.on(five).run()).isInstanceOf(MigrationException.class);
    walk.check("fail again");
    assertThat(walk.on(filled(dialect).build()).run().applied()).hasSize(1);
    walk.check("resume");
  }

  private static TestCatalog.Builder filled(String dialect) {
    return two(two(shop(dialect), "four", "a", "a"), "five", "b", "b");
  }

  private static void seals(Walk walk, String dialect) {
    TestCatalog draft = filled(dialect).draft("posts", POSTS, "DROP TABLE posts").build();
    assertThat(walk.on(draft).run().applied()).hasSize(1);
    walk.check("draft");
    TestCatalog changed = filled(dialect).draft("posts", TITLED, "DROP TABLE posts").build();
    assertThat(walk.on(changed).run(RunOptions.ALL.withRedoDraft(true)).redone()).hasSize(1);
    walk.check("redo draft");
    assertThat(walk.on(whole(dialect)).run().sealed()).containsExactly(6);
    walk.check("seal");
  }

  private static TestCatalog whole(String dialect) {
    return filled(dialect).sealed("add_blog", TITLED, "DROP TABLE posts").build();
  }

  private static TestCatalog.Builder two(
      TestCatalog.Builder catalog, String name, String table, String filled) {
    return catalog.add(
        name,
        "sealed",
        List.of("CREATE TABLE " + table + " (id INT)", "INSERT INTO " + filled + " VALUES (1)"),
        List.of(
            new Script.Reverse(2, "DELETE FROM " + table),
            new Script.Reverse(1, "DROP TABLE " + table)));
  }

  private static void undoes(Walk walk, String dialect) {
    Migrator migrator = walk.on(whole(dialect));
    walk.source.execute("ALTER TABLE posts RENAME TO hidden");
    assertThatThrownBy(() -> migrator.rollback(RollbackOptions.step(1)))
        .isInstanceOf(MigrationException.class);
    walk.check("failed rollback");
    walk.source.execute("ALTER TABLE hidden RENAME TO posts");
    assertThat(migrator.rollback(RollbackOptions.step(1)).rolledBack()).hasSize(1);
    walk.check("rollback");
    assertThat(migrator.reset().rolledBack()).hasSize(5);
    walk.check("reset");
    assertThat(migrator.run().applied()).hasSize(6);
    walk.check("run");
    assertThat(migrator.fresh(FreshOptions.DEFAULT).dropped()).isNotEmpty();
    walk.check("fresh");
    migrator.run(RunOptions.ALL.withPretend(true));
    assertThat(migrator.status().entries()).hasSize(6);
    assertThat(migrator.validate().problems()).isEmpty();
    walk.check("reading");
  }

  private Flyway flyway(Walk walk, TestCatalog catalog, String name) {
    Path files = folder.resolve(name);
    catalog.writeFiles(files);
    return Flyway.configure()
        .dataSource(walk.source)
        .locations("filesystem:" + files)
        .placeholderReplacement(false)
        .load();
  }

  /** The watch itself: without it, the walk would prove nothing. */
  @Test
  void theWatchSeesWhatIsForbidden() throws SQLException {
    TestSource source = new TestSource(Databases.sqlite());
    WatchedSource watched = new WatchedSource(source);
    Migrator.builder().dataSource(watched).catalog(shop("sqlite").build()).build().run();
    assertThat(watched.forbidden()).isEmpty();
    List<String> changes =
        List.of(
            "UPDATE \"flyway_schema_history\" SET success = TRUE",
            "INSERT INTO eloquent_journal (id) VALUES (1) ON CONFLICT DO NOTHING",
            "REPLACE INTO eloquent_journal SELECT * FROM eloquent_journal",
            "delete from main.FLYWAY_SCHEMA_HISTORY",
            "ALTER TABLE eloquent_journal RENAME TO j");
    try (Connection connection = watched.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : changes) {
        statement.addBatch(sql);
      }
    }
    assertThat(watched.forbidden()).containsExactlyElementsOf(changes);
  }
}
