package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.testkit.DatabaseContent;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --pretend} prints does the same as the run, when another program executes it. */
class PretendScriptTest {
  private static final String ITEMS = "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT)";

  private final Path folder;
  private final Run run;

  PretendScriptTest(@TempDir Path folder) {
    this.folder = folder;
    run = new Run(folder);
  }

  private Result call(TestDatabase database, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--url", database.url(), "--user", database.user()));
    if (!database.password().isEmpty()) {
      run.with("SECRET", database.password());
      all.addAll(List.of("--password-env", "SECRET"));
    }
    Result result = run.call(all.toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }

  /** What a splitter may trip over on each database. */
  private void write(String dialect) {
    CompiledProject project =
        new CompiledProject(folder)
            .dialects(dialect)
            .sealed("items", ITEMS, "DROP TABLE items")
            .sealed(
                "semicolons",
                "INSERT INTO items (id, name) VALUES (1, 'a;b -- c')",
                "DELETE FROM items WHERE id = 1")
            .sealed(
                "comment",
                "INSERT INTO items (id, name) VALUES (2, 'it''s') -- the end",
                "DELETE FROM items WHERE id = 2");
    switch (dialect) {
      case "postgresql" ->
          project
              .sealed(
                  "copy",
                  "COPY items (id, name) FROM stdin;\n3\tx;y\n4\t\\N\n\\.",
                  "DELETE FROM items WHERE id > 2")
              .sealed(
                  "routine",
                  "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $f$\n"
                      + "BEGIN\n  NEW.name := NEW.name || ';';\n  RETURN NEW;\nEND;\n$f$",
                  "DROP FUNCTION touch()")
              .sealed(
                  "trigger",
                  "CREATE TRIGGER touched BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION"
                      + " touch()",
                  "DROP TRIGGER touched ON items");
      case "mysql" ->
          project
              .sealed(
                  "routine",
                  "CREATE PROCEDURE touch()\nBEGIN\n  -- both //\n  UPDATE items SET name ="
                      + " 'x;';\n  DELETE FROM items WHERE id = 99;\nEND",
                  "DROP PROCEDURE touch")
              .sealed("hash", "INSERT INTO items VALUES (5, 'h') # the end", "SELECT 1");
      default ->
          project.sealed(
              "trigger",
              "CREATE TRIGGER touched AFTER INSERT ON items BEGIN\n  UPDATE items SET name ="
                  + " name || ';' WHERE id = NEW.id;\n  DELETE FROM items WHERE id = 99;\nEND",
              "DROP TRIGGER touched");
    }
    project.sealed("more", "INSERT INTO items (id, name) VALUES (6, 'z')", "SELECT 1").compile();
  }

  private void hand(TestDatabase database, String script) throws Exception {
    Path scripts = Files.createDirectory(folder.resolve("handed"));
    Files.writeString(scripts.resolve("V1__script.sql"), script);
    Flyway.configure()
        .dataSource(database.url(), database.user(), database.password())
        .locations("filesystem:" + scripts)
        .placeholderReplacement(false)
        .load()
        .migrate();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql", "sqlite"})
  void anotherProgramDoesTheSameWithIt(String dialect) throws Exception {
    write(dialect);
    TestDatabase migrated = Databases.create(dialect);
    TestDatabase handed = Databases.create(dialect);
    String script = call(handed, "migrate", "run", "--pretend").out();
    assertThat(DatabaseContent.of(handed)).isEmpty();
    assertThat(call(migrated, "migrate", "run").out()).contains("Applied ");
    hand(handed, script);
    assertThat(DatabaseContent.of(handed))
        .isEqualTo(DatabaseContent.of(migrated))
        .hasSizeGreaterThan(4);

    String back = call(migrated, "migrate", "rollback", "--pretend").out();
    assertThat(back).startsWith("-- ").contains("DROP TABLE items;\n", "(undo)");
    assertThat(back.indexOf("V7__")).isLessThan(back.indexOf("V1__items.sql"));
    assertThat(call(migrated, "migrate", "status").out()).contains("Nothing pending.");
  }
}
