package dev.eloquent.history;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Flyway's session lock on a connection of its own, in autocommit. */
final class PostgresqlLock implements MigrationLock, LockLoop.Attempt {
  /** A pooler gives the server's sessions in turn, so that some try reaches the one with it. */
  private static final int MOST_RELEASES = 20;

  private final Connection own;
  private final long key;
  private @Nullable String process;
  private boolean lost;

  PostgresqlLock(Connection own, long key) throws SQLException {
    this.own = own;
    this.key = key;
    own.setAutoCommit(true);
  }

  /** The process that took it, in the same statement. */
  @Override
  public boolean tryLock() throws SQLException {
    process = ask("SELECT CASE WHEN pg_try_advisory_lock(" + key + ") THEN pg_backend_pid() END");
    return process != null;
  }

  @Override
  public String holder() throws SQLException {
    String who =
        "'user ' || coalesce(a.usename, '?') || ', process ' || a.pid"
            + " || coalesce(', from ' || host(a.client_addr), '')"
            + " || coalesce(', application ' || nullif(a.application_name, ''), '')";
    String found =
        ask(
            "SELECT "
                + who
                + " FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE "
                + held());
    return found == null ? "somebody who has just let go" : found;
  }

  private String held() {
    return "l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
        + " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        + (" AND ((l.classid::bigint << 32) | l.objid::bigint) = " + key);
  }

  /** The process that answers must be the one that took the lock, and still have it. */
  @Override
  public void check() throws SQLException {
    String holds = "EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = pg_backend_pid() AND ";
    String now;
    try {
      now =
          ask("SELECT pg_backend_pid() || CASE WHEN " + holds + held() + ") THEN '' ELSE '!' END");
    } catch (SQLException e) {
      process = null;
      throw new LockLostException(
          "The connection that kept other migrators out has ended: "
              + e.getMessage()
              + ". Look at what was applied with migrate:status, then run again.",
          e);
    }
    if (!String.valueOf(process).equals(now)) {
      lost = true;
      throw pooled(String.valueOf(now).replace("!", ""));
    }
  }

  /** Checks it while that process has a transaction on another connection of ours. */
  void checkBeside(String other) throws SQLException {
    if (other.equals(process)) {
      lost = true;
      throw pooled(other);
    }
    check();
  }

  private LockLostException pooled(String now) {
    return new LockLostException(
        "Something between here and the database, such as PgBouncer in transaction mode, hands one"
            + " connection's statements to several sessions of the server: the lock that keeps other"
            + " migrators out belongs to server process "
            + process
            + (now.equals(process) ? ", and another connection's" : ", and this connection's")
            + " next statement was answered by process "
            + now
            + ". Two migrators could work at once. Migrate over a connection straight to the server,"
            + " or to a pool in session mode.",
        null);
  }

  private @Nullable String ask(String sql) throws SQLException {
    return OwnSql.first(own, sql);
  }

  @Override
  public void close() throws SQLException {
    try (own) {
      String release = "SELECT pg_advisory_unlock(" + key + ")";
      for (int i = 0; process != null && i < (lost ? MOST_RELEASES : 1); i++) {
        if ("t".equals(ask(release))) {
          process = null;
        }
      }
    }
  }
}
