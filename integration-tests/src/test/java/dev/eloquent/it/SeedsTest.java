package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.eloquent.it.Shell.Result;
import dev.eloquent.testkit.MongoServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeding with real Maven and the shaded jar: docs/seeds.md, failures, a killed process. */
class SeedsTest {
  private static final String SAMPLE = Shell.ROOT.resolve("sample-app/target/classes").toString();

  @TempDir static Path shared;
  private static LocalRepository repository;

  @TempDir Path folder;

  @BeforeAll
  static void installThisBuild() throws IOException {
    repository = LocalRepository.create(shared);
  }

  private long query(String sql) throws SQLException {
    return query("storage/app.sqlite", sql);
  }

  private long query(String file, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void seeder(String body) throws IOException {
    Path file = folder.resolve("src/main/java/com/acme/seeds/DatabaseSeeder.java");
    Files.writeString(
        file,
        """
        package com.acme.seeds;

        import com.acme.*;
        import dev.eloquent.annotation.Seeds;
        import dev.eloquent.seed.*;

        @Seeds(User.class)
        public final class DatabaseSeeder implements Seeder {
          @Override
          public void run(SeedContext context) {
            @BODY@
          }
        }
        """
            .replace("@BODY@", body));
  }

  @Test
  void fromNothingToRows() throws Exception {
    Project project = new Project(folder, repository);
    project.pom();
    project.model(
        "User",
        "@Id long id",
        "@Column(nullable = false, unique = true) String email",
        "@Column(nullable = false, unique = true, length = 4) String code",
        "@Column(unique = true) short rank",
        "@Column(nullable = false, unique = true) java.time.LocalDate day",
        "@Column(nullable = false, unique = true, precision = 9, scale = 2) java.math.BigDecimal"
            + " price",
        "@Column(timestamp = true, useTz = true, nullable = false) java.time.Instant createdAt");
    project.compiled();
    project.done("make:factory", "User");
    project.done("make:seed", "DatabaseSeeder");
    project.done("make:scenario", "Story");
    project.compiled();
    project.done("migrate", "run");
    assertThat(project.done("db", "seed", "--count", "50").out())
        .contains("DatabaseSeeder wrote User 50");
    assertThat(query("SELECT count(*) FROM users WHERE created_at IS NOT NULL")).isEqualTo(50);
    assertThat(query("SELECT count(DISTINCT email) FROM users")).isEqualTo(50);

    Result twice = new Shell(folder, repository).runtime("db:seed");
    assertThat(twice.exit()).as(twice.all()).isEqualTo(1);
    assertThat(twice.err())
        .contains("DatabaseSeeder: rows 1 to 10 of UserFactory cannot be written", "UNIQUE")
        .contains("none of its rows is written", "[ELQ8")
        .doesNotContain("\tat ");
    assertThat(query("SELECT count(*) FROM users")).isEqualTo(50);

    assertThat(project.done("db", "seed", "fresh", "--yes", "--count", "5").out())
        .contains("table users", "DatabaseSeeder wrote User 5");
    assertThat(query("SELECT count(*) FROM users")).isEqualTo(5);
    project.done("migrate", "run", "--test");
    assertThat(project.done("demo", "scenario", "--test").out())
        .contains("  1. The first User  User 1 (");
    killedInTheMiddle(project);
    migratingLoadsNothingOfIt();
  }

  private void migratingLoadsNothingOfIt() throws IOException {
    Map<String, String> variables = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=classes.log");
    Result status = new Shell(folder, repository).runtime(variables, "migrate", "status");
    assertThat(status.exit()).as(status.all()).isZero();
    assertThat(Files.readString(folder.resolve("classes.log")))
        .contains("dev.eloquent.migration.Migrator ")
        .doesNotContain("dev.eloquent.seed.", "dev.eloquent.registry.");
  }

  private void killedInTheMiddle(Project project) throws Exception {
    seeder(
        "context.createMany(new UserFactory().startingAt(100), 2000);"
            + " Runtime.getRuntime().halt(9);");
    project.compiled();
    Result killed = new Shell(folder, repository).runtime("db:seed");
    assertThat(killed.exit()).as(killed.all()).isEqualTo(9);
    assertThat(query("SELECT count(*) FROM users")).isEqualTo(5);
    seeder("context.createMany(new UserFactory().startingAt(100), 2000);");
    project.compiled();
    project.done("db:seed");
    assertThat(query("SELECT count(*) FROM users")).isEqualTo(2005);
  }

  @Test
  void theSampleShopIsFilledTheSameWayEachTime() throws Exception {
    Shell shell = new Shell(folder, repository);
    for (String file : List.of("one.sqlite", "two.sqlite")) {
      Map<String, String> variables = Map.of("SQLITE_PATH", file);
      Result run = shell.runtime(variables, "migrate", "run", "--classpath", SAMPLE);
      assertThat(run.exit()).as(run.all()).isZero();
      Result seed = shell.runtime(variables, "db", "seed", "--count", "40", "--classpath", SAMPLE);
      assertThat(seed.exit()).as(seed.all()).isZero();
      assertThat(seed.out())
          .contains("Category 4, Product 30, Address 40, Customer 40, Order 40, OrderLine 80");
    }
    for (String sql :
        List.of(
            "SELECT sum(id * unit_price * quantity) FROM order_lines JOIN orders ON id = order_id",
            "SELECT sum(length(display_name) * id) FROM customers",
            "SELECT sum(price * category_id) FROM products")) {
      assertThat(query("two.sqlite", sql)).isEqualTo(query("one.sqlite", sql)).isPositive();
    }
    assertThat(query("one.sqlite", "SELECT count(*) FROM products WHERE status = 'RETIRED'"))
        .isEqualTo(10);
  }

  @Test
  void theSampleShopTellsItsScenarioOnTwoDatabases() throws Exception {
    MongoServers.Database mongo = MongoServers.embedded();
    Map<String, String> variables =
        Map.of("MONGO_TEST_URI", mongo.uri(), "MONGO_TEST_DB_NAME", mongo.name());
    Shell shell = new Shell(folder, repository);
    String[] words = {"demo", "scenario", "--mongo", "--test", "--classpath", SAMPLE};
    Result early = shell.runtime(variables, words);
    assertThat(early.exit()).as(early.all()).isEqualTo(3);
    assertThat(early.err())
        .contains("nothing was written anywhere")
        .contains("migrate run --sqlite --test")
        .contains("migrate run --mongo --test");
    for (String kind : List.of("--sqlite", "--mongo")) {
      Result run =
          shell.runtime(variables, "migrate", "run", kind, "--test", "--classpath", SAMPLE);
      assertThat(run.exit()).as(run.all()).isZero();
    }
    Result told = shell.runtime(variables, words);
    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.out())
        .containsPattern("  1\\. The shop puts two products on sale  Product 2 \\(\\d+ ms\\)")
        .containsPattern("  2\\. A customer signs up  AuditEvent 1, Customer 1 ")
        .containsPattern("  4\\. The order is paid  AuditEvent 1 ")
        .contains("CheckoutScenario is told: AuditEvent 3, Product 2, Customer 1, Order 1,");
    assertThat(
            query(
                "storage/app_test.sqlite",
                "SELECT count(*) FROM orders WHERE status = 'PAID' AND total ="
                    + " (SELECT sum(unit_price * quantity) FROM order_lines)"))
        .isEqualTo(1);
    try (MongoClient client = MongoClients.create(mongo.uri())) {
      List<Document> events =
          client
              .getDatabase(mongo.name())
              .getCollection("audit_events")
              .find()
              .into(new java.util.ArrayList<>());
      assertThat(events)
          .extracting(event -> event.getString("kind"))
          .containsExactlyInAnyOrder("customer.signed_up", "order.placed", "order.paid");
      assertThat(events.get(0).getObjectId("_id")).isNotNull();
      assertThat(events.get(0).getList("details", Document.class).get(0).getString("name"))
          .isEqualTo("number");
    }
  }
}
