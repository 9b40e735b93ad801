package dev.eloquent.sample;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a database says of its own tables, one line a thing, without the two of the history. */
final class DatabaseShape {
  private static final Set<String> OURS = Set.of("flyway_schema_history", "eloquent_journal");
  private final DatabaseMetaData data;
  private final String catalog;
  private final String schema;

  private DatabaseShape(Connection connection) throws SQLException {
    this.data = connection.getMetaData();
    this.catalog = connection.getCatalog();
    this.schema = connection.getSchema();
  }

  static List<String> tables(Shop shop) throws SQLException {
    try (Connection connection = shop.source().getConnection()) {
      return new ArrayList<>(new DatabaseShape(connection).tables());
    }
  }

  static List<String> of(Shop shop) throws SQLException {
    try (Connection connection = shop.source().getConnection()) {
      DatabaseShape shape = new DatabaseShape(connection);
      Set<String> lines = new TreeSet<>();
      for (String table : shape.tables()) {
        shape.columns(table, lines);
        shape.indexes(table, lines);
        shape.foreignKeys(table, lines);
      }
      return new ArrayList<>(lines);
    }
  }

  private Set<String> tables() throws SQLException {
    Set<String> names = new TreeSet<>();
    try (ResultSet rows = data.getTables(catalog, schema, "%", new String[] {"TABLE"})) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (!OURS.contains(name) && !name.startsWith("sqlite_")) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private void columns(String table, Set<String> lines) throws SQLException {
    try (ResultSet rows = data.getColumns(catalog, schema, table, "%")) {
      while (rows.next()) {
        lines.add(
            String.join(
                " ",
                table,
                "column",
                rows.getString("COLUMN_NAME"),
                rows.getString("TYPE_NAME"),
                rows.getString("COLUMN_SIZE"),
                rows.getString("IS_NULLABLE"),
                String.valueOf(rows.getString("COLUMN_DEF"))));
      }
    }
  }

  private void indexes(String table, Set<String> lines) throws SQLException {
    try (ResultSet rows = data.getIndexInfo(catalog, schema, table, false, true)) {
      while (rows.next()) {
        String name = String.valueOf(rows.getString("INDEX_NAME"));
        lines.add(
            String.join(
                " ",
                table,
                "index",
                name,
                rows.getString("ORDINAL_POSITION"),
                String.valueOf(rows.getString("COLUMN_NAME")),
                String.valueOf(rows.getBoolean("NON_UNIQUE"))));
      }
    }
  }

  private void foreignKeys(String table, Set<String> lines) throws SQLException {
    try (ResultSet rows = data.getImportedKeys(catalog, schema, table)) {
      while (rows.next()) {
        lines.add(
            String.join(
                " ",
                table,
                "key",
                String.valueOf(rows.getString("FK_NAME")),
                rows.getString("FKCOLUMN_NAME"),
                rows.getString("PKTABLE_NAME"),
                rows.getString("PKCOLUMN_NAME"),
                rows.getString("DELETE_RULE")));
      }
    }
  }
}
