package dev.eloquent.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database's own catalogue says, and all its rows: to compare two databases that came about
 * in different ways. The tables of the history are left out.
 */
public final class DatabaseContent {
  private static final String OURS = " NOT IN ('flyway_schema_history', 'eloquent_journal')";

  private static final List<String> POSTGRESQL =
      List.of(
          "SELECT 'column', table_name, column_name, ordinal_position, data_type,"
              + " character_maximum_length, numeric_precision, numeric_scale, is_nullable,"
              + " column_default, is_identity FROM information_schema.columns WHERE table_schema ="
              + " 'public' AND table_name"
              + OURS,
          "SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid) FROM"
              + " pg_constraint WHERE connamespace = 'public'::regnamespace AND"
              + " conrelid::regclass::text"
              + OURS,
          "SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename"
              + OURS,
          "SELECT 'routine', pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace ="
              + " 'public'::regnamespace",
          "SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal");

  private static final List<String> MYSQL =
      List.of(
          "SELECT 'column', table_name, column_name, ordinal_position, column_type, is_nullable,"
              + " column_default, extra, column_key FROM information_schema.columns WHERE"
              + " table_schema = database() AND table_name"
              + OURS,
          "SELECT 'index', table_name, index_name, seq_in_index, column_name, non_unique FROM"
              + " information_schema.statistics WHERE table_schema = database() AND table_name"
              + OURS,
          "SELECT 'foreign key', table_name, constraint_name, column_name, referenced_table_name,"
              + " referenced_column_name FROM information_schema.key_column_usage WHERE"
              + " table_schema = database() AND table_name"
              + OURS,
          "SELECT 'routine', routine_name, routine_definition FROM information_schema.routines WHERE"
              + " routine_schema = database()",
          "SELECT 'trigger', trigger_name, event_object_table, action_statement FROM"
              + " information_schema.triggers WHERE trigger_schema = database()");

  private static final List<String> SQLITE =
      List.of(
          "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND"
              + " tbl_name"
              + OURS);

  private DatabaseContent() {}

  /** One line a thing, sorted. */
  public static List<String> of(TestDatabase database) throws SQLException {
    List<String> queries =
        switch (database.dialect()) {
          case "postgresql" -> POSTGRESQL;
          case "mysql" -> MYSQL;
          default -> SQLITE;
        };
    List<String> lines = new ArrayList<>();
    try (Connection connection = database.connect()) {
      for (String query : queries) {
        lines.addAll(rows(connection, query));
      }
      for (String table : rows(connection, tables(database.dialect()))) {
        String quote = database.dialect().equals("mysql") ? "`" : "\"";
        String from = "SELECT * FROM " + quote + table + quote;
        rows(connection, from).forEach(row -> lines.add("row of " + table + ": " + row));
      }
    }
    lines.sort(null);
    return lines;
  }

  private static String tables(String dialect) {
    return switch (dialect) {
      case "postgresql" ->
          "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename" + OURS;
      case "mysql" ->
          "SELECT table_name FROM information_schema.tables WHERE table_schema = database() AND"
              + " table_name"
              + OURS;
      default ->
          "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND"
              + " name"
              + OURS;
    };
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(rows.getString(i)));
        }
        lines.add(String.join("|", values));
      }
    }
    return lines;
  }
}
