package dev.eloquent.processor.converge;

import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.ScriptText;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import dev.eloquent.testkit.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database that scripts are run on as the runtime runs them, and emptied again. */
final class Server implements AutoCloseable {
  private final Dialect dialect;
  private final Connection connection;

  Server(Dialect dialect) throws SQLException {
    this.dialect = dialect;
    connection = Databases.create(dialect.id()).connect();
    if (is("sqlite")) {
      execute("PRAGMA synchronous = OFF");
      enforce(true);
    }
  }

  boolean is(String id) {
    return dialect.id().equals(id);
  }

  String quote(String name) {
    return is("mysql") ? "`" + name + "`" : "\"" + name + "\"";
  }

  /** Drops all tables. */
  void empty() throws SQLException {
    if (is("postgresql")) {
      execute("DROP SCHEMA public CASCADE");
      execute("CREATE SCHEMA public");
      return;
    }
    enforce(false);
    String tables =
        is("mysql")
            ? "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
            : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
    for (String table : rows(tables)) {
      execute("DROP TABLE " + quote(table));
    }
    enforce(true);
  }

  void enforce(boolean on) throws SQLException {
    execute(
        switch (dialect.id()) {
          case "postgresql" -> "SET session_replication_role = " + (on ? "origin" : "replica");
          case "mysql" -> "SET foreign_key_checks = " + (on ? 1 : 0);
          default -> "PRAGMA foreign_keys = " + (on ? "ON" : "OFF");
        });
  }

  MigrationPlan plan(ChangeSet changes) {
    MigrationPlan plan = dialect.plan(changes);
    List<?> findings = script().check(plan);
    if (!findings.isEmpty()) {
      throw new AssertionError(findings);
    }
    return plan;
  }

  private ScriptText script() {
    return ScriptText.of(2, dialect.displayName(), dialect.syntax());
  }

  void up(MigrationPlan plan) throws SQLException, SplitException {
    run(script().up(plan));
  }

  void undo(MigrationPlan plan) throws SQLException, SplitException {
    run(script().undo(plan));
  }

  private void run(String text) throws SQLException, SplitException {
    List<String> statements =
        dialect.syntax().split(text).stream().map(SplitStatement::sql).toList();
    boolean guarded =
        statements.stream().anyMatch(s -> s.startsWith("CREATE TEMPORARY TABLE eloquent_rebuild"));
    if (guarded) {
      enforce(false);
    }
    connection.setAutoCommit(is("mysql"));
    try {
      for (String sql : statements) {
        execute(sql);
      }
      if (!is("mysql")) {
        connection.commit();
      }
    } catch (SQLException e) {
      if (!is("mysql")) {
        connection.rollback();
      }
      throw new SQLException(e.getMessage() + "\nof the script\n" + text, e);
    } finally {
      connection.setAutoCommit(true);
      if (guarded) {
        enforce(true);
      }
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + "\nin: " + sql, e);
    }
  }

  /** Each row as its values with bars between. */
  List<String> rows(String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + "\nin: " + query, e);
    }
    return rows;
  }

  /** What the database says about its tables. */
  List<String> facts() throws SQLException {
    return Catalogs.facts(dialect.id(), this::rows);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
