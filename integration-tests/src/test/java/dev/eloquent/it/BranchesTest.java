package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two branches that both sealed version 2, with real git, real Maven and the shaded jar. */
class BranchesTest {
  private static final String ID = "@Id private long id";
  private static final String FULL_NAME = "@Column(renamedFrom = \"name\") private String fullName";
  private static final String PHONE = "private String phone";

  @TempDir static Path shared;
  @TempDir static Path folder;
  private static Project project;
  private static Shell shell;
  private static Template twoBranches;

  /** Version 1 on both; on main a table, on the other branch rows, a rename and a column. */
  @BeforeAll
  static void twoBranches() throws Exception {
    LocalRepository repository = LocalRepository.create(shared);
    project = new Project(folder, repository);
    shell = new Shell(folder, repository);
    git("init", "-q", "-b", "main");
    Files.writeString(folder.resolve(".gitignore"), "target/\nstorage/\n");
    project.pom("-Aeloquent.dialects=sqlite");
    project.model("User", ID, "private String name");
    project.compiled();
    project.done("make:migration");
    commit("One");
    git("checkout", "-q", "-b", "mine");
    project.compiled();
    project.done("make:migration", "first_user", "--empty");
    Path rows = project.history().resolve("sqlite/V2__first_user.sql");
    Files.writeString(
        rows, "INSERT INTO users (id, name) VALUES (1, 'Ada');\n", StandardOpenOption.APPEND);
    Files.writeString(
        project.history().resolve("undo/sqlite/U2__first_user.sql"),
        "DELETE FROM users WHERE id = 1;\n",
        StandardOpenOption.APPEND);
    project.model("User", ID, FULL_NAME, PHONE);
    project.compiled("clean", "compile");
    project.done("make:migration");
    project.compiled();
    assertThat(project.done("migrate", "run").out()).contains("Applied 3 versions");
    commit("Mine");
    git("checkout", "-q", "main");
    project.model("Product", ID, "private String title");
    project.compiled("clean", "compile");
    project.done("make:migration");
    commit("Theirs");
    git("checkout", "-q", "mine");
    twoBranches = Template.of(folder, shared.resolve("two-branches"));
  }

  @BeforeEach
  void restore() throws IOException {
    twoBranches.restore();
  }

  private static Result git(String... arguments) {
    Result result = shell.git(arguments);
    assertThat(result.exit()).as(result.all()).isZero();
    return result;
  }

  private static void commit(String message) {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  private List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("storage/app.sqlite"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** What a developer does from the conflict on, in a merge and in a rebase alike. */
  private void fromConflictToGreen(String finish) throws Exception {
    assertThat(git("diff", "--name-only", "--diff-filter=U").out())
        .contains("migrations.lock", "schema.json");
    Result compile = shell.maven("compile");
    assertThat(compile.exit()).isNotZero();
    assertThat(compile.out()).contains("ELQ303").contains("make:migration --rebase");

    Result rebased = project.done("make:migration", "--rebase");
    assertThat(rebased.out())
        .contains("V2 create_products")
        .contains("the next compile drafts their changes again: V3 ")
        .contains("V2 is V3 first_user")
        .contains("users.full_name<name");
    git("add", "-A");
    assertThat(project.compiled("clean", "compile").out())
        .contains("open: V3 first_user")
        .contains("draft V4");
    assertThat(project.done("make:migration").out()).contains("V3 first_user", "V4 ");
    git("add", "-A");
    git(finish, "--continue");
    assertThat(project.compiled("clean", "compile").out()).doesNotContain("draft V", "open: V");

    // The database of this branch has applied what is not there any more.
    Result refused = shell.runtime("migrate", "run");
    assertThat(refused.exit()).as(refused.all()).isEqualTo(3);
    assertThat(refused.err()).contains("migrate:rollback --to 1");
    project.done("migrate:rollback", "--to", "1");
    assertThat(project.done("migrate", "run").out()).contains("Applied 3 versions");
    assertThat(query("SELECT full_name FROM users")).containsExactly("Ada");
    assertThat(query("SELECT name FROM pragma_table_info('users') ORDER BY cid"))
        .containsExactly("id", "full_name", "phone");
    assertThat(query("SELECT count(*) FROM products")).containsExactly("0");
    project.done("migrate", "validate");
    assertThat(git("status", "--porcelain").out()).isEmpty();
  }

  @Test
  void aMergeIsResolved() throws Exception {
    assertThat(shell.git("merge", "main").exit()).isNotZero();
    fromConflictToGreen("merge");
  }

  @Test
  void aRebaseIsResolved() throws Exception {
    assertThat(shell.git("rebase", "main").exit()).isNotZero();
    fromConflictToGreen("rebase");
  }

  @Test
  void withoutAConflictItSaysWhatIsMissing() throws Exception {
    Result nothing = shell.runtime("make:migration", "--rebase");
    assertThat(nothing.exit()).isEqualTo(2);
    assertThat(nothing.err()).contains("--onto REF");
    Result unknown = shell.runtime("make:migration", "--rebase", "--onto", "--upload-pack=x");
    assertThat(unknown.exit()).isEqualTo(2);
    Result self = shell.runtime("make:migration", "--rebase", "--onto", "mine");
    assertThat(self.exit()).isEqualTo(1);
    assertThat(self.err()).contains("has sealed nothing", "ELQ347");

    // Onto a branch that is named, where its classes came without a merge.
    git("checkout", "main", "--", "src/main/java/com/acme/Product.java");
    project.done("make:migration", "--rebase", "--onto", "main");
    project.compiled("clean", "compile");
    assertThat(project.done("make:migration").out()).contains("V3 first_user", "V4 ");
  }
}
