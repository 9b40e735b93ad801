package dev.eloquent.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A fresh database on a server that this JVM started.
 *
 * @param dialect {@code postgresql}, {@code mysql} (a MariaDB server) or {@code sqlite}
 * @param url the JDBC URL, without credentials
 * @param user the owner; empty on SQLite
 * @param password the owner's password; empty on SQLite
 */
public record TestDatabase(String dialect, String url, String user, String password) {
  /** Opens a connection as the owner. */
  public Connection connect() throws SQLException {
    return user.isEmpty()
        ? DriverManager.getConnection(url)
        : DriverManager.getConnection(url, user, password);
  }
}
