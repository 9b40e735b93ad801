package dev.eloquent.cli;

import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelDescriptor.ColumnDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks a database whether this user may send the inserts of models, and inserts nothing.
 *
 * <p>An insert needs INSERT, on the table or on each column that it names, and nothing else; only
 * PostgreSQL also asks for SELECT on a key that it makes, because that is returned.
 */
final class InsertRights {
  private static final int NO_SUCH_TABLE = 1146;

  /** A column is not there, or one that must be given is not of the model. */
  private static final List<Integer> OTHER_COLUMNS = List.of(1054, 1364);

  private static final List<Integer> DENIED = List.of(1044, 1142, 1143, 1227);

  private final Target target;
  private final @Nullable Duration lockTimeout;

  /**
   * Of the target's user.
   *
   * @param lockTimeout how long to wait for who changes a table, where asking does; null for the
   *     database's own limit
   */
  InsertRights(Target target, @Nullable Duration lockTimeout) {
    this.target = target;
    this.lockTimeout = lockTimeout;
  }

  /**
   * What is missing, each with what to do.
   *
   * @throws SQLException if the database cannot be asked
   */
  List<String> missing(List<ModelDescriptor> models) throws SQLException {
    List<String> missing = new ArrayList<>();
    try (Connection connection = target.forReading(lockTimeout).getConnection()) {
      switch (target.kind()) {
        case PG -> postgresql(connection, models, missing);
        case MYSQL -> mysql(connection, models, missing);
        case SQLITE -> sqlite(connection, models, missing);
        case MONGO -> throw new IllegalArgumentException("MongoDB has no tables");
      }
    }
    return missing;
  }

  /** The columns that each insert names: the database may fill the others. */
  private static List<String> named(ModelDescriptor model) {
    return model.columns().stream()
        .filter(c -> !c.identity() && (c.nullable() || !c.hasDefault()))
        .map(ColumnDescriptor::name)
        .toList();
  }

  /** The columns of the key that the database makes and tells. */
  private static List<String> made(ModelDescriptor model) {
    return model.columns().stream()
        .filter(c -> c.identity() && model.primaryKey().contains(c.name()))
        .map(ColumnDescriptor::name)
        .toList();
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

  private static void postgresql(
      Connection connection, List<ModelDescriptor> models, List<String> missing)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW transaction_read_only")) {
      if (row.next() && row.getString(1).equals("on")) {
        missing.add("it is read-only here, as a replica is: use the primary server");
        return;
      }
    }
    String denied =
        "EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.id AND a.attname = ANY (?) AND"
            + " NOT has_column_privilege(t.id, a.attnum, '%s'))";
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT t.id IS NOT NULL, has_any_column_privilege(t.id, 'INSERT') AND NOT "
                + denied.formatted("INSERT")
                + ", NOT "
                + denied.formatted("SELECT")
                + " FROM (SELECT CAST(to_regclass(quote_ident(?)) AS oid) AS id) t")) {
      for (ModelDescriptor model : models) {
        ask.setArray(1, connection.createArrayOf("text", named(model).toArray()));
        ask.setArray(2, connection.createArrayOf("text", made(model).toArray()));
        ask.setString(3, model.table());
        try (ResultSet row = ask.executeQuery()) {
          row.next();
          if (!row.getBoolean(1)) {
            missing.add(noTable(model.table()));
          } else if (!row.getBoolean(2)) {
            missing.add(denied(model.table()));
          } else if (!row.getBoolean(3)) {
            missing.add(
                "this user may insert into "
                    + Text.oneLine(model.table())
                    + ", but not read the key that the database makes: grant it SELECT, as in"
                    + " docs/roles.md, or use another user");
          }
        }
      }
    }
  }

  /**
   * Explaining a statement needs the rights of the statement, roles and patterns of databases
   * included, and does not run it.
   */
  private static void mysql(
      Connection connection, List<ModelDescriptor> models, List<String> missing)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (ModelDescriptor model : models) {
        try {
          statement.executeQuery("EXPLAIN " + mysqlInsert(model)).close();
        } catch (SQLException e) {
          if (e.getErrorCode() == NO_SUCH_TABLE) {
            missing.add(noTable(model.table()));
          } else if (OTHER_COLUMNS.contains(e.getErrorCode())) {
            missing.add(
                "the table "
                    + Text.oneLine(model.table())
                    + " is not that of the model: "
                    + Text.oneLine(String.valueOf(e.getMessage()))
                    + ". Run java -jar runtime.jar migrate validate");
          } else if (DENIED.contains(e.getErrorCode())) {
            missing.add(denied(model.table()));
          } else {
            throw e;
          }
        }
      }
    }
  }

  /** An insert of no row: of a row some servers would check the values, too. */
  private static String mysqlInsert(ModelDescriptor model) {
    List<String> columns = named(model).stream().map(InsertRights::mysqlQuoted).toList();
    String into = "INSERT INTO " + mysqlQuoted(model.table()) + " ";
    return columns.isEmpty()
        ? into + "() VALUES ()"
        : into
            + ("(" + String.join(", ", columns) + ")")
            + (" SELECT " + "NULL, ".repeat(columns.size() - 1) + "NULL FROM DUAL WHERE 1 = 0");
  }

  private static String mysqlQuoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private void sqlite(Connection connection, List<ModelDescriptor> models, List<String> missing)
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
      for (ModelDescriptor model : models) {
        ask.setString(1, model.table());
        try (ResultSet row = ask.executeQuery()) {
          if (!row.next()) {
            missing.add(noTable(model.table()));
          }
        }
      }
    }
  }
}
