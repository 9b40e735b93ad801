package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a SQLite file, from the arguments to the tables. */
class DatabaseCommandsTest {
  private final Path folder;
  private final CompiledProject project;
  private final Run run;

  DatabaseCommandsTest(@TempDir Path folder) {
    this.folder = folder;
    project =
        new CompiledProject(folder)
            .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
            .sealed("create_orders", "CREATE TABLE orders (id INTEGER)", "DROP TABLE orders")
            .compile();
    run = new Run(folder);
  }

  private Result ok(String... args) {
    Result result = run.call(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(Exit.DONE);
    return result;
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    String url = "jdbc:sqlite:" + folder.resolve("storage/app.sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('users', 'orders', 'drafts')"
                    + " ORDER BY name")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  @Test
  void appliesWhatIsPendingAndMakesTheFolder() throws Exception {
    assertThat(ok("migrate", "run").out())
        .contains("sqlite storage/app.sqlite", "applied     V1 create_users (")
        .contains("Applied 2 versions, batch 1.");
    assertThat(tables()).containsExactly("orders", "users");
    assertThat(ok("migrate:run").out()).contains("Nothing to apply.");
  }

  @Test
  void appliesSomeAndRollsBackSome() throws Exception {
    assertThat(ok("migrate", "run", "--step", "1").out())
        .contains("Applied 1 version, batch 1; left out: 1 version.");
    assertThat(tables()).containsExactly("users");
    ok("migrate", "run", "--to", "2");
    assertThat(ok("migrate", "rollback").out()).contains("Rolled back 1 version.");
    assertThat(tables()).containsExactly("users");
    ok("migrate", "run");
    ok("migrate", "rollback", "--to", "0");
    assertThat(tables()).isEmpty();
    assertThat(ok("migrate", "rollback").out()).contains("Nothing to roll back.");
  }

  @Test
  void limitsAreTimes() throws Exception {
    Result wrong = run.call("migrate", "run", "--statement-timeout", "soon");
    assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
    assertThat(wrong.err())
        .contains("--statement-timeout \"soon\" is no time; use 500ms, 30s or 5m");
    Result none = run.call("migrate", "run", "--statement-timeout", "0s");
    assertThat(none.exit()).isEqualTo(Exit.USAGE);
    assertThat(none.err()).contains("--statement-timeout 0 allows no statement; leave it out");
    Result few = run.call("migrate", "run", "--lock-retries", "-1");
    assertThat(few.exit()).isEqualTo(Exit.USAGE);
    assertThat(few.err()).contains("--lock-retries -1: it must be 0 or more");
    ok(
        "migrate",
        "run",
        "--statement-timeout",
        "30s",
        "--lock-timeout",
        "5s",
        "--lock-retries",
        "0");
    assertThat(tables()).containsExactly("orders", "users");
  }

  @Test
  void oneTransactionForAllIfAskedFor() throws Exception {
    Result near = run.call("migrate", "run", "--tx-mode", "al");
    assertThat(near.exit()).isEqualTo(Exit.USAGE);
    assertThat(near.err()).contains("--tx-mode \"al\": it is each, all or none; did you mean all?");
    assertThat(ok("migrate", "run", "--tx-mode", "all", "--out-of-order").out())
        .contains("applied     V2 create_orders (", "Applied 2 versions, batch 1.");
    assertThat(tables()).containsExactly("orders", "users");
  }

  @Test
  void pretendsWithoutTouchingAnything() {
    assertThat(ok("migrate", "run", "--pretend").out())
        .isEqualTo(
            """
            -- sqlite storage/app.sqlite
            -- What migrate run would send, in this order, without what it writes into its history. It does not know of what is run by hand.
            -- V1__create_users.sql, one transaction
            CREATE TABLE users (id INTEGER);
            -- V2__create_orders.sql, one transaction
            CREATE TABLE orders (id INTEGER);
            """);
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  @Test
  void statusLooksWithoutCreatingAnything() {
    assertThat(ok("migrate", "status").out())
        .contains("flyway_schema_history (none yet), environment development (APP_ENV is not set)")
        .contains("2 versions pending.");
    assertThat(run.call("migrate", "status", "--check").exit()).isEqualTo(Exit.PENDING);
    assertThat(folder.resolve("storage")).doesNotExist();
    ok("migrate", "run");
    assertThat(ok("migrate", "status", "--check").out())
        .containsPattern("1 +applied +create users +20")
        .contains("Nothing pending.");
  }

  @Test
  void statusIsJsonForPrograms() {
    ok("migrate", "run", "--step", "1");
    String json = ok("migrate", "status", "--json").out();
    assertThat(json)
        .startsWith("{\n  \"environment\" : null,\n  \"connections\" : [ {\n")
        .contains("\"connection\" : \"sqlite\"", "\"dialect\" : \"sqlite\"", "\"pending\" : 1")
        .contains("\"script\" : \"V1__create_users.sql\"", "\"state\" : \"applied\"")
        .contains("\"script\" : \"V2__create_orders.sql\"", "\"state\" : \"pending\"")
        .contains("\"installedOn\" : null");
  }

  @Test
  void resetAndFreshDoWhatTheyAskedLeaveFor() throws Exception {
    ok("migrate", "run");
    assertThat(ok("migrate", "fresh", "--yes").out())
        .contains("This drops:", "users", "applied 2 versions.");
    assertThat(tables()).containsExactly("orders", "users");
    run.typing("yes\n");
    Result reset = run.call("migrate", "reset");
    assertThat(reset.exit()).isZero();
    assertThat(reset.err()).contains("Undo every version on sqlite storage/app.sqlite");
    assertThat(tables()).isEmpty();
  }

  @Test
  void productionLetsThemWithAllThreeConsents() throws Exception {
    run.with("APP_ENV", "production").with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    ok("migrate", "run");
    ok("migrate", "reset", "--force", "--yes");
    assertThat(tables()).isEmpty();
  }

  @Test
  void validates() throws Exception {
    ok("migrate", "run");
    String out = ok("migrate", "validate").out();
    assertThat(out).containsPattern("head +[0-9]+:[0-9a-f]{64}").endsWith("Valid.\n");
    String head = out.replaceAll("(?s).*head +(\\S+).*", "$1");
    ok("migrate", "validate", "--expect-head", head);
    Result other =
        run.call("migrate", "validate", "--expect-head", head.replaceAll(".$", "") + flip(head));
    assertThat(other.exit()).isEqualTo(Exit.FAILED);
    assertThat(other.out()).contains("  problem  head in eloquent_journal: the expected head ");
    assertThat(run.call("migrate", "validate", "--expect-head", "x").exit()).isEqualTo(Exit.USAGE);
    Files.delete(project.history.resolve("sqlite/V2__create_orders.sql"));
    Result missing = run.call("migrate", "validate");
    assertThat(missing.exit()).isEqualTo(Exit.FAILED);
    assertThat(missing.out()).contains("V2__create_orders.sql of version 2 is missing");
  }

  private static String flip(String head) {
    return head.endsWith("0") ? "1" : "0";
  }

  @Test
  void leavesDraftsOutInProduction() throws Exception {
    project
        .draft("create_drafts", "CREATE TABLE drafts (id INTEGER)", "DROP TABLE drafts")
        .compile();
    run.with("APP_ENV", "production");
    assertThat(run.call("migrate", "run").exit()).isEqualTo(Exit.REFUSED);
    assertThat(folder.resolve("storage")).doesNotExist();
    ok("migrate", "run", "--sealed-only");
    assertThat(tables()).containsExactly("orders", "users");
    run.with("APP_ENV", "development");
    assertThat(ok("migrate", "run").out()).contains("V3 create_drafts, a draft");
    assertThat(tables()).containsExactly("drafts", "orders", "users");
  }

  @Test
  void saysWhetherAVersionIsOpenOrADraft() throws Exception {
    project
        .open("fill", "INSERT INTO users (id) VALUES (77)", "DELETE FROM users WHERE id = 77")
        .draft("create_drafts", "CREATE TABLE drafts (id INTEGER)", "DROP TABLE drafts")
        .compile();
    assertThat(ok("migrate", "run").out())
        .contains("V3 fill, open (", "V4 create_drafts, a draft (")
        .doesNotContain("V2 create_orders,");
  }

  @Test
  void redoesAChangedDraftOnlyWithLeave() throws Exception {
    project.draft("drafts", "CREATE TABLE drafts (id INTEGER)", "DROP TABLE drafts").compile();
    ok("migrate", "run");
    recompile("CREATE TABLE drafts (id INTEGER, name TEXT)");

    Result piped = run.call("migrate", "run");
    assertThat(piped.exit()).isEqualTo(Exit.REFUSED);
    assertThat(piped.err()).contains("drafts", "--redo-draft", "ELQ623");
    assertThat(run.typing("no\n").call("migrate", "run").exit()).isEqualTo(Exit.REFUSED);
    Result asked = run.typing("yes\n").call("migrate", "run");
    assertThat(asked.exit()).isZero();
    assertThat(asked.out())
        .contains("rolled back V3__drafts.sql", "applied     V3 drafts, a draft");

    recompile("CREATE TABLE drafts (id INTEGER, age INTEGER)");
    assertThat(ok("migrate", "run", "--redo-draft").out()).contains("Applied 1 version");
    assertThat(tables()).containsExactly("drafts", "orders", "users");
  }

  private void recompile(String draft) {
    new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .sealed("create_orders", "CREATE TABLE orders (id INTEGER)", "DROP TABLE orders")
        .draft("drafts", draft, "DROP TABLE drafts")
        .compile();
  }

  @Test
  void workOnEveryConnectionAndReportTheWorst() throws Exception {
    run.with("SQLITE_PATH", "storage/app.sqlite").with("PG_NAME", "shop").with("PG_PORT", "1");
    run.with("PG_USER", "shop").with("PG_PASSWORD", "hunter2hunter2");
    Result result = run.call("migrate", "run", "--all-connections");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.out()).contains("Applied 2 versions", "pg shop on 127.0.0.1:1: failed");
    assertThat(result.err())
        .startsWith("error: pg shop on 127.0.0.1:1: The database cannot be reached: ");
    assertThat(result.out() + result.err()).doesNotContain("hunter2");
    assertThat(tables()).containsExactly("orders", "users");
    assertThat(result.out())
        .containsPattern(
            """
            (?s)
            Connection  Exit  Database +What happened
            sqlite      0     storage/app.sqlite +Applied 2 versions, batch 1.
            pg          1     shop on 127.0.0.1:1 +failed: The database cannot be reached.*
            $""");
    Result json = run.call("migrate", "status", "--all-connections", "--json");
    assertThat(json.exit()).isEqualTo(Exit.FAILED);
    assertThat(json.out()).startsWith("{").endsWith("}\n");
    assertThat(json.out()).contains("\"connection\" : \"pg\"", "\"error\" : \"");
  }

  @Test
  void whatIsPretendedOnEveryConnectionStaysAScript() throws Exception {
    run.with("SQLITE_PATH", "storage/app.sqlite");
    assertThat(ok("migrate", "run", "--pretend", "--all-connections").out())
        .endsWith(
            """
            CREATE TABLE orders (id INTEGER);
            -- Connection  Exit  Database            What happened
            -- sqlite      0     storage/app.sqlite  done
            """);
    assertThat(run.call("migrate", "status", "--all-connections", "--check").out())
        .contains("sqlite      4     storage/app.sqlite  pending");
  }

  @Test
  void aStatementThatFailsIsNamed() {
    project.sealed("broken", "CREATE TABLE users (id INTEGER)", "DROP TABLE nothing").compile();
    Result result = run.call("migrate", "run");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.out()).contains("applied     V2 create_orders");
    assertThat(result.err())
        .startsWith("error: Version 3 (V3__broken.sql) failed in statement 1 of 1: ")
        .contains("table users already exists", "CREATE TABLE users (id INTEGER) [ELQ611]\n")
        .endsWith(
            """
              at   src/main/resources/db/migration/sqlite/V3__broken.sql:1
              next is the database wrong, correct it, then: java -jar runtime.jar migrate run
                   is the file wrong, correct it, then: java -jar runtime.jar make:migration --reseal && mvn compile && java -jar runtime.jar migrate run
            """);
  }

  @Test
  void aDraftThatFailsIsCorrectedInTheModel() throws Exception {
    project.draft("broken", "CREATE TABLE x (\n  id INTEGER,\n  id TEXT)", "DROP TABLE x");
    project.compile();
    Path draft = project.classes.resolve("META-INF/eloquent/draft.sqlite.up.sql");
    Files.createDirectories(draft.getParent());
    Files.writeString(
        draft, "-- a comment\r\n\r\nCREATE TABLE x (\r\n  id INTEGER,\r\n  id TEXT);\r\n");
    assertThat(run.call("migrate", "run").err())
        .contains("  at   target/classes/META-INF/eloquent/draft.sqlite.up.sql:3\n")
        .contains(
            "  next correct the model, then: mvn compile && java -jar runtime.jar migrate run");
  }

  @Test
  void aFailureIsJournalledWithoutTheSecretsThatAreKnown() throws Exception {
    project.sealed("broken", "INSERT INTO hunter2hunter2 VALUES (1)", "DROP TABLE x").compile();
    run.with("MY_SECRET", "hunter2hunter2");
    Result failed = run.call("migrate", "run", "--debug", "--tx-mode", "none");
    assertThat(failed.exit()).isEqualTo(Exit.FAILED);
    assertThat(failed.err()).contains("no such table: ***").doesNotContain("hunter2");
    String url = "jdbc:sqlite:" + folder.resolve("storage/app.sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT detail FROM eloquent_journal WHERE event = 'failed'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).contains("no such table: ***").doesNotContain("hunter2");
    }
    assertThat(run.call("migrate", "run", "--pretend").out()).contains("INSERT INTO *** VALUES");
    assertThat(run.call("migrate", "status", "--json").out()).doesNotContain("hunter2");
  }

  @Test
  void aVersionThatDoesNotExistIsAUsageError() {
    assertThat(run.call("migrate", "run", "--to", "9").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void aFolderThatCannotBeMadeIsSaid() throws Exception {
    Files.writeString(folder.resolve("storage"), "a file where a folder should be");
    Result result = run.call("migrate", "run");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err()).contains("storage cannot be made").contains("SQLITE_PATH");
  }
}
