package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bridge in plain Java, where it finds catalogue and dialect itself. */
class OneLineTest {
  @TempDir static Path folder;

  /** Of the default catalogue one sealed version; of the others a draft. */
  private static Path shop;

  private static Path billing;
  private static Path test;

  private final Deque<URLClassLoader> loaders = new ArrayDeque<>();

  @BeforeAll
  static void compile() {
    String model = "@Model public class %s { @Id long id; }";
    shop =
        new TestProject(folder.resolve("shop"))
            .source("User", String.format(model, "User"))
            .compile()
            .seal()
            .packageTo(folder.resolve("shop-classes"));
    billing =
        new TestProject(folder.resolve("billing"), "billing")
            .source("Invoice", String.format(model, "Invoice"))
            .compile()
            .packageTo(folder.resolve("billing-classes"));
    test =
        new TestProject(folder.resolve("test"), "test")
            .source("Sample", String.format(model, "Sample"))
            .compile()
            .packageTo(folder.resolve("test-classes"));
  }

  @AfterEach
  void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  private URLClassLoader loader(Path... folders) {
    loaders.add(TestProject.loader(folders));
    return loaders.getLast();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void findsCatalogueAndDialect(String dialect) {
    TestDatabase database = Databases.create(dialect);
    DataSource source = source(database::connect);
    Flyway flyway =
        FlywayBridge.configure(Flyway.configure(loader(shop, test)).dataSource(source)).load();
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
    assertThat(flyway.info().applied()[0].getScript()).isEqualTo("V1__create_users.sql");
  }

  /** Nobody listens there. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost:1/none",
        "jdbc:mysql://localhost:1/none",
        "jdbc:sqlite:/none/none/none.sqlite"
      })
  void needsNoConnectionWhereFlywayHasTheUrl(String url) {
    assertThat(
            FlywayBridge.configure(Flyway.configure(loader(shop)).dataSource(url, "u", "p"))
                .getResourceProvider()
                .getResource("V1__create_users.sql"))
        .isNotNull();
  }

  @Test
  void triesAgainAsOftenAsFlywayWould() {
    TestDatabase database = Databases.sqlite();
    boolean[] failed = {false};
    DataSource starting =
        source(
            () -> {
              if (!failed[0]) {
                failed[0] = true;
                throw new SQLException("starting up");
              }
              return database.connect();
            });
    Flyway flyway =
        FlywayBridge.configure(
                Flyway.configure(loader(shop)).dataSource(starting).connectRetries(1))
            .load();
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
    assertThat(failed[0]).isTrue();
  }

  @Test
  void saysThatThereIsNoCatalogue() {
    assertThatThrownBy(() -> FlywayBridge.configure(Flyway.configure(loader(test))))
        .isInstanceOf(FlywayException.class)
        .hasMessageStartingWith("ELQ660: The class path has no compiled migrations.");
  }

  @Test
  void namesTheCataloguesWhereThereAreSeveral() {
    assertThatThrownBy(() -> FlywayBridge.configure(Flyway.configure(loader(shop, billing))))
        .isInstanceOf(FlywayException.class)
        .hasMessage(
            "ELQ660: The class path has 2 compiled catalogues, and Flyway keeps one history: \"\""
                + " (shop.migrations.Migrations), \"billing\""
                + " (shop.migrations.billing.Migrations). Pass the one that is meant:"
                + " FlywayBridge.configure(configuration, catalog)");
    assertThat(new CatalogChoice(loader(shop, billing)).named("billing").id()).isEqualTo("billing");
  }

  @Test
  void saysThatItDoesNotKnowTheDatabase() {
    DatabaseMetaData other =
        proxy(
            DatabaseMetaData.class,
            (p, method, a) -> method.getName().equals("getDatabaseProductName") ? "Other" : null);
    Connection connection =
        proxy(
            Connection.class,
            (p, method, a) -> method.getName().equals("getMetaData") ? other : null);
    assertThatThrownBy(
            () ->
                FlywayBridge.configure(
                    Flyway.configure(loader(shop)).dataSource(source(() -> connection))))
        .hasMessage(
            "ELQ661: The database calls itself Other; PostgreSQL, MySQL, MariaDB and SQLite are"
                + " known.");
    assertThatThrownBy(() -> FlywayBridge.configure(Flyway.configure(loader(shop))))
        .hasMessageStartingWith("ELQ661: Flyway has no data source yet.");
  }

  /** A class folder without the class that its service file names, as after half a clean. */
  @Test
  void saysThatTheCatalogueCannotBeLoaded() {
    Path broken = folder.resolve("broken");
    TestProject.write(
        broken.resolve("META-INF/services/dev.eloquent.migration.MigrationCatalog"), "shop.Gone\n");
    assertThatThrownBy(() -> FlywayBridge.configure(Flyway.configure(loader(broken))))
        .hasMessageStartingWith("ELQ660: The compiled migrations cannot be loaded (")
        .hasMessageContaining("shop.Gone")
        .hasMessageEndingWith("Run: mvn clean compile");
  }

  private interface Connecting {
    Connection connect() throws SQLException;
  }

  /** One of which Flyway does not know the URL. */
  private static DataSource source(Connecting connecting) {
    return proxy(
        DataSource.class,
        (p, method, a) -> method.getName().equals("getConnection") ? connecting.connect() : null);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
