package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.LockFile;
import dev.eloquent.seal.DraftFixture;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make:migration} for versions written by hand, on SQLite and on PostgreSQL. */
class MakeMigrationTest {
  private static final String UP = "CREATE TABLE users (id INTEGER)";
  private static final String DOWN = "DROP TABLE users";

  private final Path folder;
  private final Run run;

  MakeMigrationTest(@TempDir Path folder) {
    this.folder = folder;
    this.run = new Run(folder);
  }

  private Result ok(String... args) {
    Result result = run.call(args);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isEqualTo(Exit.DONE);
    return result;
  }

  @Test
  void opensAnEmptyVersion() {
    new DraftFixture(folder).nothingDrafted(LockFile.EMPTY);
    assertThat(ok("make:migration", "rows", "--empty").out())
        .isEqualTo(
            """
            Opened V1 rows:
              src/main/resources/db/migration/postgresql/V1__rows.sql
              src/main/resources/db/migration/sqlite/V1__rows.sql
              src/main/resources/db/migration/undo/postgresql/U1__rows.sql
              src/main/resources/db/migration/undo/sqlite/U1__rows.sql
            Write the SQL, compile (mvn compile; after further edits mvn clean compile), try it with migrate:run, and seal it with make:migration
            """);
  }

  @Test
  void findsTheOnlyCatalogueThatWasCompiled(@TempDir Path two) {
    DraftFixture.write(
        folder.resolve("target/classes/META-INF/eloquent/billing/draft.index"), "x\n");
    DraftFixture.write(folder.resolve("pom.xml"), "<project/>");
    Result broken = run.call("make:migration");
    assertThat(broken.err()).contains("draft.index:1: cannot be read", "ELQ321");
    DraftFixture.write(two.resolve("META-INF/eloquent/orders/draft.index"), "x\n");
    Result both =
        run.call(
            "make:migration",
            "--classpath",
            folder.resolve("target/classes") + java.io.File.pathSeparator + two);
    assertThat(both.exit()).isEqualTo(Exit.USAGE);
    assertThat(both.err()).contains("\"billing\", \"orders\"", "--catalog ID", "ELQ385");
  }

  private DraftFixture compiled() {
    DraftFixture.write(
        folder.resolve("target/classes").resolve(CompiledProject.SERVICE),
        "shop.migrations.Migrations\n");
    return new DraftFixture(folder).nothingDrafted(LockFile.EMPTY);
  }

  @Test
  void opensAJavaClassAndDoesNotOverwriteOne() {
    compiled();
    assertThat(ok("make:migration", "split_names", "--java").out())
        .isEqualTo(
            """
            Opened V1 split_names:
              src/main/java/shop/migrations/V1__SplitNames.java
            Write the class, compile (mvn compile), try it with migrate:run, and seal it with make:migration
            """);
    Path file = folder.resolve("src/main/java/shop/migrations/V1__SplitNames.java");
    assertThat(file.resolveSibling(".seal-V1__SplitNames.java.tmp")).doesNotExist();
    assertThat(DraftFixture.read(file))
        .startsWith("package shop.migrations;\n")
        .contains("@MigrationVersion(number = 1, name = \"split_names\")")
        .contains("public final class V1__SplitNames implements JavaMigration {");

    DraftFixture.write(file, "// mine\n");
    assertThat(file.toFile().setLastModified(0)).isTrue();
    compiled();
    Result again = run.call("make:migration", "split_names", "--java");
    assertThat(again.exit()).isEqualTo(Exit.FAILED);
    assertThat(again.err()).contains("V1__SplitNames.java is there already", "ELQ337");
    assertThat(DraftFixture.read(file)).isEqualTo("// mine\n");
  }

  @Test
  void optionsThatExcludeEachOtherAreUsageErrors() {
    assertThat(run.call("make:migration", "--java").err()).contains("--java needs a name");
    Result both = run.call("make:migration", "x", "--java", "--empty");
    assertThat(both.exit()).isEqualTo(Exit.USAGE);
    assertThat(both.err()).contains("--empty, --edit, --java, --reseal and --rebase");
    assertThat(run.call("make:migration", "x", "--java", "--allow-destructive").err())
        .contains("--java drafts nothing");
    assertThat(run.call("make:migration", "../x", "--java").exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void takesADraftOver() {
    DraftFixture project = new DraftFixture(folder);
    project.draft(
        LockFile.EMPTY,
        "change",
        "one",
        new Refusal(false, "ELQ421", "column users.email"),
        new Refusal(true, "ELQ425", "column users.age"));
    Result refused = run.call("make:migration", "--edit");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err()).contains("users.email", "--allow-destructive");
    assertThat(ok("make:migration", "--edit", "--allow-destructive").out())
        .startsWith("Opened V1 change:\n")
        .contains("open.json")
        .contains("cannot fill existing rows", "column users.age [ELQ425]");
  }

  private void edit() {
    Path file = folder.resolve(DraftFixture.HISTORY).resolve("postgresql/V1__create_users.sql");
    DraftFixture.write(file, UP + ";\n-- reviewed\n");
  }

  @Test
  void sealsAnewOnlyWhatNoReachableDatabaseHasApplied() {
    new CompiledProject(folder).sealed("create_users", UP, DOWN).compile();
    ok("migrate", "run");
    edit();
    run.with("SQLITE_PATH", "storage/app.sqlite").with("PG_NAME", "none").with("PG_PORT", "1");
    Result refused = run.call("make:migration", "--reseal");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err())
        .contains("version 1 (create_users) is applied in sqlite storage/app.sqlite");
    assertThat(refused.out()).contains("Not reachable, so not asked: pg none on 127.0.0.1:1");

    ok("migrate", "rollback");
    assertThat(ok("make:migration", "--reseal").out())
        .contains("Asked, not applied: sqlite storage/app.sqlite")
        .contains("Sealed anew: V1 create_users:")
        .contains("git add");
    Result again = run.call("make:migration", "--reseal");
    assertThat(again.exit()).isEqualTo(Exit.FAILED);
    assertThat(again.err()).contains("ELQ346");
  }

  @Test
  void asksPostgreSql() {
    new CompiledProject(folder).sealed("create_users", UP, DOWN).compile();
    TestDatabase database = Databases.create("postgresql");
    URI place = URI.create(database.url().substring("jdbc:".length()));
    run.with("PG_HOST", place.getHost()).with("PG_PORT", Integer.toString(place.getPort()));
    run.with("PG_NAME", place.getPath().substring(1)).with("PG_USER", database.user());
    run.with("PG_PASSWORD", database.password());
    ok("migrate", "run", "--pg");
    edit();
    Result refused = run.call("make:migration", "--reseal");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err()).contains("is applied in pg " + place.getPath().substring(1));
  }
}
