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
  private static final String POM =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>app</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
        </properties>
        <dependencies>
          <dependency>
            <groupId>dev.eloquent</groupId>
            <artifactId>eloquent-runtime</artifactId>
            <version>@VERSION@</version>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-clean-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <groupId>org.apache.maven.plugins</groupId>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.15.0</version>
              <configuration>
                <annotationProcessorPaths>
                  <path>
                    <groupId>dev.eloquent</groupId>
                    <artifactId>eloquent-processor</artifactId>
                    <version>@VERSION@</version>
                  </path>
                </annotationProcessorPaths>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  @TempDir static Path shared;
  private static LocalRepository repository;

  @TempDir Path project;

  @BeforeAll
  static void installThisBuild() throws IOException {
    repository = LocalRepository.create(shared);
  }

  private Shell shell() {
    return new Shell(project, repository);
  }

  private void pom() throws IOException {
    Files.writeString(project.resolve("pom.xml"), POM.replace("@VERSION@", Shell.VERSION));
  }

  private void user(String... fields) throws IOException {
    Path file = project.resolve("src/main/java/com/acme/User.java");
    Files.createDirectories(file.getParent());
    StringBuilder text =
        new StringBuilder(
            "package com.acme;\n\nimport dev.eloquent.annotation.*;\n\n@Model\npublic class User {\n");
    for (String field : fields) {
      text.append("  ").append(field).append(";\n");
    }
    Files.writeString(file, text.append("}\n").toString());
  }

  private Result compiled(String... goals) {
    Result result = shell().maven(goals.length == 0 ? new String[] {"compile"} : goals);
    assertThat(result.exit()).as(result.all()).isZero();
    return result;
  }

  private Result done(String... arguments) {
    Result result = shell().runtime(arguments);
    assertThat(result.exit()).as(result.all()).isZero();
    return result;
  }

  private Result refused(String... arguments) {
    Result result = shell().runtime(arguments);
    assertThat(result.exit()).as(result.all()).isEqualTo(3);
    return result;
  }

  @Test
  void fromAnEmptyProjectToASecondVersionAndBack() throws IOException {
    pom();
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
    pom();
    user("@Id private long id");
    compiled();
    done("make:migration", "create_users");

    assertThat(refused("migrate", "run").err()).contains("mvn clean compile");

    assertThat(compiled().out()).doesNotContain("Nothing to compile").doesNotContain("draft V");
    assertThat(done("migrate", "run").out()).contains("create_users");
    assertThat(shell().runtime("make:migration").err()).contains("othing to seal");
  }

  @Test
  void aPullThatOnlyBroughtSealedFilesIsRefusedUntilACleanCompile(@TempDir Path colleague)
      throws IOException {
    pom();
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
