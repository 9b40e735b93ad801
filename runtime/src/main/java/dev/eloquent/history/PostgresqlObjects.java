package dev.eloquent.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a schema of PostgreSQL holds, and how to drop it without {@code CASCADE}, so that nothing
 * outside of the schema goes with it.
 */
final class PostgresqlObjects {
  private static final String OWNED =
      " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = %s::regclass"
          + " AND d.objid = %s.oid AND d.deptype IN (%s))";

  private final Connection connection;
  private final String schema;
  private final UnaryOperator<String> quote;
  private final List<SchemaObject> found = new ArrayList<>();

  PostgresqlObjects(Connection connection, String schema, UnaryOperator<String> quote) {
    this.connection = connection;
    this.schema = schema;
    this.quote = quote;
  }

  /** Views first, then tables, then what both may use. */
  List<SchemaObject> list(Set<String> kept) throws SQLException {
    relations("view", "v", "VIEW", Set.of());
    relations("materialized view", "m", "MATERIALIZED VIEW", Set.of());
    relations("foreign table", "f", "FOREIGN TABLE", kept);
    relations("table", "r', 'p", "TABLE", kept);
    relations("sequence", "S", "SEQUENCE", Set.of());
    routines();
    types();
    return found;
  }

  /** All of one kind go in one statement, so that their references to each other don't matter. */
  private void relations(String kind, String relkinds, String keyword, Set<String> kept)
      throws SQLException {
    String sql =
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace ="
            + (" (SELECT oid FROM pg_namespace WHERE nspname = '" + escape(schema) + "')")
            + (" AND c.relkind IN ('" + relkinds + "')")
            + String.format(OWNED, "'pg_class'", "c", "'e', 'a', 'i'")
            + " ORDER BY 1";
    List<String> names = new ArrayList<>();
    for (String[] row : query(sql, 1)) {
      if (!kept.contains(row[0])) {
        names.add(row[0]);
      }
    }
    List<String> qualified = names.stream().map(this::qualified).toList();
    String drop = "DROP " + keyword + " " + String.join(", ", qualified);
    names.forEach(name -> found.add(new SchemaObject(kind, name, drop)));
  }

  private void routines() throws SQLException {
    String sql =
        "SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'a' THEN 'AGGREGATE'"
            + " ELSE 'FUNCTION' END, p.proname, pg_get_function_identity_arguments(p.oid)"
            + " FROM pg_proc p WHERE p.pronamespace ="
            + (" (SELECT oid FROM pg_namespace WHERE nspname = '" + escape(schema) + "')")
            + String.format(OWNED, "'pg_proc'", "p", "'e', 'i'")
            + " ORDER BY 1, 2, 3";
    for (String[] row : query(sql, 3)) {
      String arguments = row[0].equals("AGGREGATE") && row[2].isEmpty() ? "*" : row[2];
      String signature = qualified(row[1]) + "(" + arguments + ")";
      String kind = row[0].toLowerCase(java.util.Locale.ROOT);
      found.add(
          new SchemaObject(kind, row[1] + "(" + row[2] + ")", "DROP " + row[0] + " " + signature));
    }
  }

  private void types() throws SQLException {
    String sql =
        "SELECT CASE t.typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.typname FROM pg_type t"
            + " LEFT JOIN pg_class c ON c.oid = t.typrelid WHERE t.typnamespace ="
            + (" (SELECT oid FROM pg_namespace WHERE nspname = '" + escape(schema) + "')")
            + " AND (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c'))"
            + String.format(OWNED, "'pg_type'", "t", "'e', 'i'")
            + " ORDER BY 1, 2";
    for (String[] row : query(sql, 2)) {
      String kind = row[0].toLowerCase(java.util.Locale.ROOT);
      found.add(new SchemaObject(kind, row[1], "DROP " + row[0] + " " + qualified(row[1])));
    }
  }

  private String qualified(String name) {
    return quote.apply(schema) + "." + quote.apply(name);
  }

  private List<String[]> query(String sql, int columns) throws SQLException {
    List<String[]> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        String[] row = new String[columns];
        for (int i = 0; i < columns; i++) {
          row[i] = result.getString(i + 1);
        }
        rows.add(row);
      }
    } catch (SQLException e) {
      throw new HistoryException(sql, e);
    }
    return rows;
  }

  private static String escape(String text) {
    return text.replace("'", "''");
  }

  /** Tries what is left again until all is gone or nothing more goes. */
  static void drop(Connection connection, List<SchemaObject> objects) throws SQLException {
    Set<String> left = new LinkedHashSet<>();
    objects.forEach(object -> left.add(object.sql()));
    while (!left.isEmpty()) {
      HistoryException failure = null;
      int before = left.size();
      for (String sql : List.copyOf(left)) {
        HistoryException failed = tryDrop(connection, sql);
        if (failed == null) {
          left.remove(sql);
        } else {
          failure = failed;
        }
      }
      if (left.size() == before && failure != null) {
        throw failure;
      }
    }
  }

  private static @Nullable HistoryException tryDrop(Connection connection, String sql)
      throws SQLException {
    Savepoint savepoint = connection.setSavepoint();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      connection.releaseSavepoint(savepoint);
      return null;
    } catch (SQLException e) {
      connection.rollback(savepoint);
      return new HistoryException(sql, e);
    }
  }
}
