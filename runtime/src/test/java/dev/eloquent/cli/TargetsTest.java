package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private final Path folder;
  private final Run run;
  private final TargetOptions options = new TargetOptions();

  TargetsTest(@TempDir Path folder) {
    this.folder = folder;
    this.run = new Run(folder);
  }

  private List<Target> all() {
    return new Targets(run.session(), options).resolve();
  }

  private Target one() {
    assertThat(all()).hasSize(1);
    return all().get(0);
  }

  private void assertUsage(String message) {
    assertThatThrownBy(this::all)
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exit()).isEqualTo(Exit.USAGE))
        .hasMessageContaining(message);
  }

  @Test
  void isSqliteInStorageByDefault() {
    assertThat(one().url()).isEqualTo("jdbc:sqlite:" + folder.resolve("storage/app.sqlite"));
    assertThat(one().label()).isEqualTo("sqlite storage/app.sqlite");
    assertThat(folder.resolve("storage")).doesNotExist();
    one().forWriting();
    assertThat(folder.resolve("storage")).isDirectory();
  }

  @Test
  void takesTheConnectionAndItsFamily() {
    run.with("DB_CONNECTION", "pg").with("PG_HOST", "db").with("PG_PORT", "6000");
    run.with("PG_DB_NAME", "my shop").with("PG_USER", "u").with("PG_PASSWORD", "p");
    assertThat(one().url()).isEqualTo("jdbc:postgresql://db:6000/my%20shop");
    assertThat(one().user()).isEqualTo("u");
    assertThat(one().password()).isEqualTo("p");
    assertThat(one().toString()).isEqualTo("pg my shop on db:6000");
  }

  @Test
  void anOptionWinsOverTheVariable() {
    run.with("DB_CONNECTION", "pg").with("DB_NAME", "shop");
    options.mysql = true;
    assertThat(one().url()).isEqualTo("jdbc:mysql://127.0.0.1:3306/shop");
    assertThat(one().user()).isNull();
  }

  @Test
  void theRoleComesBeforeThePlainVariables() {
    run.with("DB_CONNECTION", "mysql").with("DB_NAME", "shop").with("DB_USER", "plain");
    run.with("DB_RUNTIME_USER", "reader").with("DB_MIGRATION_USER", "owner");
    assertThat(one().user()).isEqualTo("reader");
    run.with("ELOQUENT_DB_ROLE", "migration");
    assertThat(one().user()).isEqualTo("owner");
    run.with("ELOQUENT_DB_ROLE", "root");
    assertUsage("use runtime or migration");
  }

  @Test
  void aWrongVariableIsNamedAsItIsSet() {
    run.with("DB_CONNECTION", "pg").with("PG_NAME", "shop").with("PG_PORT", "5432");
    run.with("PG_RUNTIME_PORT", "many");
    assertUsage("PG_RUNTIME_PORT is \"many\", which is no port.");
  }

  @Test
  void testTakesTheTestFamilyAndNothingElse() {
    run.with("DB_CONNECTION", "mysql").with("DB_NAME", "production").with("DB_USER", "u");
    options.test = true;
    assertUsage("DB_TEST_NAME");
    run.with("DB_TEST_NAME", "t").with("DB_TEST_MIGRATION_USER", "m");
    run.with("ELOQUENT_DB_ROLE", "migration");
    assertThat(one().url()).endsWith("/t");
    assertThat(one().user()).isEqualTo("m");
    run.with("DB_TEST_CONNECTION", "sqlite");
    assertThat(one().label()).isEqualTo("sqlite storage/app_test.sqlite");
  }

  @Test
  void theProcessWinsOverTheFile() throws Exception {
    Files.writeString(folder.resolve(".env"), "SQLITE_PATH=from_file\nDB_CONNECTION=sqlite\n");
    assertThat(one().label()).isEqualTo("sqlite from_file");
    run.with("SQLITE_PATH", "from_process");
    assertThat(one().label()).isEqualTo("sqlite from_process");
  }

  @Test
  void allConnectionsAreThoseThatAreConfigured() {
    options.allConnections = true;
    assertUsage("no database is configured");
    run.with("PG_NAME", "a").with("DB_NAME", "b").with("SQLITE_PATH", "c");
    assertThat(all()).extracting(Target::kind).containsExactly(Kind.SQLITE, Kind.PG, Kind.MYSQL);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/x?password=hunter2, pg db/x",
    "jdbc:mysql://u:hunter2@db:1/x, mysql db:1/x",
    "jdbc:mariadb://db/x, mysql db/x",
    "jdbc:sqlite:a/b.db, sqlite a/b.db"
  })
  void takesAUrlAndShowsNoSecretOfIt(String url, String label) {
    options.url = url;
    assertThat(one().label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://u:hun/ter2@db/x",
        "jdbc:mysql://u:hun?ter2@db/x",
        "jdbc:mysql://u:1?hunter2@db:1/x",
        "jdbc:postgresql://u:hunter#2@db/x",
        "jdbc:mysql://u:hunter;2@db/x"
      })
  void refusesAUrlWhosePasswordADriverWouldTellInParts(String url) {
    options.url = url;
    assertUsage("must be encoded");
    assertThatThrownBy(this::all).hasMessageNotContaining("hun");
  }

  @Test
  void anAtSignInAParameterIsNoUser() {
    options.url = "jdbc:mysql://db:3306/x?user=a@b&useSSL=true";
    assertThat(one().label()).isEqualTo("mysql db:3306/x");
  }

  @Test
  void takesThePasswordForAUrlFromAVariable() {
    options.url = "jdbc:mysql://db/x";
    options.user = "u";
    options.passwordEnv = "MY_SECRET";
    assertUsage("MY_SECRET is not set");
    run.with("MY_SECRET", "hunter2");
    assertThat(one().password()).isEqualTo("hunter2");
    assertThat(one().toString()).doesNotContain("hunter2");
  }

  @Test
  void refusesContradictions() {
    options.pg = true;
    options.sqlite = true;
    assertUsage("choose one");
    options.sqlite = false;
    options.user = "u";
    assertUsage("belong to --url");
  }

  @ParameterizedTest
  @CsvSource({
    "DB_CONNECTION, 'mysql,pg', --all-connections",
    "DB_CONNECTION, oracle, 'sqlite, pg, mysql or mongo'",
    "DB_HOST, 'db/x?allowLoadLocalInfile=true', no host name",
    "DB_HOST, 'u:p@db', no host name",
    "DB_PORT, 70000, no port",
    "DB_PORT, '1;2', no port"
  })
  void refusesVariablesThatMeanNothingOrTooMuch(String variable, String value, String message) {
    run.with("DB_CONNECTION", "mysql").with("DB_NAME", "shop").with(variable, value);
    assertUsage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a?foreign_keys=off", "file:x", "a\u0000b"})
  void refusesPathsThatAreMoreThanPaths(String path) {
    run.with("SQLITE_PATH", path);
    assertUsage("path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:mem:x", "postgres://u@h/x", "", "jdbc:"})
  void refusesOtherUrls(String url) {
    options.url = url;
    assertUsage("--url must begin with");
  }
}
