package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateSqlTest {
  private final Path folder;
  private final Run run;

  MigrateSqlTest(@TempDir Path folder) {
    this.folder = folder;
    new CompiledProject(folder)
        .dialects("postgresql", "sqlite")
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .sealed("create_orders", "CREATE TABLE orders (id INTEGER)", "DROP TABLE orders")
        .draft("create_drafts", "CREATE TABLE drafts (id INTEGER)", "DROP TABLE drafts")
        .compile();
    run = new Run(folder);
  }

  @Test
  void showsAVersionBothWaysWithoutTouchingADatabase() {
    Result result = run.call("migrate", "sql", "V1", "--sqlite");
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .containsExactly(
            "-- V1 create users, sqlite",
            "CREATE TABLE users (id INTEGER);",
            "-- V1 create users, sqlite, reverse",
            "DROP TABLE users;");
    assertThat(Files.exists(folder.resolve("storage"))).isFalse();
  }

  @Test
  void showsTheNewestIfNoneIsNamed() {
    assertThat(run.call("migrate:sql").out())
        .startsWith("-- V3 create drafts, postgresql, draft\nCREATE TABLE drafts (id INTEGER);\n")
        .contains("\n-- V3 create drafts, sqlite, draft\nCREATE TABLE drafts (id INTEGER);\n");
  }

  @Test
  void refusesWhatIsNotThere() {
    Result unknown = run.call("migrate:sql", "9");
    assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
    assertThat(unknown.err()).contains("there is no version 9; there are 1 to 3.");
    Result word = run.call("migrate:sql", "users");
    assertThat(word.exit()).isEqualTo(Exit.USAGE);
    assertThat(word.err()).contains("\"users\" is no version: 3 or V3.");
    Result dialect = run.call("migrate:sql", "1", "--sqlite", "--mysql");
    assertThat(dialect.exit()).isEqualTo(Exit.FAILED);
    assertThat(dialect.err())
        .contains("version 1 has no file for mysql, only for postgresql, sqlite.");
  }
}
