package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.StatusReport;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

/** A real Spring Boot application, whose class path has the bridge and a compiled history. */
class SpringBootTest {
  @TempDir static Path folder;
  private static Path application;

  private final List<AutoCloseable> opened = new ArrayList<>();

  /** Two scripts, a Java migration, and a draft. */
  @BeforeAll
  static void compile() {
    String users = "@Model public class User { @Id(strategy = IdStrategy.NONE) long id;";
    TestProject project =
        new TestProject(folder.resolve("shop"))
            .source("User", users + " String name; }")
            .compile()
            .seal()
            .open(
                2, "fill_users", "INSERT INTO users VALUES (1, '${a}');\n", "DELETE FROM users;\n")
            .source(
                "Names",
                "@MigrationVersion(number = 3, name = \"upper_names\")"
                    + " public class Names implements JavaMigration {"
                    + " public void up(MigrationContext c) throws java.sql.SQLException {"
                    + " try (var s = c.connection().createStatement()) {"
                    + " s.execute(\"UPDATE users SET name = upper(name)\"); } } }")
            .compile()
            .seal()
            .source("User", users + " String name; String email; }")
            .compile();
    application = project.packageTo(folder.resolve("application"));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  /** The application; nothing in it knows of this library. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}

  private ConfigurableApplicationContext start(
      Path classes, TestDatabase database, String... properties) {
    URLClassLoader loader = TestProject.loader(classes);
    opened.add(loader);
    SpringApplication spring =
        new SpringApplication(new DefaultResourceLoader(loader), Application.class);
    spring.setWebApplicationType(WebApplicationType.NONE);
    List<String> arguments = new ArrayList<>();
    arguments.add("--spring.datasource.url=" + database.url());
    arguments.add("--spring.datasource.username=" + database.user());
    arguments.add("--spring.datasource.password=" + database.password());
    arguments.add("--spring.datasource.hikari.minimum-idle=1");
    arguments.add("--spring.main.banner-mode=off");
    for (String property : properties) {
      arguments.add("--" + property);
    }
    ConfigurableApplicationContext context = spring.run(arguments.toArray(String[]::new));
    opened.add(0, context);
    return context;
  }

  private static List<String> applied(ConfigurableApplicationContext context) {
    return Arrays.stream(context.getBean(Flyway.class).info().applied())
        .map(MigrationInfo::getScript)
        .toList();
  }

  private static List<String> query(TestDatabase database, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static Migrator migrator(ConfigurableApplicationContext context) {
    return Migrator.builder()
        .dataSource(context.getBean(DataSource.class))
        .catalog(
            ServiceLoader.load(MigrationCatalog.class, context.getClassLoader())
                .findFirst()
                .orElseThrow())
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void replaysTheHistoryAtTheFirstStartAndNothingAtTheSecond(String dialect) throws SQLException {
    TestDatabase database = Databases.create(dialect);
    ConfigurableApplicationContext context = start(application, database);
    List<String> scripts = List.of("V1__create_users.sql", "V2__fill_users.sql", "shop.Names");
    assertThat(applied(context)).isEqualTo(scripts);
    assertThat(query(database, "SELECT name FROM users")).containsExactly("${A}");
    assertThat(migrator(context).validate().problems()).isEmpty();
    assertThat(migrator(context).status().entries())
        .extracting(StatusReport.Entry::state)
        .containsExactly(
            StatusReport.State.APPLIED,
            StatusReport.State.APPLIED,
            StatusReport.State.APPLIED,
            StatusReport.State.PENDING);
    context.close();

    assertThat(applied(start(application, database))).isEqualTo(scripts);
    assertThat(
            query(database, "SELECT script FROM flyway_schema_history WHERE version IS NOT NULL"))
        .hasSize(3);
  }

  @Test
  void keepsOtherSettingsOfFlyway() throws SQLException {
    TestDatabase database = Databases.sqlite();
    start(application, database, "spring.flyway.table=changes", "spring.flyway.target=2");
    assertThat(query(database, "SELECT script FROM changes")).hasSize(2);
  }

  @Test
  void choosesACatalogueByItsId() {
    assertThat(applied(start(application, Databases.sqlite(), "eloquent.flyway.catalog=")))
        .hasSize(3);
    TestDatabase database = Databases.sqlite();
    assertThatThrownBy(() -> start(application, database, "eloquent.flyway.catalog=billing"))
        .hasRootCauseMessage(
            "ELQ660: The class path has no compiled catalogue \"billing\"; it has \"\""
                + " (shop.migrations.Migrations).");
  }

  @Test
  void asksWhichOfSeveralCataloguesIsMeantAndKeepsItsOwnTable() throws SQLException {
    Path billing =
        new TestProject(folder.resolve("billing"), "billing")
            .source("Invoice", "@Model public class Invoice { @Id long id; }")
            .compile()
            .seal()
            .packageTo(folder.resolve("several"));
    TestProject.copyTo(application, billing);
    TestProject.write(
        billing.resolve("META-INF/services/dev.eloquent.migration.MigrationCatalog"),
        "shop.migrations.Migrations\nshop.migrations.billing.Migrations\n");
    TestDatabase database = Databases.sqlite();
    assertThatThrownBy(() -> start(billing, database))
        .rootCause()
        .hasMessageStartingWith("ELQ660: The class path has 2 compiled catalogues")
        .hasMessageEndingWith("Set eloquent.flyway.catalog to the id of the one that is meant.");

    start(billing, database, "eloquent.flyway.catalog=billing");
    assertThat(query(database, "SELECT script FROM flyway_schema_history_billing"))
        .containsExactly("V1__create_invoices.sql");
  }

  /** Those of tests are not meant unless they are named. */
  @Test
  void backsOffWhereOnlyTestsHaveACatalogue() {
    Path test =
        new TestProject(folder.resolve("test"), "test")
            .source("Sample", "@Model public class Sample { @Id long id; }")
            .compile()
            .packageTo(folder.resolve("test-classes"));
    TestProject.write(test.resolve("db/migration/V1__own.sql"), "CREATE TABLE own (id INT);\n");
    assertThat(applied(start(test, Databases.sqlite()))).containsExactly("V1__own.sql");
  }

  @Test
  void backsOffWithoutACatalogue() {
    Path nothing = folder.resolve("nothing");
    TestProject.write(nothing.resolve("db/migration/V1__own.sql"), "CREATE TABLE own (id INT);\n");
    ConfigurableApplicationContext context = start(nothing, Databases.sqlite());
    assertThat(context.containsBean("eloquentFlywayCustomizer")).isFalse();
    assertThat(applied(context)).containsExactly("V1__own.sql");
  }

  @Test
  void isSwitchedOffByAProperty() {
    ConfigurableApplicationContext context =
        start(
            application,
            Databases.sqlite(),
            "eloquent.flyway.enabled=false",
            "spring.flyway.locations=classpath:db/none",
            "spring.flyway.fail-on-missing-locations=false");
    assertThat(context.containsBean("eloquentFlywayCustomizer")).isFalse();
    assertThat(context.getBean(Flyway.class).getConfiguration().getResourceProvider()).isNull();
    assertThat(applied(context)).isEmpty();
  }

  /**
   * Without the bridge Spring Boot asks for a folder by the driver, and for MariaDB's that is one
   * that no project of ours has: both databases run the files of MySQL.
   */
  @Test
  void theVendorOfMariaDbHasNoFolder() throws SQLException {
    assertThat(DatabaseDriver.fromJdbcUrl("jdbc:mariadb://db/shop").getId()).isEqualTo("mariadb");
    assertThat(DatabaseDriver.fromJdbcUrl("jdbc:mysql://db/shop").getId()).isEqualTo("mysql");
    assertThat(DatabaseDriver.fromJdbcUrl("jdbc:postgresql://db/shop").getId())
        .isEqualTo("postgresql");
    assertThat(DatabaseDriver.fromJdbcUrl("jdbc:sqlite:shop").getId()).isEqualTo("sqlite");
    String off = "eloquent.flyway.enabled=false";
    String locations = "spring.flyway.locations=classpath:db/migration/";
    TestDatabase database = Databases.mariadb();
    assertThat(applied(start(application, database, off, locations + "mariadb"))).isEmpty();
    String strict = "spring.flyway.fail-on-missing-locations=true";
    assertThatThrownBy(() -> start(application, database, off, locations + "mariadb", strict))
        .rootCause()
        .hasMessageContaining("classpath:db/migration/mariadb");
    assertThat(applied(start(application, database, off, locations + "{vendor}", strict)))
        .containsExactly("V1__create_users.sql", "V2__fill_users.sql");
  }

  @Test
  void aChangedFileStopsTheStart() throws SQLException {
    Path tampered = folder.resolve("tampered");
    TestProject.copyTo(application, tampered);
    TestProject.write(
        tampered.resolve("db/migration/sqlite/V2__fill_users.sql"), "DROP TABLE users;\n");
    TestDatabase database = Databases.sqlite();
    assertThatThrownBy(() -> start(tampered, database))
        .hasRootCauseMessage(
            "ELQ664: db/migration/sqlite/V2__fill_users.sql is not the file that was compiled: its"
                + " SHA-256 differs. Restore it from version control, then run: mvn clean compile");
    assertThat(query(database, "SELECT name FROM sqlite_master")).isEmpty();
  }
}
