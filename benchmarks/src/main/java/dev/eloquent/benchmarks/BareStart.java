package dev.eloquent.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

/** The floor of a start with nothing to do: opens the connection and reads the history table. */
public final class BareStart {
  private BareStart() {}

  /** Arguments: dialect, JDBC URL. */
  public static void main(String[] args) throws Exception {
    int rows = 0;
    try (Connection connection = ReplaySource.of(args[0], args[1]).getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT installed_rank, version, description, type, script, checksum, installed_by,"
                    + " installed_on, execution_time, success FROM flyway_schema_history"
                    + " ORDER BY installed_rank")) {
      while (result.next()) {
        rows += result.getString(5).isEmpty() ? 0 : 1;
      }
    }
    System.out.println(rows);
  }
}
