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
  /** What ends the rows. */
  static final String END = "\n\\.";

  /**
   * What stands between the statement and its rows: the splitter sees to it that nothing else is.
   */
  private static final String BEGIN = ";\n";

  private CopyRows() {}

  /** Runs the statement with its rows; PostgreSQL names the line of a row that it refuses. */
  static void copy(Connection connection, String sql) throws SQLException {
    int head = sql.indexOf(BEGIN);
    int end = sql.length() - END.length() + 1;
    String rows = sql.substring(Math.min(head + BEGIN.length(), end), end);
    PGConnection driver = connection.unwrap(PGConnection.class);
    try {
      driver.getCopyAPI().copyIn(sql.substring(0, head), new StringReader(rows));
    } catch (IOException e) {
      throw new SQLException("the rows of a COPY cannot be sent", "08006", e);
    }
  }
}
