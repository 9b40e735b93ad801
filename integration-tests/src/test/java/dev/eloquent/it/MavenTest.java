package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Maven: what it compiles again and what not, and modules that are built at the same time. */
class MavenTest {
  private static final String ID = "@Id private long id";
  private static final String NAME = "private String name";

  @TempDir static Path shared;
  private static LocalRepository repository;

  @TempDir Path folder;

  @BeforeAll
  static void installThisBuild() throws IOException {
    repository = LocalRepository.create(shared);
  }

  @Test
  void aChangeADeletedClassAndAnAddedFile() throws IOException {
    Project project = new Project(folder, repository);
    project.pom("-Aeloquent.dialects=sqlite");
    project.model("User", ID);
    project.model("Tag", ID);
    project.compiled();
    project.done("make:migration");

    project.model("User", ID, NAME);
    assertThat(project.compiled().out()).contains("draft V2 add_name_to_users");
    assertThat(project.compiled().out()).contains("Nothing to compile");
    assertThat(project.done("migrate", "run").out()).contains("V2 add_name_to_users");

    Path tag = folder.resolve("src/main/java/com/acme/Tag.java");
    String text = Files.readString(tag);
    Files.delete(tag);
    assertThat(project.compiled().out()).contains("dropping table tags", "1 table dropped");
    assertThat(project.refused("make:migration").err()).contains("tags", "--allow-destructive");
    Files.writeString(tag, text);
    assertThat(project.compiled().out()).contains("draft V2 add_name_to_users");

    // A version by hand: Maven copies the file and compiles nothing, and what was compiled says so.
    Path sql = project.history().resolve("sqlite/V2__by_hand.sql");
    Files.writeString(sql, "UPDATE users SET id = id;\n");
    assertThat(project.compiled().out()).contains("Nothing to compile");
    for (String command : List.of("make:migration", "migrate:run")) {
      Result stale = new Shell(folder, repository).runtime(command);
      assertThat(stale.exit()).as(stale.all()).isNotZero();
      assertThat(stale.err()).contains("mvn clean compile");
    }
    assertThat(project.compiled("clean", "compile").out())
        .contains("open: V2 by_hand", "draft V3 add_name_to_users");
  }

  /** Two modules with models, each with its own history, and one that both inherit from. */
  @Test
  void modulesAreBuiltAtTheSameTime() throws IOException {
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>parent</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>
            <module>core</module>
            <module>accounts</module>
            <module>orders</module>
          </modules>
        </project>
        """);
    module("core", "");
    Files.createDirectories(folder.resolve("core/src/main/java/com/acme"));
    Files.writeString(
        folder.resolve("core/src/main/java/com/acme/Base.java"),
        """
        package com.acme;

        import dev.eloquent.annotation.*;

        public abstract class Base {
          @Id private long id;
          private State state;

          public enum State { NEW, DONE }
        }
        """);
    for (String module : List.of("accounts", "orders")) {
      Project project =
          module(
              module,
              "<dependency><groupId>com.acme</groupId>"
                  + "<artifactId>core</artifactId><version>1</version></dependency>");
      for (int i = 1; i <= 20; i++) {
        model(project, module, "Part" + i);
      }
    }
    Project all = new Project(folder, repository);
    assertThat(all.compiled("-T2", "compile").out())
        .contains("Building", "draft V1 create_part10s_and_19_more");
    for (String module : List.of("accounts", "orders")) {
      Project project = new Project(folder.resolve(module), repository);
      project.done("make:migration", "--catalog", module);
      assertThat(folder.resolve(module + "/src/main/resources/db/" + module + "/migration"))
          .isDirectory();
      model(project, module, "Part21");
    }
    assertThat(all.compiled("-T2", "clean", "compile").out()).contains("draft V2 create_part21s");
    Map<String, String> parallel = outputs();
    all.compiled("clean", "compile");
    assertThat(outputs()).isEqualTo(parallel);
  }

  private Project module(String name, String dependency) throws IOException {
    Project project = new Project(Files.createDirectories(folder.resolve(name)), repository);
    project.pom("-Aeloquent.catalog=" + name, "-Aeloquent.dialects=sqlite");
    Path pom = folder.resolve(name + "/pom.xml");
    Files.writeString(
        pom,
        Files.readString(pom)
            .replace("<artifactId>app</artifactId>", "<artifactId>" + name + "</artifactId>")
            .replace("</dependencies>", dependency + "</dependencies>"));
    return project;
  }

  private static void model(Project project, String module, String name) throws IOException {
    Path file = project.folder().resolve("src/main/java/com/acme/" + module + "/" + name + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "package com.acme."
            + module
            + ";\n\nimport com.acme.Base;\n"
            + "import dev.eloquent.annotation.Model;\n\n@Model\npublic class "
            + name
            + " extends Base {\n  private String title;\n}\n");
  }

  /** What was generated and compiled in the modules. */
  private Map<String, String> outputs() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String module : List.of("core", "accounts", "orders")) {
      for (String part : List.of("classes", "generated-sources")) {
        try (Stream<Path> files = Files.walk(folder.resolve(module + "/target/" + part))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            all.put(
                folder.relativize(file).toString(),
                Files.readString(file, StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    assertThat(all).containsKey("orders/target/classes/com/acme/orders/Part21.class");
    return all;
  }
}
