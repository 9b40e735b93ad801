package dev.eloquent.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.registry.ModelException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections and transactions that fail. */
class SqlModelStoreFailureTest {
  @TempDir Path folder;
  private @Nullable Connection opened;
  private String url = "";

  @BeforeEach
  void address() {
    url = "jdbc:sqlite:" + folder.resolve("app.sqlite");
  }

  private interface Call {
    @Nullable Object of(String method, @Nullable Object @Nullable [] arguments) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.of(method.getName(), arguments)));
  }

  private DataSource source() {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          opened = DriverManager.getConnection(url);
          return opened;
        });
  }

  private Connection connection() {
    return Objects.requireNonNull(opened);
  }

  @Test
  void noConnection() {
    url = "jdbc:sqlite:" + folder.resolve("missing/app.sqlite");
    assertThatThrownBy(() -> SqlModelStore.open(source()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("no connection to the database: ")
        .hasMessageContaining("SQLITE_CANTOPEN")
        .hasMessageEndingWith("Check its address and user [ELQ804]");
  }

  @Test
  void aDatabaseOfAnotherProductIsRefusedAndItsConnectionClosed() throws Exception {
    Connection real = DriverManager.getConnection(url);
    DatabaseMetaData other = proxy(DatabaseMetaData.class, (method, arguments) -> "H2");
    Connection connection =
        proxy(
            Connection.class,
            (method, arguments) -> {
              if (method.equals("close")) {
                real.close();
                return null;
              }
              assertThat(method).isEqualTo("getMetaData");
              return other;
            });
    DataSource source = proxy(DataSource.class, (method, arguments) -> connection);
    assertThatThrownBy(() -> SqlModelStore.open(source))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the database calls itself H2")
        .hasMessageEndingWith("[ELQ805]");
    assertThat(real.isClosed()).isTrue();
  }

  @Test
  void aTransactionThatCannotBeCommittedIsRolledBack() throws Exception {
    try (ModelStore store = SqlModelStore.open(source());
        Statement statement = connection().createStatement()) {
      statement.execute("PRAGMA foreign_keys = ON");
      statement.execute("CREATE TABLE parents (id INTEGER PRIMARY KEY)");
      statement.execute(
          "CREATE TABLE children (parent INTEGER REFERENCES parents (id)"
              + " DEFERRABLE INITIALLY DEFERRED)");
      assertThatThrownBy(() -> store.inTransaction(() -> insertOrphan(statement)))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("the transaction was not committed: ")
          .hasMessageContaining("FOREIGN KEY constraint failed")
          .hasMessageEndingWith("[ELQ811]");
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM children")) {
        assertThat(count.next()).isTrue();
        assertThat(count.getLong(1)).isZero();
      }
      assertThat(connection().getAutoCommit()).isTrue();
    }
  }

  private static void insertOrphan(Statement statement) {
    try {
      statement.execute("INSERT INTO children VALUES (7)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
