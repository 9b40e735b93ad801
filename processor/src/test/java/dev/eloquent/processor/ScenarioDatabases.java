package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.dialect.mysql.MySqlGrammar;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import dev.eloquent.processor.split.StatementSplitter;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One database of each kind, emptied before every scenario, that runs scripts. */
final class ScenarioDatabases {
  private final Map<String, Dialect> dialects =
      ServiceLoader.load(Dialect.class).stream()
          .map(ServiceLoader.Provider::get)
          .collect(Collectors.toMap(Dialect::id, Function.identity(), (a, b) -> a, TreeMap::new));
  private final Map<String, TestDatabase> databases = new TreeMap<>();

  /**
   * Runs scripts one after the other in an empty database, then asks the queries; a step that fails
   * says which script and statement.
   */
  void run(String dialect, List<String> scripts, Map<String, String> queries) {
    TestDatabase database =
        dialect.equals("sqlite")
            ? Databases.sqlite()
            : databases.computeIfAbsent(dialect, Databases::create);
    try (Connection connection = database.connect()) {
      empty(dialect, connection);
      for (int i = 0; i < scripts.size(); i++) {
        run(dialect, connection, scripts.get(i), i + 1);
      }
      for (Map.Entry<String, String> query : queries.entrySet()) {
        assertThat(value(connection, query.getKey()))
            .as("%s: %s", dialect, query.getKey())
            .isEqualTo(query.getValue());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(dialect, e);
    }
  }

  private void run(String dialect, Connection connection, String script, int number)
      throws SQLException {
    connection.setAutoCommit(false);
    for (SplitStatement part : split(dialect, script)) {
      if (dialect.equals("mysql")) {
        MySqlGrammar.parse(part.sql());
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute(part.sql());
      } catch (SQLException e) {
        throw new AssertionError(
            dialect + ", script " + number + ": " + e.getMessage() + "\nin: " + part.sql(), e);
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static String value(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    }
  }

  private List<SplitStatement> split(String dialect, String script) {
    try {
      Dialect of = Optional.ofNullable(dialects.get(dialect)).orElseThrow();
      return StatementSplitter.split(script, of.syntax());
    } catch (SplitException e) {
      throw new AssertionError(script, e);
    }
  }

  private static void empty(String dialect, Connection connection) throws SQLException {
    List<String> statements =
        switch (dialect) {
          case "postgresql" -> List.of("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
          case "mysql" -> {
            String name = connection.getCatalog();
            yield List.of(
                "DROP DATABASE " + name,
                "CREATE DATABASE " + name + " CHARACTER SET utf8mb4",
                "USE " + name);
          }
          default -> List.of("PRAGMA synchronous = OFF");
        };
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
