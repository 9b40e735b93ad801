package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.converge.Catalogs.Query;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.dialect.mysql.MySqlGrammar;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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
    read(
        dialect,
        scripts,
        database -> {
          for (Map.Entry<String, String> query : queries.entrySet()) {
            List<String> rows = database.rows(names(dialect, query.getKey()));
            assertThat(rows.isEmpty() ? "no row" : rows.get(0))
                .as("%s: %s", dialect, query.getKey())
                .isEqualTo(query.getValue());
          }
          return scripts;
        });
  }

  /** What is read of the database that the scripts leave, in an empty one at first. */
  List<String> read(String dialect, List<String> scripts, Reading reading) {
    TestDatabase database =
        dialect.equals("sqlite")
            ? Databases.sqlite()
            : databases.computeIfAbsent(dialect, Databases::create);
    try (Connection connection = database.connect()) {
      empty(dialect, connection);
      for (int i = 0; i < scripts.size(); i++) {
        run(dialect, connection, scripts.get(i), i + 1);
      }
      return reading.of(query -> rows(connection, query));
    } catch (SQLException e) {
      throw new IllegalStateException(dialect, e);
    }
  }

  /** Reads something with queries. */
  @FunctionalInterface
  interface Reading {
    List<String> of(Query query) throws SQLException;
  }

  /** The script of a scenario's rows, which may refer to each other in cycles. */
  String unenforced(String dialect, String rows) {
    return switch (dialect) {
      case "postgresql" ->
          "SET session_replication_role = replica;\n%s\nSET session_replication_role = origin;\n"
              .formatted(rows);
      case "mysql" ->
          "SET foreign_key_checks = 0;\n%s\nSET foreign_key_checks = 1;\n"
              .formatted(names(dialect, rows));
      default -> rows;
    };
  }

  private static String names(String dialect, String sql) {
    return dialect.equals("mysql") ? sql.replace('"', '`') : sql;
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

  /** Each row as its values with bars between. */
  private static List<String> rows(Connection connection, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join("|", values));
      }
    }
    return found;
  }

  private List<SplitStatement> split(String dialect, String script) {
    try {
      Dialect of = Optional.ofNullable(dialects.get(dialect)).orElseThrow();
      return of.syntax().split(script);
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
