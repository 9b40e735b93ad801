package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that Flyway has migrated so far, from the folder that is also ours. */
class ExistingFlywayTest {
  @TempDir Path folder;

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource("jdbc:sqlite:" + folder.resolve("storage/app.sqlite"), null, null)
        .locations("filesystem:" + folder.resolve("src/main/resources/db/migration"))
        .load();
  }

  private String refused(Project project) throws IOException {
    Javac.Compiled compiled = new Javac(project.folder()).compile();
    assertThat(compiled.success()).isFalse();
    return compiled.messages();
  }

  @Test
  void isFoundAndBothGoOnSideBySide() throws IOException {
    Project project = new Project(folder, new LocalRepository(folder, folder));
    project.pom();
    Files.createDirectories(folder.resolve("storage"));
    Files.createDirectories(project.history());
    for (int version = 1; version <= 40; version++) {
      Files.writeString(
          project.history().resolve("V" + version + "__old.sql"),
          "CREATE TABLE old_" + version + " (id INT);\n");
    }
    assertThat(flyway().migrate().migrationsExecuted).isEqualTo(40);

    project.model("User", "@Id private long id");
    assertThat(refused(project))
        .contains("V10__old.sql: is, with 39 more, in the history folder")
        .contains("-Aeloquent.catalog=ID", "ELQ306");
    Path own = Files.createDirectories(project.history().resolve("postgresql"));
    for (int version = 1; version <= 40; version++) {
      String name = "V" + version + "__old.sql";
      Files.move(project.history().resolve(name), own.resolve(name));
    }
    assertThat(refused(project))
        .contains("postgresql/V10__old.sql: is, with 39 more, in the history folder", "ELQ306");

    String[] options = {"-Aeloquent.catalog=app", "-Aeloquent.dialects=sqlite"};
    assertThat(project.javac(options)).contains("draft V1 create_users");
    project.done("make:migration", "--catalog", "app");
    project.javac(options);
    assertThat(project.done("migrate", "run").out()).contains("V1 create_users");
    assertThat(project.done("migrate", "status", "--check").out())
        .contains("flyway_schema_history_app", "Nothing pending.")
        .doesNotContain("old");
    assertThat(flyway().migrate().migrationsExecuted).isZero();
    flyway().validate();
    assertThat(project.done("migrate", "validate").out()).contains("Valid.");

    // Where a history of ours is already, theirs are one error, too.
    Path ours = folder.resolve("src/main/resources/db/app/migration");
    Files.copy(own.resolve("V1__old.sql"), ours.resolve("V1__old.sql"));
    Files.copy(own.resolve("V2__old.sql"), ours.resolve("R__views.sql"));
    Javac.Compiled mixed = new Javac(folder).compile(options);
    assertThat(mixed.success()).isFalse();
    assertThat(mixed.messages())
        .contains("R__views.sql: is, with 1 more, a migration of Flyway's", "ELQ309")
        .hasLineCount(1);
  }
}
