package dev.eloquent.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a Java migration may do with its connection. */
class GuardedConnectionTest {
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void theConnectionKeepsItsTransaction(String dialect) throws SQLException {
    TestDatabase database = Databases.create(dialect);
    try (Connection real = database.connect()) {
      Connection guarded =
          MigrationContext.of(real, dialect, LoggerFactory.getLogger("test")).connection();
      List<Consumer<Connection>> refused =
          List.of(
              tried(Connection::commit),
              tried(Connection::rollback),
              tried(Connection::close),
              tried(c -> c.setAutoCommit(false)),
              tried(c -> c.abort(Runnable::run)),
              tried(c -> c.setSchema("x")),
              tried(c -> c.setCatalog("x")));
      for (Consumer<Connection> call : refused) {
        assertThatThrownBy(() -> call.accept(guarded))
            .hasRootCauseInstanceOf(SQLException.class)
            .hasMessageContaining("is not for a migration");
      }
      assertThat(real.isClosed()).isFalse();
      try (Statement statement = guarded.createStatement()) {
        assertThat(statement.getConnection()).isSameAs(guarded);
      }
      assertThat(guarded.getMetaData().getConnection()).isSameAs(guarded);
      assertThat(guarded).isNotEqualTo(real);
      assertThat(List.of(guarded)).contains(guarded);
      real.setAutoCommit(false);
      guarded.rollback(guarded.setSavepoint());
      assertThatThrownBy(
              () -> guarded.prepareStatement("SELECT nonsense FROM nowhere").executeQuery())
          .isInstanceOf(SQLException.class);
    }
  }

  private interface Call {
    void on(Connection connection) throws SQLException;
  }

  private static Consumer<Connection> tried(Call call) {
    return connection -> {
      try {
        call.on(connection);
      } catch (SQLException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    };
  }
}
