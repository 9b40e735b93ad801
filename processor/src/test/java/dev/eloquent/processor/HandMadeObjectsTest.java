package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.testkit.Databases;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/**
 * Indexes, triggers and views made by hand on a SQLite file whose tables the next version rebuilds:
 * under the runtime they stay, and Flyway is stopped.
 */
class HandMadeObjectsTest {
  private static final String SHELF = "@Id long id; String label; String fax; Integer weight;";
  private static final String BOOK =
      "@Id long id; String title; @ForeignKey(onDelete = ReferentialAction.CASCADE) Shelf shelf;";
  private static final List<String> BY_HAND =
      List.of(
          "CREATE INDEX \"by hand\" ON Shelves (label COLLATE NOCASE, weight) WHERE weight > 1",
          "CREATE UNIQUE INDEX 'it''s' ON shelves (id, \"label\")",
          // Before the view that it reads.
          "CREATE VIEW labels AS SELECT label, n FROM \"Grün\" WHERE n < 100 OR n = \"text\"",
          "CREATE VIEW \"Grün\" AS SELECT s.label, count(b.id) AS n FROM [SHELVES] s LEFT JOIN books b"
              + " ON b.shelf_id = s.id GROUP BY s.id",
          "CREATE TRIGGER add_label INSTEAD OF INSERT ON labels BEGIN INSERT INTO shelves (label)"
              + " VALUES (new.label); END",
          "CREATE TRIGGER lower_label AFTER INSERT ON shelves BEGIN UPDATE shelves SET label ="
              + " lower(label) WHERE id = new.id; END",
          "CREATE TRIGGER lifted AFTER INSERT ON books BEGIN UPDATE shelves SET weight = weight + 1"
              + " WHERE id = new.shelf_id; END",
          "CREATE TABLE notes (body TEXT)",
          "CREATE INDEX notes_body ON notes (body)",
          "CREATE TRIGGER noted AFTER INSERT ON notes BEGIN SELECT 1; END",
          "CREATE VIEW all_notes AS SELECT * FROM notes");

  private final ProjectFixture project;
  private final SQLiteDataSource source = new SQLiteDataSource();

  HandMadeObjectsTest(@TempDir Path folder) {
    project = new ProjectFixture(folder);
    source.setUrl(Databases.sqlite().url());
    source.setEnforceForeignKeys(true);
    seal(SHELF, BOOK);
  }

  private void seal(String shelf, String book) {
    project.write(
        "src/main/java/shop/Shelf.java",
        model("Shelf", "@Index(columns = \"weight\") @Model(table = \"shelves\")", shelf));
    project.write("src/main/java/shop/Book.java", model("Book", "@Model", book));
    sealSources();
  }

  private void sealSources() {
    project.clean();
    ProjectFixture.Compiled compiled = project.compile();
    assertThat(compiled.success()).as(compiled.all()).isTrue();
    project.seal();
    assertThat(project.compile().success()).isTrue();
  }

  private static String model(String name, String annotation, String body) {
    return "package shop;\nimport dev.eloquent.annotation.*;\n"
        + (annotation + " public class " + name + " { " + body + " }\n");
  }

  private Migrator migrator() {
    return Migrator.builder().dataSource(source).catalog(project.catalog()).build();
  }

  /** The first version, rows, and what is made by hand. */
  private void fill(List<String> byHand) throws Exception {
    migrator().run(RunOptions.ALL.withTo(1));
    execute("INSERT INTO shelves (label, fax, weight) VALUES ('a', 'f1', 5), ('b', 'f2', NULL)");
    execute("INSERT INTO books (title, shelf_id) VALUES ('x', 1), ('y', 1), ('z', 2)");
    for (String sql : byHand) {
      execute(sql);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }

  private List<String> made(String kind) throws SQLException {
    return rows(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type = '"
            + kind
            + "' AND name NOT LIKE 'flyway%' AND name NOT LIKE 'eloquent%' ORDER BY rowid");
  }

  private List<String> everything() throws SQLException {
    List<String> all = new ArrayList<>();
    all.addAll(rows("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"));
    for (String table : List.of("shelves", "books", "flyway_schema_history")) {
      all.addAll(rows("SELECT * FROM " + table));
    }
    return all;
  }

  @Test
  void staysWhereTablesAreRebuiltAndBack() throws Exception {
    fill(BY_HAND);
    seal(SHELF.replace("Integer weight", "Long weight"), BOOK);
    List<String> shelves = rows("SELECT * FROM shelves");
    List<String> books = rows("SELECT * FROM books");
    List<String> indexes =
        rows("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name");
    List<String> views = made("view");
    List<String> triggers = made("trigger");
    assertThat(indexes).hasSizeGreaterThan(3);
    assertThat(views).hasSize(3);
    assertThat(triggers).hasSize(4);

    List<String> types = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      if (i == 1) {
        migrator().rollback(RollbackOptions.step(1));
      } else {
        assertThat(migrator().run().applied()).hasSize(1);
      }
      types.addAll(rows("SELECT type FROM pragma_table_info('shelves') WHERE name = 'weight'"));
      assertThat(rows("SELECT * FROM shelves")).isEqualTo(shelves);
      assertThat(rows("SELECT * FROM books")).isEqualTo(books);
      assertThat(
              rows(
                  "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"))
          .isEqualTo(indexes);
      assertThat(made("view")).isEqualTo(views);
      assertThat(made("trigger")).isEqualTo(triggers);
    }
    assertThat(types).containsExactly("BIGINT", "INTEGER", "BIGINT");
    assertThat(migrator().validate().problems()).isEmpty();

    execute("INSERT INTO labels (label) VALUES ('NEW')");
    execute("INSERT INTO books (title, shelf_id) VALUES ('w', 1)");
    assertThat(rows("SELECT label, n FROM labels")).containsExactly("a|3", "b|1", "new|0");
    assertThat(rows("SELECT weight FROM shelves WHERE id = 1")).containsExactly("6");
    assertThat(rows("PRAGMA integrity_check")).containsExactly("ok");
  }

  @Test
  void stopsFlywayWhichAcceptsWhatTheRuntimeThenDid() throws Exception {
    fill(BY_HAND);
    seal(SHELF.replace("Integer weight", "Long weight"), BOOK);
    List<String> before = everything();
    Flyway flyway =
        Flyway.configure()
            .dataSource(source.getUrl(), "", "")
            .locations("filesystem:" + project.history().resolve("sqlite"))
            .load();
    assertThatThrownBy(flyway::migrate).hasStackTraceContaining("made by hand would be lost");
    assertThat(everything()).isEqualTo(before);

    migrator().run();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
  }

  @Test
  void followsRenamesOfTableAndColumn() throws Exception {
    fill(
        List.of(
            "CREATE INDEX mine ON shelves (label)",
            "CREATE VIEW heavy AS SELECT label FROM shelves WHERE weight > 1",
            "CREATE TRIGGER low AFTER UPDATE OF label ON shelves BEGIN SELECT new.label; END"));
    List<String> before = everything();
    project.write(
        "src/main/java/shop/Shelf.java",
        model(
            "Shelf",
            "@Index(columns = \"weight\") @Model(table = \"racks\", renamedFrom = \"shelves\")",
            SHELF
                .replace("Integer weight", "Long weight")
                .replace("String label", "@Column(renamedFrom = \"label\") String title")));
    sealSources();

    assertThat(migrator().run().applied()).hasSize(1);
    assertThat(rows("SELECT title FROM heavy")).containsExactly("a");
    assertThat(made("view"))
        .containsExactly(
            "heavy|heavy|CREATE VIEW heavy AS SELECT title FROM \"racks\" WHERE weight > 1");
    assertThat(made("trigger"))
        .containsExactly(
            "low|racks|CREATE TRIGGER low AFTER UPDATE OF title ON \"racks\" BEGIN SELECT new.title; END");
    assertThat(made("index")).contains("mine|racks|CREATE INDEX mine ON \"racks\" (title)");
    migrator().rollback(RollbackOptions.step(1));
    assertThat(rows("SELECT label FROM heavy")).containsExactly("a");
    assertThat(rows("SELECT * FROM shelves")).isSubsetOf(before).hasSize(2);
  }

  static Stream<Arguments> usersOfTheColumn() {
    String uses = "uses shelves.fax, which is dropped";
    return Stream.of(
        arguments("VIEW mine AS SELECT fax FROM shelves", uses),
        arguments("VIEW mine AS SELECT \"FAX\" FROM shelves", uses),
        arguments("VIEW mine AS SELECT * FROM shelves s ORDER BY \"fax\"", "would become a text"),
        arguments("TRIGGER mine AFTER INSERT ON shelves BEGIN SELECT new.fax; END", uses),
        arguments("TRIGGER mine AFTER UPDATE OF fax ON shelves BEGIN SELECT 1; END", uses),
        arguments(
            "TRIGGER mine AFTER INSERT ON books BEGIN UPDATE shelves SET fax = ''; END", uses),
        arguments(
            "TRIGGER mine AFTER INSERT ON books BEGIN SELECT \"fax\" FROM shelves; END", uses),
        arguments("INDEX mine ON shelves (fax)", "no such column: fax"),
        arguments("INDEX mine ON shelves (label) WHERE \"fax\" > ''", uses),
        arguments("INDEX mine ON shelves (\"fax\")", uses));
  }

  @ParameterizedTest
  @MethodSource("usersOfTheColumn")
  void stopsAndChangesNothingWhereItsColumnIsDropped(String made, String problem) throws Exception {
    String sql = "CREATE " + made;
    String name = made.substring(0, made.indexOf(" mine")).toLowerCase(Locale.ROOT) + " mine";
    fill(List.of(sql));
    seal(SHELF.replace("Integer weight", "Long weight").replace("String fax;", ""), BOOK);
    List<String> before = everything();

    MigrationException failure =
        catchThrowableOfType(MigrationException.class, () -> migrator().run());
    assertThat(failure.problem()).isEqualTo(MigrationProblem.HAND_MADE);
    assertThat(failure)
        .hasMessageContaining(name + " ")
        .hasMessageContaining(problem)
        .hasMessageContaining(sql)
        .hasMessageContaining("Version 2 (V2__");
    assertThat(everything()).isEqualTo(before);
    assertThat(rows("SELECT event FROM eloquent_journal ORDER BY id"))
        .containsExactly("applied", "failed");

    execute("DROP " + name);
    assertThat(migrator().run().applied()).hasSize(1);
    assertThat(rows("SELECT label, weight FROM shelves")).containsExactly("a|5", "b|null");
    assertThat(rows("SELECT count(*) FROM books")).containsExactly("3");
  }

  @Test
  void namesWhatWasBrokenAlready() throws Exception {
    fill(List.of("CREATE VIEW stale AS SELECT gone FROM shelves"));
    seal(SHELF.replace("Integer weight", "Long weight"), BOOK);
    List<String> before = everything();
    assertThatThrownBy(() -> migrator().run())
        .hasMessageContaining("view stale does not work: ")
        .hasMessageContaining("no such column: gone");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aColumnMadeByHandStillStops() throws Exception {
    fill(List.of("ALTER TABLE shelves ADD COLUMN mine TEXT", "CREATE VIEW v AS SELECT 1"));
    seal(SHELF.replace("Integer weight", "Long weight"), BOOK);
    List<String> before = everything();
    assertThatThrownBy(() -> migrator().run())
        .hasMessageContaining("A column was added to shelves by hand");
    assertThat(everything()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX mine ON shelves (fax)",
        "CREATE VIEW mine AS SELECT fax FROM shelves",
        "CREATE TRIGGER mine AFTER INSERT ON shelves BEGIN SELECT new.fax; END"
      })
  void aColumnDroppedInPlaceIsRefusedByName(String sql) throws Exception {
    fill(List.of(sql));
    seal(SHELF.replace("String fax;", ""), BOOK);
    List<String> before = everything();
    assertThatThrownBy(() -> migrator().run())
        .hasMessageContaining(" mine ")
        .hasMessageContaining("made by hand");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void renamesInPlaceKeepIt() throws Exception {
    fill(
        List.of(
            "CREATE INDEX mine ON shelves (label)",
            "CREATE VIEW heavy AS SELECT label FROM shelves WHERE weight > 1",
            "CREATE TRIGGER lifted AFTER INSERT ON books BEGIN UPDATE shelves SET label = 'c'; END"));
    seal(SHELF.replace("String label", "@Column(renamedFrom = \"label\") String title"), BOOK);
    migrator().run();
    assertThat(rows("SELECT title FROM heavy")).containsExactly("a");
    execute("INSERT INTO books (title, shelf_id) VALUES ('w', 1)");
    assertThat(rows("SELECT title FROM heavy")).containsExactly("c");
    assertThat(made("index")).contains("mine|shelves|CREATE INDEX mine ON shelves (title)");
  }
}
