package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recipes of docs/recipes.md that are about a team, with real git and the shaded jar. */
class TeamRecipesTest {
  private static final String ID = "@Id private long id";
  private static final String NAME = "private String name";

  @TempDir Path folder;
  private Project project;
  private Shell shell;

  /** One sealed version, committed, and a database that has it. */
  @BeforeEach
  void oneVersion() throws IOException {
    LocalRepository repository = new LocalRepository(folder, folder);
    project = new Project(folder, repository);
    shell = new Shell(folder, repository);
    git("init", "-q", "-b", "main");
    Files.writeString(folder.resolve(".gitignore"), "target/\nstorage/\n*.sqlite\n");
    project.pom();
    project.model("User", ID, NAME);
    project.javac("-Aeloquent.dialects=sqlite");
    project.done("make:migration");
    project.javac();
    project.done("migrate", "run");
    commit("One");
  }

  private void git(String... arguments) {
    Result result = shell.git(arguments);
    assertThat(result.exit()).as(result.all()).isZero();
  }

  private void commit(String message) {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  @Test
  void workOnALongBranch() throws IOException {
    git("checkout", "-q", "-b", "phones");
    project.model("User", ID, NAME, "private String phone");
    assertThat(project.javac()).contains("draft V2 add_phone_to_users");
    project.done("migrate", "run");
    commit("Phones, not sealed");

    git("checkout", "-q", "main");
    project.model("Product", ID);
    project.javac();
    project.done("make:migration");
    commit("Products, sealed as version 2");

    git("checkout", "-q", "phones");
    git("merge", "-q", "-m", "Merge main", "main");
    assertThat(project.javac()).contains("draft V3 add_phone_to_users");
    assertThat(project.refused("migrate", "run").err()).contains("--redo-draft", "users");
    assertThat(project.done("migrate", "run", "--redo-draft").out())
        .contains("V2 create_products", "V3 add_phone_to_users");

    git("checkout", "-q", "main");
    git("merge", "-q", "--no-ff", "-m", "Merge phones", "phones");
    assertThat(project.javac()).contains("draft V3 add_phone_to_users");
    assertThat(project.done("make:migration").out()).contains("Sealed V3 add_phone_to_users");
    commit("Seal phones");
    assertThat(project.javac("-Aeloquent.mode=verify")).isEmpty();
    assertThat(project.done("migrate", "run").out()).doesNotContain("rolled back");
    assertThat(project.done("migrate", "validate").out()).contains("Valid.");
  }

  @Test
  void squashByHand() throws Exception {
    project.model("User", ID, NAME, "private Integer age");
    project.javac();
    project.done("make:migration");
    project.javac();
    project.done("migrate", "run");
    assertThat(project.done("migrate", "status", "--check").out()).contains("Nothing pending.");
    commit("Two");

    String[] options = {"-Aeloquent.catalog=v2", "-Aeloquent.dialects=sqlite"};
    git("rm", "-q", "-r", "src/main/resources/db/migration");
    assertThat(project.javac(options)).contains("draft V1 create_users");
    project.done("make:migration", "baseline", "--catalog", "v2");
    assertThat(project.javac(options)).isEmpty();
    commit("Begin anew");

    // A new database takes the one version; it is what the old one is.
    String fresh = "jdbc:sqlite:" + folder.resolve("fresh.sqlite");
    assertThat(project.done("migrate", "run", "--url", fresh).out())
        .contains("V1 baseline", "Applied 1 version,");
    assertThat(columns("fresh.sqlite")).isEqualTo(columns("storage/app.sqlite"));

    // The old one must be told that it has version 1, before the first run: a copy is not.
    Files.copy(folder.resolve("storage/app.sqlite"), folder.resolve("copy.sqlite"));
    String copy = "jdbc:sqlite:" + folder.resolve("copy.sqlite");
    Result untold = shell.runtime("migrate", "run", "--url", copy);
    assertThat(untold.exit()).as(untold.all()).isEqualTo(1);
    assertThat(untold.err()).contains("users already exists");
    Flyway.configure()
        .dataSource("jdbc:sqlite:" + folder.resolve("storage/app.sqlite"), null, null)
        .table("flyway_schema_history_v2")
        .baselineVersion("1")
        .baselineDescription("baseline")
        .load()
        .baseline();
    assertThat(project.done("migrate", "status", "--check").out()).contains("Nothing pending.");

    project.model("User", ID, NAME, "private Integer age", "private String phone");
    assertThat(project.javac(options)).contains("draft V2 add_phone_to_users");
    project.done("make:migration", "--catalog", "v2");
    project.javac(options);
    for (String url : List.of(fresh, "jdbc:sqlite:" + folder.resolve("storage/app.sqlite"))) {
      assertThat(project.done("migrate", "run", "--url", url).out())
          .contains("V2 add_phone_to_users", "Applied 1 version,");
      assertThat(project.done("migrate", "validate", "--url", url).out()).contains("Valid.");
    }
    assertThat(columns("fresh.sqlite")).isEqualTo(columns("storage/app.sqlite"));
    project.done("migrate", "rollback");
    project.done("migrate", "run");
  }

  private List<String> columns(String file) throws SQLException {
    List<String> columns = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || pk"
                    + " FROM pragma_table_info('users') ORDER BY cid")) {
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
    }
    assertThat(columns).contains("id INTEGER 1 1", "age INTEGER 0 0");
    return columns;
  }
}
