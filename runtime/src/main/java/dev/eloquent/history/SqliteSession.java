package dev.eloquent.history;

import dev.eloquent.format.RebuildScript.Rebuilt;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A session on SQLite: a rebuild of tables suspends foreign keys and keeps what was made by hand.
 */
final class SqliteSession extends SqlSession {
  private boolean foreignKeysToRestore;
  private String foreignKeysBefore = "";

  SqliteSession(Connection connection, String dialect, JournalWriter writer, JournalEnd end) {
    super(connection, dialect, writer, end);
  }

  /** A quoted identifier. */
  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** A table of the main database: others may be attached. */
  static String qualified(String name) {
    return "\"main\"." + quoted(name);
  }

  /** Foreign keys can only be switched between transactions. */
  @Override
  public void begin(boolean foreignKeysOff) throws SQLException {
    if (foreignKeysOff) {
      connection.setAutoCommit(true);
      foreignKeysToRestore = strings("PRAGMA foreign_keys").contains("1");
      executeOwn("PRAGMA foreign_keys = OFF");
    }
    super.begin(foreignKeysOff);
  }

  @Override
  public void commit() throws SQLException {
    super.commit();
    restoreForeignKeys();
  }

  /**
   * With a full disk or a failed read SQLite rolls back by itself, which the driver does not know:
   * it has to find a transaction again, as after every rollback of its own. And a statement that
   * was cancelled takes everything with it that is begun while another one is open.
   */
  @Override
  public void rollback() throws SQLException {
    writer.release();
    try {
      super.rollback();
    } catch (SQLException e) {
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        throw e;
      }
      executeOwn("BEGIN");
    }
    restoreForeignKeys();
  }

  /**
   * A script that switches foreign keys off need not switch them on: as with Flyway, it ends so.
   */
  @Override
  public void resumeSession(List<String> settings) throws SQLException {
    foreignKeysBefore = strings("PRAGMA foreign_keys").get(0);
    super.resumeSession(settings);
  }

  @Override
  public void endSession() throws SQLException {
    leaveTransaction();
    executeOwn("PRAGMA foreign_keys = " + foreignKeysBefore);
  }

  @Override
  public ScriptKeeper keeper(List<Rebuilt> tables) {
    return tables.isEmpty() ? ScriptKeeper.NONE : new HandMadeObjects(this, tables);
  }

  /** The first columns of a query's rows. */
  List<List<String>> rows(String sql, int columns) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    } catch (SQLException e) {
      throw new HistoryException(sql, e);
    }
    return rows;
  }

  private void restoreForeignKeys() throws SQLException {
    if (foreignKeysToRestore) {
      foreignKeysToRestore = false;
      connection.setAutoCommit(true);
      executeOwn("PRAGMA foreign_keys = ON");
      connection.setAutoCommit(false);
    }
  }

  @Override
  public List<String> brokenForeignKeys() throws SQLException {
    Set<String> broken = new LinkedHashSet<>();
    String sql = "PRAGMA foreign_key_check";
    try (Statement statement = connection.createStatement();
        ResultSet r = statement.executeQuery(sql)) {
      while (r.next() && broken.size() < 10) {
        broken.add(r.getString(1) + " (row " + r.getString(2) + ") -> " + r.getString(3));
      }
    } catch (SQLException e) {
      throw new HistoryException(sql, e);
    }
    return new ArrayList<>(broken);
  }
}
