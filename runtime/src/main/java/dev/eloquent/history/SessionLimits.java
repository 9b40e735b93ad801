package dev.eloquent.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits on how long a session's statements run and wait, which are taken back afterwards. */
public final class SessionLimits {
  private static final int MYSQL_UNKNOWN_VARIABLE = 1193;

  private final Connection connection;
  private final List<String> restore = new ArrayList<>();
  private @Nullable StatementTimer timer;

  /** Of that connection; nothing is set yet. */
  public SessionLimits(Connection connection) {
    this.connection = connection;
  }

  /**
   * Sets them; the connection must be in autocommit, or a rollback would take them back.
   *
   * @param dialect the id of its SQL
   * @param running how long a statement may take; null for no limit of ours
   * @param waiting how long it may wait for a lock; null likewise
   */
  public void set(String dialect, @Nullable Duration running, @Nullable Duration waiting)
      throws SQLException {
    switch (dialect) {
      case "postgresql" -> {
        setPostgresql("statement_timeout", running);
        setPostgresql("lock_timeout", waiting);
      }
      case "mysql" -> {
        setMysql("lock_wait_timeout", waiting);
        setMysql("innodb_lock_wait_timeout", waiting);
        setMysqlRunning(running);
      }
      default -> {
        setSqlite(waiting);
        timer = running == null ? null : new StatementTimer(running);
      }
    }
  }

  /** Runs a statement within the limit that no server keeps. */
  void execute(Statement statement, String sql, boolean mayBringRows) throws SQLException {
    if (timer == null) {
      send(statement, sql, mayBringRows);
    } else {
      timer.execute(statement, sql, mayBringRows);
    }
  }

  /** Sends it as what it is. */
  static void send(Statement statement, String sql, boolean mayBringRows) throws SQLException {
    if (mayBringRows) {
      statement.execute(sql);
    } else {
      statement.executeUpdate(sql);
    }
  }

  /** Makes the session what it was; the connection must be in autocommit. */
  void restore() throws SQLException {
    if (timer != null) {
      timer.close();
      timer = null;
    }
    for (String sql : restore) {
      execute(sql);
    }
    restore.clear();
  }

  /** 0 would be no limit at all there. */
  private void setPostgresql(String name, @Nullable Duration limit) throws SQLException {
    if (limit != null) {
      restore.add("SET " + name + " = '" + ask("SHOW " + name) + "'");
      execute("SET " + name + " = " + Math.max(1, millis(limit)));
    }
  }

  /** They count whole seconds, and 0 is none for MySQL. */
  private void setMysql(String name, @Nullable Duration limit) throws SQLException {
    if (limit != null) {
      restore.add("SET SESSION " + name + " = " + ask("SELECT @@SESSION." + name));
      long seconds = (limit.toMillis() + 999) / 1000;
      execute("SET SESSION " + name + " = " + Math.max(1, seconds));
    }
  }

  /** MariaDB stops statements itself; MySQL only stops queries, so there they are cancelled. */
  private void setMysqlRunning(@Nullable Duration limit) throws SQLException {
    if (limit == null) {
      return;
    }
    String name = "max_statement_time";
    try {
      restore.add("SET SESSION " + name + " = " + ask("SELECT @@SESSION." + name));
      execute("SET SESSION " + name + " = " + Math.max(1, limit.toMillis()) + " / 1000");
    } catch (SQLException e) {
      if (e.getErrorCode() != MYSQL_UNKNOWN_VARIABLE) {
        throw e;
      }
      timer = new StatementTimer(limit);
    }
  }

  private void setSqlite(@Nullable Duration limit) throws SQLException {
    if (limit != null) {
      restore.add("PRAGMA busy_timeout = " + ask("PRAGMA busy_timeout"));
      execute("PRAGMA busy_timeout = " + millis(limit));
    }
  }

  /** More than 24 days is refused by PostgreSQL, and for SQLite it is 0: no waiting at all. */
  private static long millis(Duration limit) {
    return Math.min(Integer.MAX_VALUE, limit.toMillis());
  }

  private @Nullable String ask(String sql) throws SQLException {
    return OwnSql.first(connection, sql);
  }

  private void execute(String sql) throws SQLException {
    OwnSql.execute(connection, sql);
  }
}
