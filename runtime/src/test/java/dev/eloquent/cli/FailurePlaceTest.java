package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailurePlaceTest {
  private static final String FILES = "src/main/resources/db/migration/";
  private final Path folder;
  private final Run run;

  FailurePlaceTest(@TempDir Path folder) {
    this.folder = folder;
    run = new Run(folder);
  }

  private String fails(TestDatabase database, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", database.url(), "--user", database.user()));
    if (!database.password().isEmpty()) {
      run.with("SECRET", database.password());
      all.addAll(List.of("--password-env", "SECRET"));
    }
    Run.Result result = run.call(all.toArray(String[]::new));
    assertThat(result.exit()).as(result.out()).isEqualTo(Exit.FAILED);
    return result.err();
  }

  /** PostgreSQL counts characters, MySQL and MariaDB lines, SQLite says nothing. */
  @ParameterizedTest
  @CsvSource({"postgresql, 3", "mysql, 3", "sqlite, 1"})
  void isTheLineThatTheDatabaseNames(String dialect, int line) {
    // To SQLite INT INT is a type.
    String mistake = dialect.equals("sqlite") ? "id INT" : "other INT INT";
    new CompiledProject(folder)
        .dialects(dialect)
        .sealed("broken", "CREATE TABLE a (\n  id INT,\n  " + mistake + "\n)", "SELECT 1")
        .compile();
    assertThat(fails(Databases.create(dialect), "migrate", "run"))
        .contains("\n  at   " + FILES + dialect + "/V1__broken.sql:" + line + "\n");
  }

  @Test
  void anOpenVersionIsCorrectedInItsFile() {
    new CompiledProject(folder).open("fill", "UPDATE no SET x = 1", "SELECT 1").compile();
    assertThat(fails(Databases.sqlite(), "migrate", "run"))
        .contains("  at   " + FILES + "sqlite/V1__fill.sql:1\n")
        .contains(
            "  next correct the file, then: mvn compile && java -jar runtime.jar migrate run");
  }

  @Test
  void aRollbackIsInTheFileOfTheReverse() {
    new CompiledProject(folder)
        .sealed("users", "CREATE TABLE users (id INTEGER)", "DROP TABLE nothing")
        .compile();
    TestDatabase database = Databases.sqlite();
    assertThat(run.call("migrate", "run", "--url", database.url()).exit()).isZero();
    assertThat(fails(database, "migrate", "rollback"))
        .contains("[ELQ612]\n  at   " + FILES + "undo/sqlite/U1__users.sql:1\n")
        .endsWith("  next correct what the database says, then the same command again\n");
  }

  @Test
  void aJarsFileIsOnTheClassPath() {
    CompiledProject project =
        new CompiledProject(folder)
            .sealed("broken", "CREATE TABLE a (id INT, id INT)", "SELECT 1")
            .compile();
    assertThat(fails(Databases.sqlite(), "migrate", "run", "--classpath", project.jar().toString()))
        .contains("  at   db/migration/sqlite/V1__broken.sql:1 on the class path\n");
  }
}
