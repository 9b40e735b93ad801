package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --lock-timeout} of the connections that seeders and scenarios write by. */
class SeedLockTimeoutTest {
  private static String asked(Target target, @Nullable Duration limit, String query)
      throws SQLException {
    try (Connection connection = target.forWriting(limit).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sqlite | SQLITE | PRAGMA busy_timeout | 7000",
        "postgresql | PG | SHOW lock_timeout | 7s",
        "mysql | MYSQL | SELECT @@SESSION.innodb_lock_wait_timeout | 7",
        "mysql | MYSQL | SELECT @@SESSION.lock_wait_timeout | 7"
      })
  void holdsForTheDatabasesOwnLocks(String dialect, Kind kind, String query, String expected)
      throws SQLException {
    TestDatabase database = Databases.create(dialect);
    Target target =
        new Target(kind, dialect, database.url(), database.user(), database.password(), null);
    assertThat(asked(target, Duration.ofSeconds(7), query)).isEqualTo(expected);
    assertThat(asked(target, null, query)).isNotEqualTo(expected);
  }
}
