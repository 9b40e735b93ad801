package dev.eloquent.history;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/**
 * Runs {@code COPY … FROM stdin} with the rows that follow it, which only PostgreSQL's own driver
 * can send. Apart, because that driver is loaded for this alone.
 */
final class CopyRows {
  private CopyRows() {}

  /** Runs the statement with its rows; PostgreSQL names the line of a row that it refuses. */
  static void copy(Connection connection, CopyStatement copy) throws SQLException {
    PGConnection driver = connection.unwrap(PGConnection.class);
    try {
      driver.getCopyAPI().copyIn(copy.head(), new StringReader(copy.rows()));
    } catch (IOException e) {
      throw new SQLException("the rows of a COPY cannot be sent", "08006", e);
    }
  }
}
