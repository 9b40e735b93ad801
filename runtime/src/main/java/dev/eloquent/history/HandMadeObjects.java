package dev.eloquent.history;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.format.RebuildScript.Rebuilt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps indexes, triggers and views that were made by hand over a script that rebuilds SQLite
 * tables: dropping a table drops its indexes and triggers, and its replacement cannot be renamed
 * while a view or another table's trigger names it.
 *
 * <p>Models declare no view and no trigger, so all of them are taken away, related or not: no SQL
 * need be understood, and they keep their order, in which SQLite runs triggers. They are away while
 * the guard counts, there again while the script renames tables and columns, for SQLite then
 * corrects them, and away while tables are rebuilt.
 */
final class HandMadeObjects implements ScriptKeeper {
  private enum Phase {
    START,
    GUARD,
    RENAMES,
    REBUILDS,
    NOTHING
  }

  private final SqliteSession database;
  private final List<Rebuilt> tables;
  private final HandMadeCheck check;
  private Phase phase = Phase.START;
  private List<HandMade> objects = List.of();

  HandMadeObjects(SqliteSession database, List<Rebuilt> tables) {
    this.database = database;
    this.tables = List.copyOf(tables);
    this.check = new HandMadeCheck(database);
  }

  /**
   * An object.
   *
   * @param original the statement that made it, as it was before the script
   * @param sql the same, as the script's renames have left it
   */
  record HandMade(String kind, String name, String original, String sql) {
    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  @Override
  public void before(String sql) throws SQLException {
    if (phase == Phase.START && RebuildScript.isGuard(sql)) {
      objects = find();
      drop();
      phase = objects.isEmpty() ? Phase.NOTHING : Phase.GUARD;
    } else if (phase == Phase.GUARD && !RebuildScript.isGuard(sql)) {
      create();
      phase = Phase.RENAMES;
    }
    if (phase == Phase.RENAMES && RebuildScript.isRebuild(sql)) {
      objects = renamed();
      check.before(objects);
      drop();
      phase = Phase.REBUILDS;
    }
  }

  @Override
  public void finish() throws SQLException {
    if (phase == Phase.REBUILDS) {
      create();
      check.after(objects);
    }
  }

  /** Indexes, then views, then triggers, which may be on views; each kind in its own order. */
  private List<HandMade> find() throws SQLException {
    List<HandMade> found = new ArrayList<>();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> managed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Rebuilt table : tables) {
      names.add(table.name());
      managed.addAll(table.indexes());
    }
    for (String kind : List.of("index", "view", "trigger")) {
      for (List<String> row : rows(kind)) {
        boolean kept = names.contains(row.get(1)) && !managed.contains(row.get(0));
        if (!kind.equals("index") || kept) {
          found.add(new HandMade(kind, row.get(0), row.get(2), row.get(2)));
        }
      }
    }
    return found;
  }

  private List<List<String>> rows(String kind) throws SQLException {
    return database.rows(
        "SELECT name, tbl_name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND type = "
            + SqlHistory.literal(kind)
            + " ORDER BY rowid",
        3);
  }

  /** What is left of the objects when the script has dropped and renamed what it can in place. */
  private List<HandMade> renamed() throws SQLException {
    List<HandMade> left = new ArrayList<>();
    for (HandMade object : objects) {
      for (List<String> row : rows(object.kind())) {
        if (row.get(0).equals(object.name())) {
          left.add(new HandMade(object.kind(), object.name(), object.original(), row.get(2)));
        }
      }
    }
    return left;
  }

  private void drop() throws SQLException {
    for (int i = objects.size() - 1; i >= 0; i--) {
      HandMade object = objects.get(i);
      String kind = object.kind().toUpperCase(Locale.ROOT);
      database.executeOwn("DROP " + kind + " " + SqliteSession.qualified(object.name()));
    }
  }

  private void create() throws SQLException {
    for (HandMade object : objects) {
      try {
        database.executeOwn(object.sql());
      } catch (SQLException e) {
        throw new HandMadeException(object, " cannot be made again: " + e.getMessage(), e);
      }
    }
  }
}
