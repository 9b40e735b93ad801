package dev.eloquent.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Asks a database whether this user may insert into tables, and inserts nothing. */
final class InsertRights {
  private static final int NO_SUCH_TABLE = 1146;
  private static final List<Integer> DENIED = List.of(1044, 1142, 1143, 1227);

  private final Target target;

  InsertRights(Target target) {
    this.target = target;
  }

  /**
   * What is missing, each with what to do.
   *
   * @throws SQLException if the database cannot be asked
   */
  List<String> missing(List<String> tables) throws SQLException {
    List<String> missing = new ArrayList<>();
    try (Connection connection = target.forReading().getConnection()) {
      switch (target.kind()) {
        case PG -> postgresql(connection, tables, missing);
        case MYSQL -> mysql(connection, tables, missing);
        case SQLITE -> sqlite(connection, tables, missing);
        case MONGO -> throw new IllegalArgumentException("MongoDB has no tables");
      }
    }
    return missing;
  }

  private static String noTable(String table) {
    return "there is no table "
        + Text.oneLine(table)
        + ", though every version is applied: run"
        + " java -jar runtime.jar migrate validate";
  }

  private static String denied(String table) {
    return "this user may not insert into "
        + Text.oneLine(table)
        + ": grant it INSERT, as in"
        + " docs/roles.md, or use another user";
  }

  private static void postgresql(Connection connection, List<String> tables, List<String> missing)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
      if (row.next() && row.getString(1).equals("on")) {
        missing.add("it is read-only here, as a replica is: use the primary server");
        return;
      }
    }
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT t.id IS NOT NULL, has_table_privilege(t.id, 'INSERT') FROM"
                + " (SELECT CAST(to_regclass(quote_ident(?)) AS oid) AS id) t")) {
      for (String table : tables) {
        ask.setString(1, table);
        try (ResultSet row = ask.executeQuery()) {
          row.next();
          if (!row.getBoolean(1)) {
            missing.add(noTable(table));
          } else if (!row.getBoolean(2)) {
            missing.add(denied(table));
          }
        }
      }
    }
  }

  /**
   * Explaining a statement needs the rights of the statement, roles and patterns of databases
   * included, and does not run it.
   */
  private static void mysql(Connection connection, List<String> tables, List<String> missing)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : tables) {
        String quoted = "`" + table.replace("`", "``") + "`";
        try {
          statement
              .executeQuery(
                  "EXPLAIN INSERT INTO " + quoted + " SELECT * FROM " + quoted + " WHERE 1 = 0")
              .close();
        } catch (SQLException e) {
          if (e.getErrorCode() == NO_SUCH_TABLE) {
            missing.add(noTable(table));
          } else if (DENIED.contains(e.getErrorCode())) {
            missing.add(denied(table));
          } else {
            throw e;
          }
        }
      }
    }
  }

  private void sqlite(Connection connection, List<String> tables, List<String> missing)
      throws SQLException {
    Path file = target.file();
    if (file != null) {
      Path folder = Objects.requireNonNullElse(file.getParent(), file);
      if (!Files.isWritable(file) || !Files.isWritable(folder)) {
        missing.add("the file and its folder must be writable, and are not: correct their rights");
        return;
      }
    }
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(?)")) {
      for (String table : tables) {
        ask.setString(1, table);
        try (ResultSet row = ask.executeQuery()) {
          if (!row.next()) {
            missing.add(noTable(table));
          }
        }
      }
    }
  }
}
