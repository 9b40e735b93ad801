package dev.eloquent.processor.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.processor.converge.Catalogs;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.ScriptText;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import dev.eloquent.testkit.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A real database, foreign keys enforced, that scripts are run on as the runtime runs them. */
final class SqliteRun implements AutoCloseable {
  private static final SqliteDialect DIALECT = new SqliteDialect();

  private final Connection connection;

  SqliteRun() throws SQLException {
    connection = Databases.sqlite().connect();
    execute("PRAGMA foreign_keys = ON");
  }

  /** A database with these tables, in this order. */
  static SqliteRun of(Table... tables) throws Exception {
    SqliteRun run = new SqliteRun();
    run.up(create(tables));
    return run;
  }

  static ChangeSet create(Table... tables) {
    List<SchemaChange> changes =
        Arrays.stream(tables).map(t -> (SchemaChange) new CreateTable(t)).toList();
    return new ChangeSet(Schema.EMPTY, new Schema(List.of(tables)), changes);
  }

  static MigrationPlan plan(ChangeSet changes) {
    assertThat(DIALECT.check(changes.before())).isEmpty();
    assertThat(DIALECT.check(changes.after())).isEmpty();
    assertThat(DIALECT.checkChanges(changes)).isEmpty();
    MigrationPlan plan = DIALECT.plan(changes);
    assertThat(script().check(plan)).isEmpty();
    return plan;
  }

  private static ScriptText script() {
    return ScriptText.of(2, "SQLite", SqliteDialect.SYNTAX);
  }

  static List<String> upScript(ChangeSet changes) throws SplitException {
    return split(script().up(plan(changes)));
  }

  static List<String> undoScript(ChangeSet changes) throws SplitException {
    return split(script().undo(plan(changes)));
  }

  private static List<String> split(String text) throws SplitException {
    return SqliteDialect.SYNTAX.split(text).stream().map(SplitStatement::sql).toList();
  }

  void up(ChangeSet changes) throws Exception {
    run(upScript(changes));
  }

  void undo(ChangeSet changes) throws Exception {
    run(undoScript(changes));
  }

  /** One transaction; enforcement is off where the script says that it must be. */
  void run(List<String> script) throws SQLException {
    boolean guarded = script.stream().anyMatch(s -> s.startsWith(RebuildScript.GUARD));
    execute("PRAGMA foreign_keys = " + (guarded ? "OFF" : "ON"));
    try {
      runAsIs(script);
    } finally {
      execute("PRAGMA foreign_keys = ON");
    }
    assertThat(rows("SELECT * FROM pragma_foreign_key_check")).isEmpty();
    assertThat(rows("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(rows("SELECT name FROM sqlite_master WHERE name LIKE 'eloquent%'")).isEmpty();
    assertThat(rows("SELECT name FROM sqlite_temp_master")).isEmpty();
  }

  void runAsIs(List<String> script) throws SQLException {
    connection.setAutoCommit(false);
    try {
      for (String sql : script) {
        execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + "\n" + sql, e);
    }
  }

  Connection connection() {
    return connection;
  }

  /** Each row as its values with bars between. */
  List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(result.getString(i));
        }
        rows.add(String.join("|", values.stream().map(String::valueOf).toList()));
      }
    }
    return rows;
  }

  /** What the database says about its tables. */
  List<String> facts() throws SQLException {
    return Catalogs.facts("sqlite", this::rows);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
