package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A history folder that a merge, a pull or the file system has left in a state that no version of
 * it ever had: compiling and sealing say what is wrong, where, and change nothing.
 */
class BadHistoryTest {
  private static final String LOCK = "migrations.lock";
  private static final String SCHEMA = "schema.json";

  @TempDir static Path shared;
  @TempDir static Path folder;
  private static Template threeVersions;
  private static String secondSchema = "";
  private static Project project;
  private static Shell shell;

  /** Three sealed versions for two databases, compiled, and a change that is not sealed. */
  @BeforeAll
  static void threeVersions() throws IOException {
    LocalRepository repository = new LocalRepository(shared, shared);
    project = new Project(folder, repository);
    shell = new Shell(folder, repository);
    project.pom();
    for (String model : List.of("User", "Tag", "Plan")) {
      project.model(model, "@Id private long id");
      project.javac(model.equals("User") ? "-Aeloquent.dialects=mysql,sqlite" : "-Xlint:none");
      if (model.equals("Plan")) {
        secondSchema = Files.readString(file(SCHEMA));
      }
      project.done("make:migration");
    }
    project.model("Draft", "@Id private long id");
    project.javac();
    threeVersions = Template.of(folder, shared.resolve("three"));
  }

  @BeforeEach
  void restore() throws IOException {
    threeVersions.restore();
  }

  private static Path file(String path) {
    return project.history().resolve(path);
  }

  private static void edit(String path, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(file(path));
    String changed = change.apply(text);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file(path), changed);
  }

  /** Which line of the lock file the version's is. */
  private static int line(int version) throws IOException {
    List<String> lines = Files.readAllLines(file(LOCK));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(version + " ")) {
        return i + 1;
      }
    }
    throw new AssertionError("no version " + version);
  }

  private static String without(String text, String regex) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    assertThat(matcher.find()).isTrue();
    return text.substring(0, matcher.start()) + text.substring(matcher.end());
  }

  private static Map<String, String> bytes() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(project.history())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.put(project.history().relativize(file).toString(), Files.readString(file));
      }
    }
    return all;
  }

  /** Neither is compiled nor sealed; the compiler says all of this. */
  private static void refused(String... said) throws IOException {
    Map<String, String> before = bytes();
    Result sealed = shell.runtime("make:migration");
    assertThat(sealed.exit()).as(sealed.all()).isNotZero();
    Javac.Compiled compiled = new Javac(folder).compile();
    assertThat(compiled.success()).isFalse();
    assertThat(compiled.messages()).contains(said);
    assertThat(bytes()).isEqualTo(before);
  }

  @Test
  void aLockLineThatAMergeHasDropped() throws IOException {
    int second = line(2);
    edit(LOCK, text -> without(text, "  \\w+ mysql/V2__create_tags.sql\n"));
    refused(
        LOCK + ":" + second + ": the chain breaks at version 2",
        "It has no line for mysql/V2__create_tags.sql.",
        "make:migration --rebase",
        "ELQ302");

    restore();
    edit(LOCK, text -> without(text, "2 create_tags .*\n"));
    refused(
        LOCK + ":" + second + ": the line of version 2, which mysql/V2__create_tags.sql belongs to",
        "ELQ302");

    restore();
    edit(LOCK, text -> without(text, "2 create_tags .*\n(  .*\n)+"));
    refused(
        LOCK + ":" + second + ": expected version 2, found \"3\"",
        "It has no line for mysql/V2__create_tags.sql and 3 more.",
        "ELQ301");
  }

  @Test
  void theLastVersionDroppedAndASnapshotOfAnother() throws IOException {
    edit(LOCK, text -> without(text, "3 create_plans .*\n(  .*\n)+"));
    refused(
        SCHEMA + ":3: is that of a version that " + LOCK + " does not have",
        LOCK + " ends at version 2",
        "ELQ876");

    restore();
    Files.writeString(file(SCHEMA), secondSchema);
    refused(SCHEMA + ":3: is that of version 2, and " + LOCK + " ends at version 3", "ELQ876");
  }

  @Test
  void aLockLineWithoutItsFiles() throws IOException {
    for (String path : List.of("sqlite/V3__create_plans.sql", "undo/sqlite/U3__create_plans.sql")) {
      Files.delete(file(path));
    }
    refused(
        "sqlite/V3__create_plans.sql: is missing: version 3 is sealed with it",
        "undo/sqlite/U3__create_plans.sql: is missing",
        "ELQ308");
  }

  /** The snapshot names SQLite, of which nothing is there. */
  @Test
  void aDialectWithoutFiles() throws IOException {
    for (String path : List.of("sqlite", "undo/sqlite")) {
      try (Stream<Path> files = Files.list(file(path))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(file(path));
    }
    refused("sqlite/V1__create_users.sql: is missing", "sqlite/V3__create_plans.sql: is missing");

    restore();
    Files.writeString(file("mysql/V4__by_hand.sql"), "SELECT 1;\n");
    refused("sqlite/V4__by_hand.sql: is missing", "ELQ343");
  }

  @Test
  void markersOfAConflict() throws IOException {
    for (String path : List.of(LOCK, SCHEMA)) {
      restore();
      edit(path, text -> text.replaceFirst("\n", "\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n"));
      refused(path + ":2: an unresolved merge conflict", "make:migration --rebase", "ELQ303");
      restore();
      edit(path, text -> text + "||||||| base\n");
      refused(path + ":", "an unresolved merge conflict", "ELQ303");
    }
  }

  /** What a killed process has left is no version, and goes with the next seal. */
  @Test
  void aTemporaryFileOfOurs() throws IOException {
    Files.writeString(file(".seal-" + LOCK + ".tmp"), "half");
    Files.writeString(file("sqlite/.seal-V4__x.sql.tmp"), "CREATE TAB");
    assertThat(project.javac()).contains("draft V4 create_drafts");
    assertThat(project.done("make:migration").out()).contains("Sealed V4 create_drafts");
    assertThat(bytes().keySet()).noneMatch(path -> path.contains(".seal-"));
    assertThat(project.javac()).isEmpty();
  }

  /** Rights bind root as little as they bind nobody else once it has given up its capabilities. */
  private static Result withoutPrivileges(List<String> command) {
    List<String> all = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      Path setpriv = Path.of("/usr/bin/setpriv");
      assumeTrue(Files.isExecutable(setpriv), "run as root, and util-linux's setpriv is not there");
      all.addAll(List.of(setpriv.toString(), "--bounding-set=-all", "--inh-caps=-all"));
    }
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.add("-XX:TieredStopAtLevel=1");
    all.addAll(command);
    return shell.run(all);
  }

  private static Result compiled() throws IOException {
    String path = System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(List.of("-m", "jdk.compiler/com.sun.tools.javac.Main", "-d"));
    command.addAll(List.of("target/classes", "-s", "target/generated-sources/annotations"));
    command.addAll(List.of("-cp", path, "-processorpath", path, "-processor"));
    command.add(
        "dev.eloquent.processor.LastModelProcessor,dev.eloquent.processor.MigrationProcessor");
    for (String model : List.of("Draft", "Plan", "Tag", "User")) {
      command.add("src/main/java/com/acme/" + model + ".java");
    }
    return withoutPrivileges(command);
  }

  private static Result sealed() {
    String jar = Shell.ROOT.resolve("runtime/target/runtime.jar").toString();
    return withoutPrivileges(List.of("-jar", jar, "make:migration"));
  }

  private static void rights(Path path, String rights) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
  }

  /** A folder that cannot be looked into is not taken for one that is not there. */
  @Test
  void aFolderWithoutRights() throws IOException {
    Map<String, String> before = bytes();
    Path parent = project.history().getParent();
    List<Path> closed = List.of(parent, project.history(), file(LOCK), file("sqlite"));
    for (Path path : closed) {
      rights(path, "---------");
      try {
        Result compiled = compiled();
        assertThat(compiled.exit()).as(path + compiled.all()).isNotZero();
        assertThat(compiled.err()).contains("cannot be read (AccessDeniedException)", "ELQ304");
        Result sealed = sealed();
        assertThat(sealed.exit()).as(path + sealed.all()).isEqualTo(1);
        assertThat(sealed.err()).contains("AccessDeniedException", "ELQ338");
      } finally {
        rights(path, path.equals(file(LOCK)) ? "rw-r--r--" : "rwxr-xr-x");
      }
    }
    assertThat(bytes()).isEqualTo(before);
  }

  /** The file that cannot be written is the last but two: those before it are taken back. */
  @Test
  void aFolderThatCannotBeWritten() throws IOException {
    Map<String, String> before = bytes();
    for (Path path : List.of(file("undo/sqlite"), project.history())) {
      rights(path, "r-xr-xr-x");
      try {
        Result sealed = sealed();
        assertThat(sealed.exit()).as(sealed.all()).isEqualTo(1);
        assertThat(sealed.err()).contains("cannot be written (AccessDeniedException)", "ELQ338");
      } finally {
        rights(path, "rwxr-xr-x");
      }
      assertThat(bytes()).isEqualTo(before);
    }
    assertThat(sealed().out()).contains("Sealed V4 create_drafts");
  }
}
