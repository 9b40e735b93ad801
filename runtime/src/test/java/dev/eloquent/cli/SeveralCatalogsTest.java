package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.format.ModelLines;
import dev.eloquent.format.ModelLines.ColumnLine;
import dev.eloquent.migration.Interruption;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands on three catalogues in one SQLite file: billing refers to zones and accounts, and
 * accounts to zones, so that neither the ids nor the class path have the right order.
 */
class SeveralCatalogsTest {
  private final Path folder;
  private final Run run;
  private final CompiledProject zones;
  private final CompiledProject accounts;
  private final CompiledProject billing;
  private String classpath = "";

  SeveralCatalogsTest(@TempDir Path folder) {
    this.folder = folder;
    run = new Run(folder);
    zones = module("zones", "zone");
    accounts = module("accounts", "account").refersTo("zone");
    billing = module("billing", "bill").refersTo("account", "zone");
  }

  private CompiledProject module(String id, String table) {
    ModelLines model =
        new ModelLines(
            id + ".Model",
            table,
            "",
            List.of(new ColumnLine("id", "bigint", false)),
            List.of("id"),
            List.of(),
            List.of());
    return new CompiledProject(folder.resolve(id))
        .catalog(id)
        .inPackage(id)
        .models(model)
        .sealed("create_" + table, "CREATE TABLE " + table + " (id INT)", "DROP TABLE " + table);
  }

  @BeforeEach
  void compile() {
    classpath = classes(billing.compile(), accounts.compile(), zones.compile());
  }

  private static String classes(CompiledProject... projects) {
    List<String> entries = new ArrayList<>();
    for (CompiledProject project : projects) {
      entries.add(project.classes.toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private Result call(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--classpath", classpath));
    return run.call(all.toArray(String[]::new));
  }

  private String ok(String... args) {
    Result result = call(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(Exit.DONE);
    return result.out().replaceAll("\\([0-9]+ ms\\)", "(- ms)");
  }

  private String fails(int exit, String... args) {
    Result result = call(args);
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    return result.err();
  }

  private List<String> query(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    String url = "jdbc:sqlite:" + folder.resolve("storage/app.sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private void execute(String sql) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("storage/app.sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private List<String> tables() throws SQLException {
    return query(
        "SELECT name FROM sqlite_master WHERE name IN ('zone', 'account', 'bill', 'more') ORDER BY 1");
  }

  /** One more version of accounts, compiled. */
  private void more() {
    accounts.sealed("create_more", "CREATE TABLE more (id INT)", "DROP TABLE more").compile();
  }

  @Test
  void appliesThoseFirstThatOthersReferTo() throws Exception {
    assertThat(ok("migrate", "run"))
        .isEqualTo(
            """
            sqlite storage/app.sqlite, catalogue zones
              applied     V1 create_zone (- ms)
            Applied 1 version, batch 1.
            sqlite storage/app.sqlite, catalogue accounts
              applied     V1 create_account (- ms)
            Applied 1 version, batch 1.
            sqlite storage/app.sqlite, catalogue billing
              applied     V1 create_bill (- ms)
            Applied 1 version, batch 1.
            """);
    assertThat(tables()).containsExactly("account", "bill", "zone");
    assertThat(
            query(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'flyway%' OR name LIKE"
                    + " 'eloquent%') ORDER BY 1"))
        .containsExactly(
            "eloquent_journal_accounts",
            "eloquent_journal_billing",
            "eloquent_journal_zones",
            "flyway_schema_history_accounts",
            "flyway_schema_history_billing",
            "flyway_schema_history_zones");
    assertThat(ok("migrate", "run").lines().filter("Nothing to apply."::equals)).hasSize(3);
  }

  @Test
  void takesThoseThatAreNamedInTheSameOrder() throws Exception {
    assertThat(ok("migrate", "run", "--catalog", "accounts, zones"))
        .containsSubsequence("catalogue zones", "catalogue accounts")
        .doesNotContain("billing");
    assertThat(ok("migrate", "run", "--catalog", "billing"))
        .startsWith("sqlite storage/app.sqlite\n");
    assertThat(tables()).containsExactly("account", "bill", "zone");
    String unknown = fails(Exit.USAGE, "migrate", "run", "--catalog", "zones,nöwhere");
    assertThat(unknown)
        .contains("no catalogue \"nöwhere\"", "\"accounts\", \"billing\", \"zones\"", "ELQ384");
  }

  @Test
  void rollsBackTheNewestBatchWhereverItIs() throws Exception {
    ok("migrate", "run");
    more();
    ok("migrate", "run");
    assertThat(ok("migrate", "rollback"))
        .contains("catalogue accounts\n  rolled back V2__create_more.sql")
        .doesNotContain("zones", "billing");
    assertThat(ok("migrate", "rollback"))
        .containsSubsequence(
            "V1__create_bill.sql", "V1__create_account.sql", "V1__create_zone.sql");
    assertThat(tables()).isEmpty();
    assertThat(ok("migrate", "rollback")).contains("Nothing to roll back.");
  }

  /** A run of one alone has a number of its own history, which is no newer than the others'. */
  @Test
  void whatOneRunAppliesIsOneBatchHoweverManyThereWereBefore() throws Exception {
    ok("migrate", "run", "--catalog", "zones");
    ok("migrate", "rollback", "--catalog", "zones");
    ok("migrate", "run", "--catalog", "zones");
    assertThat(ok("migrate", "run"))
        .contains("Applied 1 version, batch 3.")
        .doesNotContain("batch 1");
    assertThat(ok("migrate", "rollback"))
        .containsSubsequence("V1__create_bill.sql", "V1__create_account.sql")
        .doesNotContain("create_zone");
    assertThat(tables()).containsExactly("zone");
  }

  @Test
  void resetsInTheReverseOrderAndAsksOnce() throws Exception {
    ok("migrate", "run");
    assertThat(fails(Exit.REFUSED, "migrate", "reset")).contains("ELQ376");
    run.typing("yes\n");
    Result reset = call("migrate", "reset");
    assertThat(reset.exit()).isZero();
    assertThat(reset.err().split("Type yes", -1)).hasSize(2);
    assertThat(reset.out())
        .containsSubsequence("catalogue billing", "catalogue accounts", "catalogue zones");
    assertThat(tables()).isEmpty();
    // The refusal and the consent are in each journal.
    for (String id : List.of("zones", "accounts", "billing")) {
      assertThat(
              query(
                  "SELECT event FROM eloquent_journal_"
                      + id
                      + " WHERE event IN ('refused', 'forced') ORDER BY id"))
          .containsExactly("refused", "forced");
    }
  }

  @Test
  void freshEmptiesOnceAndAppliesAll() throws Exception {
    ok("migrate", "run");
    execute("CREATE TABLE more (id INT)");
    assertThat(ok("migrate", "fresh", "--yes"))
        .contains("This drops:\n  table account\n  table bill\n  table more\n  table zone")
        .contains("Dropped 4 objects.")
        .containsSubsequence("catalogue zones", "catalogue accounts", "catalogue billing");
    assertThat(tables()).containsExactly("account", "bill", "zone");
    assertThat(query("SELECT type FROM flyway_schema_history_billing ORDER BY installed_rank"))
        .containsExactly("SQL", "DELETE", "SQL");
    ok("migrate", "validate");
  }

  @Test
  void freshRefusesWhileTheHistoryOfAnotherIsThere() throws Exception {
    ok("migrate", "run");
    assertThat(fails(Exit.REFUSED, "migrate", "fresh", "--yes", "--catalog", "billing,accounts"))
        .contains("flyway_schema_history_zones", "ELQ629");
    assertThat(tables()).containsExactly("account", "bill", "zone");
    assertThat(query("SELECT count(*) FROM flyway_schema_history_billing")).containsExactly("1");
  }

  @Test
  void statusHasASectionForEach() throws Exception {
    ok("migrate", "run", "--catalog", "zones");
    String status = ok("migrate", "status");
    assertThat(status)
        .containsSubsequence(
            "catalogue zones, history table flyway_schema_history_zones, environment",
            "Nothing pending.",
            "catalogue accounts, history table flyway_schema_history_accounts (none yet)",
            "1 version pending.",
            "catalogue billing");
    assertThat(call("migrate", "status", "--check").exit()).isEqualTo(Exit.PENDING);
    assertThat(call("migrate", "status", "--check", "--catalog", "zones").exit()).isZero();
  }

  @Test
  void aDraftThatMustNotRunIsSaidToBeOfItsModule() {
    accounts.draft("create_more", "CREATE TABLE more (id INT)", "DROP TABLE more").compile();
    run.with("APP_ENV", "production");
    assertThat(fails(Exit.REFUSED, "migrate", "run"))
        .startsWith("error: catalogue accounts holds a version that is not sealed, and APP_ENV is");
    ok("migrate", "run", "--sealed-only");
  }

  @Test
  void validateKeepsAHeadOfEach() throws Exception {
    ok("migrate", "run");
    String out = ok("migrate", "validate");
    List<String> heads =
        out.lines().filter(l -> l.startsWith("  head")).map(l -> l.substring(11)).toList();
    assertThat(heads).hasSize(3);
    String expected = "billing=" + heads.get(2) + ",zones=" + heads.get(0);
    ok("migrate", "validate", "--expect-head", expected);
    String wrong = "zones=" + heads.get(2);
    Result invalid = call("migrate", "validate", "--expect-head", wrong);
    assertThat(invalid.exit()).isEqualTo(Exit.FAILED);
    assertThat(invalid.out())
        .containsSubsequence("catalogue zones", "problem", "catalogue accounts", "Valid.");
    assertThat(invalid.err())
        .isEqualTo("error: sqlite storage/app.sqlite, catalogue zones: 1 problem found\n");
    assertThat(fails(Exit.USAGE, "migrate", "validate", "--expect-head", heads.get(0)))
        .contains("ID=HEAD", "ELQ386");
    assertThat(fails(Exit.USAGE, "migrate", "validate", "--expect-head", "shop=" + heads.get(0)))
        .contains("catalogue shop", "ELQ386");
    String twice = "zones=" + heads.get(0) + ",zones=" + heads.get(1);
    assertThat(fails(Exit.USAGE, "migrate", "validate", "--expect-head", twice))
        .contains("--expect-head names catalogue zones twice");
    ok("migrate", "validate", "--catalog", "zones", "--expect-head", heads.get(0));
    ok("migrate", "validate", "--catalog", "zones", "--expect-head", "zones=" + heads.get(0));
  }

  @Test
  void whatCountsVersionsMeansOne() {
    for (String[] command :
        new String[][] {
          {"run", "--to", "1"},
          {"run", "--step", "1"},
          {"rollback", "--to", "0"},
          {"rollback", "--step", "1"},
          {"resume", "--retry", "--step", "1"},
          {"status", "--history-table", "own"}
        }) {
      List<String> words = new ArrayList<>(List.of("migrate"));
      words.addAll(List.of(command));
      assertThat(fails(Exit.USAGE, words.toArray(String[]::new)))
          .contains(
              command[command.length - 2] + " is for one catalogue", "--catalog ID", "ELQ385");
    }
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  @Test
  void pretendsForEach() {
    assertThat(ok("migrate", "run", "--pretend"))
        .containsSubsequence(
            "catalogue zones", "CREATE TABLE zone", "catalogue accounts", "account");
    assertThat(folder.resolve("storage")).doesNotExist();
    ok("migrate", "run");
    assertThat(ok("migrate", "rollback", "--pretend"))
        .containsSubsequence("DROP TABLE bill", "DROP TABLE account", "DROP TABLE zone");
  }

  @Test
  void stopsAtTheFirstFailureAndSaysWhere() throws Exception {
    accounts.sealed("broken", "CREATE TABLE zone (id INT)", "DROP TABLE zone").compile();
    assertThat(fails(Exit.FAILED, "migrate", "run"))
        .contains("catalogue accounts: ", "already exists", "V2__broken.sql:1");
    assertThat(tables()).containsExactly("account", "zone");
    Result status = call("migrate", "status", "--check");
    assertThat(status.exit()).isEqualTo(Exit.PENDING);
    assertThat(status.out()).contains("failed", "catalogue billing");
  }

  @Test
  void whatOnlyLooksGoesOnBehindAFailure() throws Exception {
    ok("migrate", "run");
    execute("DROP TABLE eloquent_journal_accounts");
    execute("CREATE VIEW eloquent_journal_accounts AS SELECT * FROM gone");
    Result status = call("migrate", "status");
    assertThat(status.exit()).isEqualTo(Exit.FAILED);
    assertThat(status.err()).contains("catalogue accounts");
    assertThat(status.out()).contains("catalogue accounts: failed", "catalogue billing");
  }

  @Test
  void aCatalogueWithoutAVersionForTheDatabaseIsPassedOver() throws Exception {
    CompiledProject documents =
        new CompiledProject(folder.resolve("documents"))
            .catalog("documents")
            .inPackage("documents")
            .dialects("mysql")
            .sealed("create_events", "CREATE TABLE events (id INT)", "DROP TABLE events")
            .compile();
    classpath = classes(documents, zones);
    assertThat(ok("migrate", "run"))
        .contains("catalogue documents\nNo version for this database.\n", "V1 create_zone");
    assertThat(ok("migrate", "fresh", "--yes")).contains("No version for this database.");
    classpath = classes(documents);
    assertThat(fails(Exit.REFUSED, "migrate", "run")).contains("ELQ622");
  }

  @Test
  void refusesBeforeAnythingWhenATableOfNobodyIsReferredTo() {
    classpath = classes(billing, accounts);
    String error = fails(Exit.REFUSED, "migrate", "run");
    assertThat(error)
        .contains("catalogue accounts refer to table zone", "ELQ647")
        .contains("no catalogue of the class path has table zone: add its module's classes or jar");
    assertThat(ok("migrate", "status")).contains("accounts (none yet)", "billing (none yet)");
  }

  @Test
  void refusesOneWhoseTargetIsNotMigratedHere() throws Exception {
    assertThat(fails(Exit.REFUSED, "migrate", "run", "--catalog", "accounts"))
        .contains(
            "refer to table zone", "table zone is of catalogue zones: name that in --catalog");
    assertThat(tables()).isEmpty();
    ok("migrate", "run", "--catalog", "zones");
    ok("migrate", "run", "--catalog", "accounts");
    classpath = classes(billing);
    // Whoever made it: the table is there.
    ok("migrate", "run");
  }

  @Test
  void namesAllThatAreMissingAndOnlyThem() throws Exception {
    assertThat(fails(Exit.REFUSED, "migrate", "run", "--catalog", "billing"))
        .contains("catalogue billing refer to tables account, zone of other catalogues")
        .contains("table account is of catalogue accounts", "table zone is of catalogue zones");
    ok("migrate", "run", "--catalog", "zones");
    assertThat(fails(Exit.REFUSED, "migrate", "run", "--catalog", "billing"))
        .contains("catalogue billing refer to table account of another catalogue")
        .contains("table account is of catalogue accounts")
        .doesNotContain("zone");
  }

  @Test
  void pretendingRefusesAsTheRunDoes() throws Exception {
    assertThat(fails(Exit.REFUSED, "migrate", "run", "--pretend", "--catalog", "accounts"))
        .contains("refer to table zone", "name that in --catalog", "ELQ647");
    assertThat(fails(Exit.REFUSED, "migrate", "run", "--pretend", "--catalog", "accounts,billing"))
        .contains("refer to table zone", "ELQ647");
    assertThat(folder.resolve("storage")).doesNotExist();
    ok("migrate", "run", "--catalog", "zones");
    assertThat(ok("migrate", "run", "--pretend", "--catalog", "accounts,billing"))
        .contains("CREATE TABLE account", "CREATE TABLE bill");
    assertThat(ok("migrate", "run", "--pretend", "--catalog", "accounts"))
        .contains("CREATE TABLE account");
  }

  @Test
  void refusesACircle() {
    zones.refersTo("bill").compile();
    assertThat(fails(Exit.FAILED, "migrate", "run"))
        .contains("catalogue accounts refers to table zone of catalogue zones")
        .contains("catalogue zones refers to table bill of catalogue billing")
        .contains("catalogue billing refers to table account of catalogue accounts", "ELQ646");
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  @Test
  void refusesTwoOfOneId() {
    CompiledProject other =
        new CompiledProject(folder.resolve("other"))
            .catalog("zones")
            .inPackage("other")
            .sealed("create_more", "CREATE TABLE more (id INT)", "DROP TABLE more")
            .compile();
    classpath = classes(zones, other);
    for (String[] options : new String[][] {{}, {"--catalog", "zones"}}) {
      List<String> words = new ArrayList<>(List.of("migrate", "run"));
      words.addAll(List.of(options));
      assertThat(fails(Exit.FAILED, words.toArray(String[]::new)))
          .contains("Two catalogues have the id \"zones\"")
          .contains("other.migrations.Migrations in ", "zones.migrations.Migrations in ")
          .contains("-Aeloquent.catalog=ID", "ELQ645");
    }
    assertThat(folder.resolve("storage")).doesNotExist();
  }

  /** The loader of services shows the first of two equal class names, and nothing of the second. */
  @Test
  void refusesTwoOfOneClassName() {
    CompiledProject other =
        new CompiledProject(folder.resolve("other"))
            .catalog("zones")
            .inPackage("zones")
            .sealed("create_more", "CREATE TABLE more (id INT)", "DROP TABLE more")
            .compile();
    classpath = classes(zones, other);
    assertThat(fails(Exit.FAILED, "migrate", "run"))
        .contains("Two catalogues are compiled to class zones.migrations.Migrations", "ELQ645");
    classpath = zones.classes + File.pathSeparator + zones.jar();
    ok("migrate", "run");
  }

  @Test
  void logsSayWhoseAVersionIs() {
    run.with("ELOQUENT_LOG_FORMAT", "json").with("ELOQUENT_LOG_LEVEL", "info");
    Result result = call("migrate", "run");
    List<String> applied =
        result.err().lines().filter(line -> line.contains("migration.applied")).toList();
    assertThat(applied).hasSize(3);
    assertThat(applied.get(0)).contains("\"catalog\":\"zones\"", "\"version\":1");
    assertThat(applied.get(2)).contains("\"catalog\":\"billing\"");
    Result one = call("migrate", "rollback", "--catalog", "billing");
    assertThat(one.err()).contains("migration.rolled_back").doesNotContain("\"catalog\"");
  }

  @Test
  void onEachOfSeveralDatabases() throws Exception {
    run.with("SQLITE_PATH", "storage/app.sqlite").with("PG_NAME", "shop").with("PG_PORT", "1");
    Result result = call("migrate", "run", "--all-connections");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.out())
        .containsSubsequence(
            "Connection  Exit",
            "storage/app.sqlite, catalogue zones",
            "Applied 1 version, batch 1.",
            "storage/app.sqlite, catalogue accounts",
            "storage/app.sqlite, catalogue billing",
            "pg");
    assertThat(tables()).containsExactly("account", "bill", "zone");
  }

  /** How often somebody comes in a status of those; all are turned away. */
  private int visits(String... options) throws Exception {
    AtomicInteger visits = new AtomicInteger();
    Thread door;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      door =
          new Thread(
              () -> {
                try {
                  while (true) {
                    server.accept().close();
                    visits.incrementAndGet();
                  }
                } catch (IOException closed) {
                  // The test is done.
                }
              });
      door.start();
      run.with("PG_NAME", "shop").with("PG_PORT", Integer.toString(server.getLocalPort()));
      String error = fails(Exit.FAILED, with(options, "migrate", "status", "--pg"));
      assertThat(error).contains("cannot be reached");
    }
    door.join();
    return visits.get();
  }

  @Test
  void aServerThatIsNotThereIsTriedOnce() throws Exception {
    int once = visits("--catalog", "zones");
    assertThat(once).isPositive();
    assertThat(visits()).isEqualTo(once);
    Result status = call("migrate", "status", "--pg");
    assertThat(status.out())
        .contains("catalogue zones: failed", "catalogue accounts: failed", "billing: failed");
  }

  @Test
  void resumesTheOneThatIsInDoubt() throws Exception {
    TestDatabase database = Databases.mariadb();
    accounts.sealed("empty", "TRUNCATE TABLE account", "SELECT 1").compile();
    String[] server = {"--url", database.url(), "--user", database.user()};
    ok(with(server, "migrate", "run", "--catalog", "zones"));
    URL[] classes = {accounts.classes.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      MigrationCatalog catalog =
          ServiceLoader.load(MigrationCatalog.class, loader).findFirst().orElseThrow();
      Interruption.behind("TRUNCATE TABLE account", database, catalog, false);
    }
    assertThat(fails(Exit.REFUSED, with(server, "migrate", "run")))
        .contains("catalogue accounts: ", "ELQ640");
    Result resumed = call(with(server, "migrate", "resume", "--assume-done"));
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains("Version 2 was interrupted in statement 1 of 1");
    assertThat(resumed.out())
        .contains("catalogue accounts", "Applied 1 version")
        .doesNotContain("zones", "billing");
    assertThat(ok(with(server, "migrate", "run"))).contains("V1 create_bill");
    assertThat(fails(Exit.REFUSED, with(server, "migrate", "resume", "--retry")))
        .contains("ELQ641");
  }

  private static String[] with(String[] options, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(options));
    return all.toArray(String[]::new);
  }

  @Test
  void commandsWithoutADatabaseWantToKnowWhich() {
    assertThat(fails(Exit.USAGE, "migrate", "sql"))
        .contains("3 catalogues in", "Choose one with --catalog ID");
    assertThat(ok("migrate", "sql", "--catalog", "zones")).contains("CREATE TABLE zone");
  }
}
