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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final String[] CONSENTS = {"--force", "--yes"};

  private final Path folder;
  private final CompiledProject project;
  private final Run run;

  GuardTest(@TempDir Path folder) {
    this.folder = folder;
    project =
        new CompiledProject(folder)
            .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
            .compile();
    run = new Run(folder);
  }

  private Result ok(String... args) {
    Result result = run.call(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    return result;
  }

  private Result forced(String... args) {
    String[] all = Arrays.copyOf(args, args.length + CONSENTS.length);
    System.arraycopy(CONSENTS, 0, all, args.length, CONSENTS.length);
    return run.call(all);
  }

  private void production() {
    run.with("APP_ENV", "production");
  }

  /** What the journal has of operators' decisions, oldest first. */
  private List<String> decisions() throws SQLException {
    return decisions("app");
  }

  private List<String> decisions(String database) throws SQLException {
    List<String> decisions = new ArrayList<>();
    String url = "jdbc:sqlite:" + folder.resolve("storage/" + database + ".sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT event || ' ' || detail FROM eloquent_journal"
                    + " WHERE event IN ('forced', 'refused') ORDER BY id")) {
      while (rows.next()) {
        decisions.add(rows.getString(1));
      }
    }
    return decisions;
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "fresh"})
  void productionNeedsThreeConsentsAndNamesEachThatIsMissing(String command) {
    run.with("APP_ENV", "production");
    Result none = run.call("migrate", command);
    assertThat(none.exit()).isEqualTo(Exit.REFUSED);
    assertThat(none.err())
        .contains(
            "missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes [ELQ375]");

    assertThat(run.call("migrate", command, "--force", "--yes").err())
        .contains("missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true [ELQ375]\n");
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    assertThat(run.call("migrate", command, "--yes").err()).contains("missing: --force [ELQ375]\n");
    assertThat(run.call("migrate", command, "--force").err()).contains("missing: --yes [ELQ375]\n");
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "1");
    assertThat(run.call("migrate", command, "--force", "--yes").exit()).isEqualTo(Exit.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "fresh"})
  void aPipeNeedsYes(String command) {
    Result result = run.call("migrate", command);
    assertThat(result.exit()).isEqualTo(Exit.REFUSED);
    assertThat(result.err()).contains("add --yes");
  }

  @Test
  void aPersonIsAskedAndOnlyYesIsYes() {
    Result result = run.typing("y\n").call("migrate", "reset");
    assertThat(result.exit()).isEqualTo(Exit.REFUSED);
    assertThat(result.err()).contains("Type yes to go on").contains("nothing was changed");
  }

  @Test
  void whatIsForcedIsJournalled() throws Exception {
    production();
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    ok("migrate", "run");
    assertThat(forced("migrate", "reset").exit()).isZero();
    ok("migrate", "run");
    assertThat(forced("migrate", "fresh").exit()).isZero();
    run.with("APP_ENV", "");
    ok("migrate", "reset", "--yes");
    ok("migrate", "run");
    assertThat(run.typing("yes\n").call("migrate", "reset").exit()).isZero();
    String all = " in production: ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes";
    assertThat(decisions())
        .containsExactly(
            "forced migrate:reset" + all,
            "forced migrate:fresh" + all,
            "forced migrate:reset: --yes",
            "forced migrate:reset: asked, and yes was typed");
    ok("migrate", "validate");
  }

  @Test
  void seedingInProductionIsJournalled() throws Exception {
    project.seedable().compile();
    ok("migrate", "run");
    ok("db:seed", "--force");
    production();
    assertThat(run.call("db:seed").exit()).isEqualTo(Exit.REFUSED);
    ok("db:seed", "--force");
    assertThat(run.typing("yes\n").call("db:seed").exit()).isZero();
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    assertThat(forced("demo:scenario").exit()).isZero();
    assertThat(forced("db:seed:fresh").exit()).isZero();
    String all = " in production: ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes";
    assertThat(decisions())
        .containsExactly(
            "refused db:seed writes rows and APP_ENV is production: if that is meant, add --force."
                + " [ELQ847]",
            "forced db:seed in production: --force",
            "forced db:seed in production: asked, and yes was typed",
            "forced demo:scenario" + all,
            "forced db:seed:fresh" + all);
    ok("migrate", "validate");
    assertThat(ok("migrate", "run").out()).contains("Nothing to apply.");
  }

  @Test
  void seedingWhatIsNoProductionIsNot() throws Exception {
    project.seedable().compile();
    ok("migrate", "run", "--test");
    ok("migrate", "run");
    production();
    ok("db:seed", "--test");
    ok("demo:scenario", "--test");
    assertThat(decisions("app_test")).isEmpty();
    assertThat(decisions("app")).isEmpty();
  }

  @Test
  void aConsentThatCannotBeJournalledIsLoggedAndTheSeederRuns() throws Exception {
    project.seedable().compile();
    ok("migrate", "run");
    production();
    String url = "jdbc:sqlite:" + folder.resolve("storage/app.sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER no BEFORE INSERT ON eloquent_journal"
              + " BEGIN SELECT RAISE(ABORT, 'no rights'); END");
    }
    run.with("ELOQUENT_LOG_FORMAT", "json").with("ELOQUENT_LOG_LEVEL", "info");
    Result seeded = run.call("db:seed", "--force");
    assertThat(seeded.exit()).isZero();
    assertThat(seeded.err()).contains("\"event\":\"consent.unjournalled\"", "no rights");
  }

  @Test
  void aRefusalIsJournalledWhereThereIsAJournal() throws Exception {
    production();
    run.call("migrate", "reset");
    assertThat(folder.resolve("storage")).doesNotExist();
    ok("migrate", "run");
    run.call("migrate", "fresh", "--yes");
    assertThat(decisions())
        .containsExactly(
            "refused migrate:fresh loses data and APP_ENV is production: it needs all three"
                + " consents; missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force"
                + " [ELQ375]");
    ok("migrate", "validate");
    // The state is what it was, so a start still needs one query and no lock.
    assertThat(ok("migrate", "run").out()).contains("Nothing to apply.");
    assertThat(ok("migrate", "rollback").out()).contains("Rolled back 1 version.");
  }

  @Test
  void aRefusalThatCannotBeJournalledIsLoggedAndStillOne() throws Exception {
    Files.createDirectories(folder.resolve("storage"));
    Files.writeString(folder.resolve("storage/app.sqlite"), "no database ".repeat(100));
    production();
    run.with("ELOQUENT_LOG_FORMAT", "json").with("ELOQUENT_LOG_LEVEL", "info");
    Result refused = run.call("migrate", "reset");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err())
        .contains("\"event\":\"refusal.unjournalled\"", "\"event\":\"command.refused\"")
        .contains("missing: the variable");
    assertThat(folder.resolve("storage/app.sqlite")).hasContent("no database ".repeat(100));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--all-migrations", "--to=0"})
  void aRollbackOfEverythingIsAReset(String everything) throws Exception {
    ok("migrate", "run");
    production();
    Result refused = run.call("migrate", "rollback", everything);
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err())
        .contains("missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes");
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    assertThat(forced("migrate", "rollback", everything).exit()).isZero();
    assertThat(decisions()).hasSize(2).last().asString().startsWith("forced migrate:rollback of");
  }

  /** No consent makes a reverse that nobody wrote, or lets a draft into production. */
  @Test
  void noConsentAllowsWhatIsNeverDone() throws Exception {
    project.sealed("fill_users", "INSERT INTO users VALUES (1)", null).compile();
    production();
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    ok("migrate", "run");
    for (String command : List.of("rollback", "reset")) {
      Result irreversible = forced("migrate", command);
      assertThat(irreversible.exit()).isEqualTo(Exit.REFUSED);
      assertThat(irreversible.err()).contains("Version 2", "irreversible", "[ELQ627]");
    }
    project.draft("drafts", "CREATE TABLE drafts (id INTEGER)", "DROP TABLE drafts").compile();
    for (String command : List.of("run", "fresh")) {
      Result draft = forced("migrate", command);
      assertThat(draft.exit()).isEqualTo(Exit.REFUSED);
      assertThat(draft.err()).contains("not sealed", "--sealed-only", "[ELQ378]");
    }
    assertThat(decisions())
        .hasSize(2)
        .allMatch(d -> d.startsWith("refused ") && d.endsWith("[ELQ378]"));
  }

  /** A draft that was applied and then sealed with other statements, on a production database. */
  @Test
  void redoingADraftInProductionNeedsAllConsents() throws Exception {
    project.draft("drafts", "CREATE TABLE drafts (id INTEGER)", "DROP TABLE drafts").compile();
    ok("migrate", "run");
    new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .sealed("drafts", "CREATE TABLE drafts (id INTEGER, name TEXT)", "DROP TABLE drafts")
        .compile();
    production();
    Result unasked = run.typing("yes\n").call("migrate", "run");
    assertThat(unasked.exit()).isEqualTo(Exit.REFUSED);
    assertThat(unasked.err()).contains("ELQ623").doesNotContain("Type yes");
    Result alone = run.call("migrate", "run", "--redo-draft");
    assertThat(alone.exit()).isEqualTo(Exit.REFUSED);
    assertThat(alone.err())
        .contains("migrate:run --redo-draft loses data")
        .contains("missing: the variable ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes");
    run.with("ELOQUENT_ALLOW_PROD_DESTRUCTIVE", "true");
    assertThat(forced("migrate", "run", "--redo-draft").out()).contains("Applied 1 version");
    assertThat(decisions())
        .last()
        .isEqualTo(
            "forced migrate:run --redo-draft in production:"
                + " ELOQUENT_ALLOW_PROD_DESTRUCTIVE=true, --force, --yes");
  }
}
