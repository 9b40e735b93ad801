package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.it.Shell.Result;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example {@code modular-monolith}, built with real Maven, on SQLite and PostgreSQL with the
 * shaded jar; and the recipe of docs/modules.md that adds a module to it.
 */
class ModulesTest {
  private static final Path EXAMPLE = Shell.ROOT.resolve("examples/modular-monolith");
  private static final String APP = "app/target/app.jar";

  @TempDir static Path shared;
  private static LocalRepository repository;
  private static Path built;

  @TempDir Path other;

  @BeforeAll
  static void build() throws IOException {
    repository = LocalRepository.create(shared);
    built = shared.resolve("shop");
    copy(EXAMPLE, built);
    Result result = maven(built, "package");
    // Everything is sealed, so nothing is drafted.
    assertThat(result.out()).doesNotContain("ELQ");
  }

  private static Result maven(Path folder, String... goals) {
    List<String> arguments = new ArrayList<>(List.of("-q", "-Deloquent.version=" + Shell.VERSION));
    arguments.addAll(List.of(goals));
    Result result =
        new Shell(folder, repository)
            .maven("-XX:TieredStopAtLevel=1", arguments.toArray(String[]::new));
    assertThat(result.exit()).as(result.all()).isZero();
    return result;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** Runs a command in a folder of its own, which must succeed. */
  private String done(Map<String, String> variables, String classpath, String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--classpath", classpath));
    Result result =
        new Shell(other, repository).runtime(variables, arguments.toArray(String[]::new));
    assertThat(result.exit()).as(result.all()).isZero();
    return result.out().replaceAll("\\([0-9]+ ms\\)", "(- ms)");
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (connection;
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private Connection sqlite() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + other.resolve("storage/app.sqlite"));
  }

  private void lifeCycle(Map<String, String> variables, String app) {
    assertThat(done(variables, app, "migrate", "run"))
        .containsSubsequence(
            "catalogue accounts\n  applied     V1 create_accounts (- ms)",
            "catalogue catalog\n  applied     V1 create_products (- ms)",
            "catalogue orders\n  applied     V1 create_order_lines_and_orders (- ms)");
    assertThat(done(variables, app, "migrate", "status", "--check"))
        .containsSubsequence(
            "flyway_schema_history_accounts,",
            "flyway_schema_history_catalog,",
            "flyway_schema_history_orders,");
    assertThat(done(variables, app, "migrate", "validate").lines().filter("Valid."::equals))
        .hasSize(3);
    assertThat(done(variables, app, "migrate", "rollback"))
        .containsSubsequence(
            "rolled back V1__create_order_lines_and_orders.sql",
            "rolled back V1__create_products.sql",
            "rolled back V1__create_accounts.sql");
    assertThat(
            done(variables, app, "migrate", "run")
                .lines()
                .filter("Applied 1 version, batch 2."::equals))
        .hasSize(3);
    assertThat(done(variables, app, "migrate", "fresh", "--yes"))
        .contains("Dropped 4 objects.")
        .containsSubsequence("catalogue accounts", "catalogue catalog", "catalogue orders");
    done(variables, app, "migrate", "validate");
  }

  @Test
  void onSqliteWithTheJarOfTheApplication() throws Exception {
    lifeCycle(Map.of(), built.resolve(APP).toString());
    assertThat(
            query(
                sqlite(),
                "SELECT \"table\" FROM pragma_foreign_key_list('order_lines') ORDER BY 1"))
        .containsExactly("orders", "products");
  }

  @Test
  void onPostgresqlWithTheClassesInAnyOrder() throws Exception {
    TestDatabase database = Databases.postgresql();
    String[] modules = {"orders", "catalog", "accounts"};
    String classes =
        String.join(
            File.pathSeparator,
            Arrays.stream(modules)
                .map(m -> built.resolve(m + "/target/classes").toString())
                .toList());
    lifeCycle(pg(database), classes);
    assertThatThrownBy(
            () ->
                query(database.connect(), "INSERT INTO orders (buyer_id) VALUES (7) RETURNING id"))
        .hasMessageContaining("fk_orders_buyer_id");
  }

  private static Map<String, String> pg(TestDatabase database) {
    String[] parts = database.url().split("[/:?]+", -1);
    return Map.of(
        "DB_CONNECTION",
        "pg",
        "PG_HOST",
        parts[2],
        "PG_PORT",
        parts[3],
        "PG_NAME",
        parts[4],
        "PG_USER",
        database.user(),
        "PG_PASSWORD",
        database.password());
  }

  @Test
  void flywayRunsTheHistoryOfOneModule() throws Exception {
    TestDatabase database = Databases.postgresql();
    Path files = built.resolve("accounts/src/main/resources/db/accounts/migration/postgresql");
    Flyway flyway =
        Flyway.configure()
            .dataSource(database.url(), database.user(), database.password())
            .locations("filesystem:" + files)
            .table("flyway_schema_history_accounts")
            .load();
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
    assertThat(done(pg(database), built.resolve(APP).toString(), "migrate", "run"))
        .contains("adopted     V1__create_accounts.sql", "V1 create_products", "V1 create_order");
    flyway.validate();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    done(pg(database), built.resolve(APP).toString(), "migrate", "validate");
  }

  @Test
  void theApplicationMigratesAllModulesWhenItStarts() throws Exception {
    Path file = other.resolve("shop.sqlite");
    Shell shell = new Shell(other, repository);
    Result first = shell.java("-jar", built.resolve(APP).toString(), file.toString());
    assertThat(first.exit()).as(first.all()).isZero();
    assertThat(first.out().lines()).containsExactly("accounts: 1", "catalog: 1", "orders: 1");
    Result second = shell.java("-jar", built.resolve(APP).toString(), file.toString());
    assertThat(second.out().lines()).containsExactly("accounts: 0", "catalog: 0", "orders: 0");
  }

  /** The recipe "Add a module". */
  @Test
  void aModuleIsAdded() throws Exception {
    Path project = other.resolve("project");
    copy(built, project);
    Path payments = Files.createDirectories(project.resolve("payments"));
    replace(project.resolve("pom.xml"), "<module>app<", "<module>payments</module><module>app<");
    String dependency =
        "<dependencies><dependency><groupId>com.example.shop</groupId><artifactId>@</artifactId>"
            + "<version>${project.version}</version></dependency>";
    replace(project.resolve("app/pom.xml"), "<dependencies>", dependency.replace("@", "payments"));
    Files.writeString(
        payments.resolve("pom.xml"),
        Files.readString(project.resolve("catalog/pom.xml"))
            .replace(">catalog<", ">payments<")
            .replace(">accounts<", ">orders<"));
    Path model = payments.resolve("src/main/java/com/example/shop/payments/Payment.java");
    Files.createDirectories(model.getParent());
    Files.writeString(
        model,
        """
        package com.example.shop.payments;

        import com.example.shop.orders.Order;
        import dev.eloquent.annotation.Id;
        import dev.eloquent.annotation.Model;
        import java.math.BigDecimal;

        @Model
        public class Payment {
          @Id public long id;
          public Order order;
          public BigDecimal amount;
        }
        """);
    Result compiled = maven(project, "compile", "-pl", "payments", "-am");
    assertThat(compiled.out()).doesNotContain("ERROR");
    String classes =
        Stream.of("accounts", "catalog", "orders", "payments")
            .map(module -> project.resolve(module + "/target/classes").toString())
            .reduce((a, b) -> a + File.pathSeparator + b)
            .orElseThrow();
    assertThat(done(Map.of(), classes, "migrate", "run"))
        .containsSubsequence("catalogue orders", "catalogue payments")
        .contains("applied     V1 create_payments, a draft (- ms)");

    String own = payments.resolve("target/classes").toString();
    assertThat(done(Map.of(), own, "make:migration")).contains("Sealed V1 create_payments:");
    assertThat(payments.resolve("src/main/resources/db/payments/migration/migrations.lock"))
        .exists();
    maven(project, "package");
    assertThat(done(Map.of(), project.resolve(APP).toString(), "migrate", "run"))
        .contains("catalogue payments\n  sealed      V1__create_payments.sql");
    assertThat(done(Map.of(), project.resolve(APP).toString(), "migrate", "validate"))
        .contains("catalogue payments");
    assertThat(query(sqlite(), "SELECT \"table\" FROM pragma_foreign_key_list('payments')"))
        .containsExactly("orders");
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
