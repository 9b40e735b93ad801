package dev.eloquent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabasesTest {
  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql", "sqlite"})
  void everyDatabaseIsFreshAndReal(String dialect) throws Exception {
    TestDatabase first = Databases.create(dialect);
    TestDatabase second = Databases.create(dialect);
    assertThat(second.url()).isNotEqualTo(first.url());
    try (Connection connection = first.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (id INTEGER)");
      statement.execute("INSERT INTO t VALUES (42)");
    }
    try (Connection connection = first.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM t")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(42);
    }
    try (Connection connection = second.connect()) {
      assertThat(
              connection.getMetaData().getTables(connection.getCatalog(), null, "t", null).next())
          .isFalse();
    }
  }
}
