package dev.eloquent.benchmarks;

import dev.eloquent.format.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The floor: reads the files in order, and for each runs its statement, inserts a history row and
 * commits.
 */
public final class RawReplay {
  private static final String TABLE =
      """
      CREATE TABLE flyway_schema_history (
        installed_rank INT NOT NULL PRIMARY KEY,
        version VARCHAR(50),
        description VARCHAR(200) NOT NULL,
        type VARCHAR(20) NOT NULL,
        script VARCHAR(1000) NOT NULL,
        checksum INT,
        installed_by VARCHAR(100) NOT NULL,
        installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
        execution_time INT NOT NULL,
        success BOOLEAN NOT NULL)""";
  private static final String INSERT =
      "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
          + " checksum, installed_by, execution_time, success) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private RawReplay() {}

  /** Arguments: dialect, JDBC URL, folder of the files. */
  public static void main(String[] args) throws Exception {
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of(args[2]))) {
      files = found.sorted(Comparator.comparingInt(RawReplay::version)).toList();
    }
    try (Connection connection = ReplaySource.of(args[0], args[1]).getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(TABLE);
      statement.execute(
          "CREATE INDEX flyway_schema_history_s_idx ON flyway_schema_history (success)");
      connection.commit();
      try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
        for (Path file : files) {
          long start = System.nanoTime();
          String sql = Files.readString(file);
          statement.execute(sql);
          record(insert, file, Checksums.flyway(sql), (System.nanoTime() - start) / 1_000_000);
          connection.commit();
        }
      }
    }
  }

  private static void record(PreparedStatement insert, Path file, int checksum, long millis)
      throws SQLException {
    String script = file.getFileName().toString();
    insert.setInt(1, version(file));
    insert.setString(2, Integer.toString(version(file)));
    insert.setString(
        3,
        script
            .substring(script.indexOf("__") + 2, script.length() - ".sql".length())
            .replace('_', ' '));
    insert.setString(4, "SQL");
    insert.setString(5, script);
    insert.setInt(6, checksum);
    insert.setString(7, "benchmark");
    insert.setInt(8, (int) millis);
    insert.setBoolean(9, true);
    insert.executeUpdate();
  }

  static int version(Path file) {
    String name = file.getFileName().toString();
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }
}
