package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A compile as Bazel and build caches do it: no build file, sources and output anywhere, the
 * history named by the option. What comes out has the same bytes wherever it ran.
 */
class HermeticCompileTest {
  private static final String HISTORY = "app/src/main/resources/db/migration";

  @TempDir static Path folder;
  private static List<Path> roots;

  /** One sealed version and a change that is not, twice. */
  @BeforeAll
  static void twoWorkspaces() throws IOException {
    Path origin = folder.resolve("origin");
    Project project =
        new Project(Files.createDirectory(origin), new LocalRepository(origin, origin));
    project.pom();
    project.model("User", "@Id private long id", "private String name");
    project.javac("-Aeloquent.dialects=sqlite");
    project.done("make:migration");
    project.model("User", "@Id private long id", "private String name", "private Integer age");
    project.model("Order", "@Id private long id", "private User buyer");
    roots = List.of(folder.resolve("a"), folder.resolve("another/sandbox/17"));
    for (Path root : roots) {
      copy(origin.resolve("src/main/java"), root.resolve("app/java"));
      copy(project.history(), root.resolve(HISTORY));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Template.of(from, to);
  }

  private static List<String> arguments(String out, String history) {
    List<String> arguments = new ArrayList<>(List.of("-d", out + "/classes", "-s", out + "/java"));
    String path = System.getProperty("java.class.path");
    arguments.addAll(List.of("-cp", path, "-processorpath", path));
    arguments.addAll(
        List.of(
            "-processor",
            "dev.eloquent.processor.LastModelProcessor,dev.eloquent.processor.MigrationProcessor"));
    arguments.add("-Aeloquent.migrations=" + history);
    arguments.addAll(List.of("app/java/com/acme/User.java", "app/java/com/acme/Order.java"));
    return arguments;
  }

  private static Result run(Path root, boolean ecj, List<String> arguments) {
    Shell shell = new Shell(root, new LocalRepository(root, root));
    List<String> all = new ArrayList<>(arguments);
    if (ecj) {
      all.addAll(0, List.of("-17"));
      return shell.ecj(all);
    }
    return shell.javac(all);
  }

  private static Map<String, String> compiled(Path root, boolean ecj, String out, String history)
      throws IOException {
    for (String folder : List.of("/classes", "/java")) {
      Files.createDirectories(root.resolve(out + folder));
    }
    Result result = run(root, ecj, arguments(out, history));
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(result.err()).contains("draft V2");
    return bytes(root.resolve(out));
  }

  /** Every file as text that keeps each byte. */
  private static Map<String, String> bytes(Path out) throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        all.put(out.relativize(file).toString(), text);
        assertThat(text).as(file.toString()).doesNotContain(folder.toString());
      }
    }
    return all;
  }

  @Test
  void javacGivesTheSameBytesInEveryFolder() throws IOException {
    Map<String, String> relative = compiled(roots.get(0), false, "out/relative", HISTORY);
    assertThat(relative).containsKeys("classes/com/acme/migrations/Migrations.class");
    assertThat(relative.get("classes/META-INF/eloquent/draft.index")).contains(HISTORY);
    assertThat(compiled(roots.get(1), false, "out/relative", HISTORY)).isEqualTo(relative);

    List<Map<String, String>> absolute = new ArrayList<>();
    for (Path root : roots) {
      absolute.add(compiled(root, false, "out/absolute", root.resolve(HISTORY).toString()));
    }
    assertThat(absolute.get(1)).isEqualTo(absolute.get(0));
    replays(roots.get(1));
    seals(roots.get(1));
  }

  @Test
  void ecjGivesTheSameBytesInEveryFolder() throws IOException {
    List<Map<String, String>> absolute = new ArrayList<>();
    for (Path root : roots) {
      absolute.add(compiled(root, true, "out/ecj", root.resolve(HISTORY).toString()));
    }
    assertThat(absolute.get(0)).containsKeys("classes/com/acme/migrations/Migrations.class");
    assertThat(absolute.get(1)).isEqualTo(absolute.get(0));
  }

  /** A folder that is not among the inputs of the compile is no empty history. */
  @Test
  void aFolderThatIsNotThereIsAnError() throws IOException {
    Files.createDirectories(roots.get(0).resolve("out/none/classes"));
    Files.createDirectories(roots.get(0).resolve("out/none/java"));
    Result result = run(roots.get(0), false, arguments("out/none", "app/db/migration"));
    assertThat(result.exit()).isNotZero();
    assertThat(result.err()).contains("there is no folder app/db/migration", "ELQ875");
    assertThat(bytes(roots.get(0).resolve("out/none"))).isEmpty();
  }

  /** As a jar with the history beside the classes. */
  private static void replays(Path root) throws IOException {
    Path classes = root.resolve("out/absolute/classes");
    copy(root.resolve(HISTORY), classes.resolve("db/migration"));
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(root.resolve("app.jar")));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        jar.write(Files.readAllBytes(file));
      }
    }
    Project project = new Project(root, new LocalRepository(root, root));
    assertThat(project.refused("migrate", "run", "--classpath", "app.jar").err())
        .contains("not sealed");
    assertThat(project.done("migrate", "run", "--sealed-only", "--classpath", "app.jar").out())
        .contains("V1 create_users", "Applied 1 version,");
    assertThat(project.done("migrate", "validate", "--classpath", "app.jar").out())
        .contains("Valid.");
  }

  /** Sealing writes into the sources: the output is unpacked below a build file for it. */
  private static void seals(Path root) throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    copy(root.resolve("out/relative/classes"), root.resolve("target/classes"));
    Project project = new Project(root, new LocalRepository(root, root));
    assertThat(project.done("make:migration").out()).contains("Sealed V2 ");
    assertThat(Files.readString(root.resolve(HISTORY + "/migrations.lock"))).contains("\n2 ");
  }
}
