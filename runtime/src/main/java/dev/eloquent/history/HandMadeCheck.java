package dev.eloquent.history;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.history.HandMadeObjects.HandMade;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds out whether what was made by hand still means what it did.
 *
 * <p>{@code CREATE VIEW} and {@code CREATE TRIGGER} do not look at the names within, and SQLite
 * reads an unknown name in double quotes as text. But when it renames a column, it resolves every
 * name in the schema, and writes the new name wherever the column is meant. So columns are renamed,
 * up to a savepoint. And text in double quotes is told by its becoming text in single ones.
 */
final class HandMadeCheck {
  private static final String PROBE = "eloquent_probe";

  private final SqliteSession database;
  private List<TableColumn> columns = List.of();
  private Map<String, String> statements = Map.of();

  HandMadeCheck(SqliteSession database) {
    this.database = database;
  }

  /** A column of a table; both names as the catalogue has them. */
  private record TableColumn(String table, String column) {
    boolean is(TableColumn other) {
      return table.equalsIgnoreCase(other.table) && column.equalsIgnoreCase(other.column);
    }

    /** As the models call it. */
    @Override
    public String toString() {
      boolean renamed = column.startsWith(RebuildScript.DROPPED_COLUMN);
      String name = renamed ? column.substring(RebuildScript.DROPPED_COLUMN.length()) : column;
      return table + "." + name;
    }
  }

  /** The columns of all tables but virtual ones. */
  private List<TableColumn> columns() throws SQLException {
    String sql =
        "SELECT t.name, c.name FROM main.sqlite_master AS t, pragma_table_xinfo(t.name, 'main') AS c"
            + " WHERE t.type = 'table' AND t.rootpage > 0";
    return database.rows(sql, 2).stream().map(r -> new TableColumn(r.get(0), r.get(1))).toList();
  }

  /** Takes down what the objects mean before the rebuild; stops if one is broken already. */
  void before(List<HandMade> objects) throws SQLException {
    columns = columns();
    statements = resolve(objects, List.of());
  }

  /** Stops if an object names what does not exist any more. */
  void after(List<HandMade> objects) throws SQLException {
    List<TableColumn> now = columns();
    List<TableColumn> lost =
        columns.stream()
            .filter(c -> now.stream().noneMatch(c::is))
            .filter(c -> now.stream().anyMatch(n -> n.table().equalsIgnoreCase(c.table())))
            .toList();
    if (!lost.isEmpty()) {
      resolve(objects, lost);
    }
    Map<String, String> resolved = resolve(objects, List.of());
    for (HandMade object : objects) {
      if (!Objects.equals(statements.get(object.toString()), resolved.get(object.toString()))) {
        String text = " has a name in double quotes that would become a text: ";
        throw new HandMadeException(object, text + resolved.get(object.toString()), null);
      }
    }
  }

  /** The statements of all objects, with the texts in them in single quotes. */
  private Map<String, String> resolve(List<HandMade> objects, List<TableColumn> lost)
      throws SQLException {
    database.executeOwn("SAVEPOINT " + PROBE);
    try {
      for (TableColumn column : lost) {
        database.executeOwn(alter(column) + " ADD COLUMN " + SqliteSession.quoted(column.column()));
      }
      database.executeOwn("CREATE TABLE main." + PROBE + " (a)");
      database.executeOwn("ALTER TABLE main." + PROBE + " RENAME COLUMN a TO b");
      // From here on all text is in single quotes, so what still changes is the column's name.
      for (TableColumn column : lost) {
        isUnused(objects, column);
      }
      return statements();
    } catch (HistoryException e) {
      throw broken(objects, e);
    } finally {
      database.executeOwn("ROLLBACK TO " + PROBE);
      database.executeOwn("RELEASE " + PROBE);
    }
  }

  private void isUnused(List<HandMade> objects, TableColumn column) throws SQLException {
    Map<String, String> before = statements();
    String rename = " RENAME COLUMN " + SqliteSession.quoted(column.column()) + " TO ";
    database.executeOwn(
        alter(column) + rename + SqliteSession.quoted(PROBE + "_" + column.column()));
    Map<String, String> after = statements();
    for (HandMade object : objects) {
      if (!Objects.equals(before.get(object.toString()), after.get(object.toString()))) {
        throw new HandMadeException(object, " uses " + column + ", which is dropped", null);
      }
    }
  }

  private String alter(TableColumn column) {
    return "ALTER TABLE " + SqliteSession.qualified(column.table());
  }

  private Map<String, String> statements() throws SQLException {
    Map<String, String> statements = new HashMap<>();
    String sql = "SELECT type || ' ' || name, sql FROM main.sqlite_master WHERE sql IS NOT NULL";
    database.rows(sql, 2).forEach(row -> statements.put(row.get(0), row.get(1)));
    return statements;
  }

  /** SQLite says which it is: {@code error in view v: no such column: x}. */
  private static SQLException broken(List<HandMade> objects, HistoryException e) {
    String message = String.valueOf(e.getMessage());
    for (HandMade object : objects) {
      String error = "error in " + object;
      if (message.contains(error + ":") || message.contains(error + " after ")) {
        return new HandMadeException(object, " does not work: " + message, e);
      }
    }
    return e;
  }
}
