package dev.eloquent.migration;

import dev.eloquent.testkit.TestDatabase;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source without a pool, and short ways to ask a test database. */
record TestSource(TestDatabase database) implements DataSource {
  @Override
  public Connection getConnection() throws SQLException {
    return database.connect();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  /** Runs a statement. */
  void execute(String sql) {
    try (Connection connection = getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** All rows, the values of each joined with a bar. */
  List<String> query(String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", values));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    return rows;
  }

  /** Whether a table can be read. */
  boolean hasTable(String name) {
    try (Connection connection = getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT 1 FROM " + name + " WHERE 1 = 0").close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** The history: {@code rank|version|type|script|success}. */
  List<String> history() {
    return query(
        "SELECT installed_rank, version, type, script, CASE WHEN success THEN 'ok' ELSE 'failed' END"
            + " FROM flyway_schema_history ORDER BY installed_rank");
  }

  /** The journal: {@code event version}. */
  List<String> journal() {
    return query("SELECT event, version FROM eloquent_journal ORDER BY id").stream()
        .map(row -> row.replace('|', ' '))
        .toList();
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("no wrapper");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
