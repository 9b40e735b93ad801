package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.testkit.PasswordServer;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The two roles, with real users who have the rights that docs/roles.md gives them. */
class RolesTest {
  private static final String MIGRATION = "first-secret";
  private static final String RUNTIME = "second-secret";

  private final Run run;

  RolesTest(@TempDir Path folder) {
    new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .sealed("add_name", "ALTER TABLE users ADD name VARCHAR(9)", "ALTER TABLE users DROP name")
        .compile();
    run = new Run(folder);
  }

  /** The statements of the page's section, one list a block. */
  private static List<List<String>> page(String section) throws IOException {
    String text = Files.readString(Path.of("../docs/roles.md"));
    String part = text.substring(text.indexOf("## " + section));
    int next = part.indexOf("\n## ", 1);
    return Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL)
        .matcher(next < 0 ? part : part.substring(0, next))
        .results()
        .map((MatchResult block) -> List.of(block.group(1).strip().split(";\n|;$")))
        .toList();
  }

  private static void execute(String url, String user, String password, List<String> statements)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private void assertDenied(String url, String sql) {
    assertThatThrownBy(() -> execute(url, "shop_runtime", RUNTIME, List.of(sql)))
        .as(sql)
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner|command denied).*");
  }

  private Result ok(String... args) {
    Result result = run.call(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    return result;
  }

  @ParameterizedTest
  @CsvSource({"postgresql, pg, PG, PostgreSQL", "mysql, mysql, DB, MySQL and MariaDB"})
  void theApplicationWritesRowsAndTheMigrationsTheSchema(
      String dialect, String kind, String family, String section) throws Exception {
    List<List<String>> page = page(section);
    try (PasswordServer server = PasswordServer.start(dialect)) {
      TestDatabase any = server.database(dialect, dialect.equals("mysql") ? "mysql" : "postgres");
      execute(any.url(), any.user(), "", List.of("CREATE DATABASE shop"));
      TestDatabase shop = server.database(dialect, "shop");
      execute(shop.url(), shop.user(), "", page.get(0));
      URI place = URI.create(shop.url().substring("jdbc:".length()));
      run.with("DB_CONNECTION", kind).with("APP_ENV", "production");
      run.with(family + "_HOST", place.getHost()).with(family + "_NAME", "shop");
      run.with(family + "_PORT", Integer.toString(place.getPort()));
      run.with(family + "_USER", "shop_runtime").with(family + "_PASSWORD", RUNTIME);

      // Without the other role's credentials the database itself refuses.
      Result denied = run.call("migrate", "run");
      assertThat(denied.exit()).isEqualTo(Exit.FAILED);
      assertThat(denied.err()).contains("Grant this user", "ELQ6").doesNotContain(RUNTIME);

      run.with(family + "_MIGRATION_USER", "shop_migration");
      run.with(family + "_MIGRATION_PASSWORD", MIGRATION);
      run.with("ELOQUENT_DB_ROLE", "migration");
      assertThat(ok("migrate", "run").out()).contains("Applied 2 versions");
      if (page.size() > 1) {
        execute(shop.url(), "shop_migration", MIGRATION, page.get(1));
      }
      assertThat(ok("migrate", "doctor").out())
          .contains("the application's user cannot change the schema");

      execute(
          shop.url(),
          "shop_runtime",
          RUNTIME,
          List.of(
              "INSERT INTO users (id, name) VALUES (1, 'a')",
              "UPDATE users SET name = 'b'",
              "SELECT name FROM users",
              "DELETE FROM users"));
      assertDenied(shop.url(), "ALTER TABLE users ADD age INTEGER");
      assertDenied(shop.url(), "DROP TABLE users");
      assertDenied(shop.url(), "CREATE TABLE mine (id INTEGER)");
      assertDenied(shop.url(), "CREATE INDEX mine ON users (id)");
      if (dialect.equals("postgresql")) {
        assertDenied(shop.url(), "DELETE FROM flyway_schema_history");
        assertDenied(shop.url(), "UPDATE eloquent_journal SET detail = ''");
      }

      run.with("ELOQUENT_DB_ROLE", "runtime");
      assertThat(ok("migrate", "status", "--check").out()).contains("Nothing pending.");
      ok("migrate", "validate");
      ok("migrate", "run", "--pretend");
      Result refused = run.call("migrate", "rollback");
      assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
      assertThat(refused.err()).contains(family + "_MIGRATION_USER is set", "[ELQ377]");

      run.with("ELOQUENT_DB_ROLE", "migration");
      assertThat(ok("migrate", "rollback").out()).contains("Rolled back 2 versions.");
      assertThat(ok("migrate", "run").out()).contains("Applied 2 versions");
      run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
      assertThat(ok("migrate", "fresh", "--force", "--yes").out()).contains("applied 2 versions");
      ok("migrate", "validate");
      wrongPasswords(shop.url(), kind, family);
    }
  }

  /** What the drivers themselves say of it. */
  private void wrongPasswords(String url, String kind, String family) {
    String secret = "tr0ub4dor&3 'x\"/?";
    run.with(family + "_MIGRATION_PASSWORD", secret).with("SECRET", secret);
    String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20");
    for (String format : List.of("text", "json")) {
      run.with("ELOQUENT_LOG_FORMAT", format);
      for (List<String> target :
          List.of(
              List.of("--" + kind),
              List.of("--url", url, "--user", "shop_runtime", "--password-env", "SECRET"),
              List.of("--url", url + "?user=shop_runtime&password=" + encoded),
              List.of("--url", url.replace("//", "//shop_runtime:" + encoded + "@")))) {
        List<String> words = new ArrayList<>(List.of("migrate", "status", "--debug"));
        words.addAll(target);
        Result failed = run.call(words.toArray(String[]::new));
        assertThat(failed.exit()).as(failed.err()).isEqualTo(Exit.FAILED);
        assertThat(failed.err()).contains("ELQ60");
        assertThat(failed.out() + failed.err()).doesNotContain("tr0ub4dor");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "rollback", "resume --retry", "reset", "fresh"})
  void theApplicationsRoleChangesNoSchemaInProduction(String command) {
    run.with("DB_CONNECTION", "mysql").with("DB_NAME", "shop").with("DB_PORT", "1");
    run.with("DB_MIGRATION_PASSWORD", MIGRATION).with("APP_ENV", "production");
    run.with("DB_USER", "u").with("DB_PASSWORD", RUNTIME);
    String[] words = ("migrate " + command).split(" ");
    Result refused = run.call(words);
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err())
        .isEqualTo(
            "error: this command changes the schema of mysql shop on 127.0.0.1:1, APP_ENV is"
                + " production, and the role is runtime, although DB_MIGRATION_PASSWORD is set. Set"
                + " ELOQUENT_DB_ROLE=migration for it. [ELQ377]\n");
  }

  @Test
  void theRoleIsOnlyCheckedWhereItWasChosen() {
    run.with("DB_CONNECTION", "mysql").with("DB_NAME", "shop").with("DB_PORT", "1");
    run.with("DB_MIGRATION_USER", "m").with("PG_MIGRATION_USER", "m");
    // Nobody listens there: it was tried.
    assertThat(run.call("migrate", "run").err())
        .startsWith("error: mysql shop on 127.0.0.1:1: The database cannot be reached: ");
    run.with("APP_ENV", "production").with("ELOQUENT_DB_ROLE", "migration");
    assertThat(run.call("migrate", "run").err()).contains("cannot be reached");
    run.with("ELOQUENT_DB_ROLE", "runtime").with("DB_MIGRATION_USER", "");
    assertThat(run.call("migrate", "run").err()).contains("cannot be reached");
    run.with("DB_MIGRATION_USER", "m");
    assertThat(run.call("migrate", "run", "--url", "jdbc:mysql://127.0.0.1:1/x").err())
        .contains("cannot be reached");
    assertThat(run.call("migrate", "run", "--sqlite").exit()).isZero();
  }
}
