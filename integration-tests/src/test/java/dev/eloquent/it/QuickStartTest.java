package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's quick start, step by step, in an empty project with real Maven and the shaded jar.
 */
class QuickStartTest {
  @TempDir static Path shared;
  private static LocalRepository repository;

  @TempDir Path project;

  @BeforeAll
  static void installThisBuild() throws IOException {
    repository = LocalRepository.create(shared);
  }

  private Project project() {
    return new Project(project, repository);
  }

  private void user(String... fields) throws IOException {
    project().model("User", fields);
  }

  private Result compiled(String... goals) {
    return project().compiled(goals);
  }

  private Result done(String... arguments) {
    return project().done(arguments);
  }

  private Result refused(String... arguments) {
    return project().refused(arguments);
  }

  @Test
  void fromAnEmptyProjectToASecondVersionAndBack() throws IOException {
    project().pom();
    user("@Id private long id", "private String name");
    assertThat(compiled().out()).contains("draft V1 create_users");
    assertThat(done("migrate", "run").out()).contains("create_users");
    assertThat(project.resolve("storage/app.sqlite")).exists();

    user("@Id private long id", "private String name", "private String email");
    assertThat(compiled().out()).contains("draft V1 create_users");
    assertThat(refused("migrate", "run").err()).contains("--redo-draft").contains("users");
    done("migrate", "run", "--redo-draft");

    done("make:migration", "create_users");
    Path history = project.resolve("src/main/resources/db/migration");
    assertThat(history.resolve("sqlite/V1__create_users.sql")).content().contains("email");
    assertThat(history.resolve("migrations.lock")).exists();

    user(
        "@Id private long id",
        "private String name",
        "private String email",
        "private Integer age");
    assertThat(compiled().out()).contains("draft V2 add_age_to_users");
    assertThat(done("migrate", "run").out()).contains("add_age_to_users");
    assertThat(done("migrate", "rollback").out()).contains("add_age_to_users");
    String status = done("migrate", "status").out();
    assertThat(status)
        .containsPattern("1\\s.*create users|1\\s.*create_users")
        .containsIgnoringCase("rolled back");
  }

  @Test
  void aSealedDraftIsNotRunFromStaleClassesAndPlainCompileMakesThemFresh() throws IOException {
    project().pom();
    user("@Id private long id");
    compiled();
    done("make:migration", "create_users");

    assertThat(refused("migrate", "run").err()).contains("mvn clean compile");

    assertThat(compiled().out()).doesNotContain("Nothing to compile").doesNotContain("draft V");
    assertThat(done("migrate", "run").out()).contains("create_users");
    assertThat(new Shell(project, repository).runtime("make:migration").err())
        .contains("othing to seal");
  }

  @Test
  void aPullThatOnlyBroughtSealedFilesIsRefusedUntilACleanCompile(@TempDir Path colleague)
      throws IOException {
    project().pom();
    user("@Id private long id");
    compiled();
    done("make:migration", "create_users");
    compiled();
    done("migrate", "run");
    copy(project, colleague);
    seal(colleague, "private String nick");

    // The pull brings the colleague's sealed files and, as it happens, no Java file that javac
    // would notice.
    Path user = project.resolve("src/main/java/com/acme/User.java");
    var before = Files.getLastModifiedTime(user);
    copy(colleague.resolve("src"), project.resolve("src"));
    Files.setLastModifiedTime(user, before);

    assertThat(refused("migrate", "run").err()).contains("mvn clean compile");
    assertThat(compiled().out()).contains("Nothing to compile");
    assertThat(refused("migrate", "run").err()).contains("mvn clean compile");

    compiled("clean", "compile");
    assertThat(done("migrate", "run").out()).contains("add_nick_to_users");
  }

  private static void seal(Path folder, String field) throws IOException {
    QuickStartTest other = new QuickStartTest();
    other.project = folder;
    other.user("@Id private long id", field);
    other.compiled("clean", "compile");
    other.done("make:migration");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
