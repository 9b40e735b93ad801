package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.Tables.INT;
import static dev.eloquent.processor.dialect.sqlite.Tables.LONG;
import static dev.eloquent.processor.dialect.sqlite.Tables.TEXT;
import static dev.eloquent.processor.dialect.sqlite.Tables.index;
import static dev.eloquent.processor.dialect.sqlite.Tables.nullable;
import static dev.eloquent.processor.dialect.sqlite.Tables.reference;
import static dev.eloquent.processor.dialect.sqlite.Tables.required;
import static dev.eloquent.processor.dialect.sqlite.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.plan.ScriptText;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script with a rebuild refuses, and that it then has changed nothing. */
class RebuildGuardTest {
  private static final Table PARENT =
      table("parents").with(nullable("x", INT)).with(index("i_x", "x")).build();
  private static final Table CHILD =
      table("children")
          .with(required("parent_id", LONG))
          .with(reference("fk", "parent_id", "parents", ReferentialAction.CASCADE))
          .build();
  private static final ChangeSet CREATE = SqliteRun.create(PARENT, CHILD);
  private static final ChangeSet STEP =
      new ChangeSet(
          new Schema(List.of(PARENT, CHILD)),
          new Schema(
              List.of(
                  table("parents").with(nullable("x", TEXT)).with(index("i_x", "x")).build(),
                  CHILD)),
          List.of(new AlterColumn("parents", nullable("x", INT), nullable("x", TEXT), null)));

  private static SqliteRun family() throws Exception {
    SqliteRun run = SqliteRun.of(PARENT, CHILD);
    run.execute("INSERT INTO parents (x) VALUES (5)");
    run.execute("INSERT INTO children (parent_id) VALUES (1), (1)");
    return run;
  }

  @Test
  void enforcedForeignKeysStopBothDirections() throws Exception {
    try (SqliteRun run = family()) {
      List<String> before = run.facts();
      assertThatThrownBy(() -> run.runAsIs(SqliteRun.upScript(STEP)))
          .hasMessageContaining("PRAGMA foreign_keys must be OFF before this migration");
      assertThat(run.facts()).isEqualTo(before);
      run.up(STEP);
      List<String> after = run.facts();
      assertThatThrownBy(() -> run.runAsIs(SqliteRun.undoScript(STEP)))
          .hasMessageContaining("PRAGMA foreign_keys must be OFF before this migration");
      assertThat(run.facts()).isEqualTo(after).isNotEqualTo(before);
      assertThat(run.rows("SELECT * FROM children")).containsExactly("1|1", "2|1");
      assertThat(run.rows("SELECT name FROM sqlite_temp_master")).isEmpty();
    }
  }

  @Test
  void legacyAlterTableStopsIt() throws Exception {
    try (SqliteRun run = family()) {
      run.execute("PRAGMA legacy_alter_table = ON");
      assertThatThrownBy(() -> run.up(STEP))
          .hasMessageContaining("PRAGMA legacy_alter_table must be OFF");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX mine ON Parents (id, x)",
        "CREATE TRIGGER mine AFTER INSERT ON parents BEGIN SELECT 1; END",
        "CREATE TRIGGER mine AFTER INSERT ON children BEGIN UPDATE PARENTS SET x = 1; END",
        "CREATE VIEW mine AS SELECT x FROM \"parents\"",
        "ALTER TABLE parents ADD COLUMN mine TEXT"
      })
  void whatWasMadeByHandStopsIt(String sql) throws Exception {
    try (SqliteRun run = family()) {
      run.execute(sql);
      List<String> before = run.facts();
      assertThatThrownBy(() -> run.up(STEP)).hasMessageContaining("made by hand would be lost");
      assertThat(run.facts()).isEqualTo(before);
      assertThat(run.rows("SELECT * FROM children")).containsExactly("1|1", "2|1");
    }
  }

  @Test
  void whatWasMadeByHandForOtherTablesDoesNotStopIt() throws Exception {
    try (SqliteRun run = family()) {
      run.execute("CREATE INDEX mine ON children (parent_id)");
      run.execute("CREATE VIEW seen AS SELECT parent_id FROM children");
      run.execute("CREATE TRIGGER t AFTER INSERT ON children BEGIN SELECT 1; END");
      run.up(STEP);
      run.undo(STEP);
      assertThat(run.rows("SELECT name FROM sqlite_master WHERE name IN ('mine', 'seen', 't')"))
          .hasSize(3);
    }
  }

  @Test
  void plainFlywayIsStoppedOrRunsTheFile(@TempDir Path folder) throws Exception {
    ScriptText first = ScriptText.of(1, "SQLite", SqliteDialect.SYNTAX);
    Files.writeString(folder.resolve("V1__create.sql"), first.up(SqliteRun.plan(CREATE)));
    TestDatabase database = Databases.sqlite();
    flyway(database.url() + "?foreign_keys=on", folder).migrate();
    execute(database.url(), "INSERT INTO parents (x) VALUES (5)");
    execute(database.url(), "INSERT INTO children (parent_id) VALUES (1)");

    ScriptText second = ScriptText.of(2, "SQLite", SqliteDialect.SYNTAX);
    Files.writeString(folder.resolve("V2__alter.sql"), second.up(SqliteRun.plan(STEP)));
    assertThatThrownBy(() -> flyway(database.url() + "?foreign_keys=on", folder).migrate())
        .hasStackTraceContaining("PRAGMA foreign_keys must be OFF before this migration");
    assertThat(type(database.url())).isEqualTo("INTEGER");

    Flyway off = flyway(database.url() + "?foreign_keys=off", folder);
    off.migrate();
    assertThat(type(database.url())).isEqualTo("TEXT");
    assertThatCode(off::validate).doesNotThrowAnyException();
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM children")) {
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  private static Flyway flyway(String url, Path folder) {
    return Flyway.configure().dataSource(url, "", "").locations("filesystem:" + folder).load();
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String type(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT type FROM pragma_table_info('parents') WHERE name = 'x'")) {
      return rows.getString(1);
    }
  }
}
