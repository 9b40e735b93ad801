package dev.eloquent.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.palantir.javapoet.JavaFile;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.processor.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;

/** A generated Maven-shaped project: models, sealed history, and the javac commands for it. */
final class BenchmarkProject {
  /** Versions that the tools draft and seal; those behind are written as files. */
  private static final int DRAFTED_VERSIONS = 20;

  private final Path root;
  private final SealedHistory history;

  private BenchmarkProject(Path root) {
    this.root = root;
    this.history = new SealedHistory(root.resolve("src/main/resources/db/migration"));
  }

  /**
   * A project in an empty folder whose sealed history ends where its models are.
   *
   * <p>Up to twenty versions create their share of the tables; every further one is a script of one
   * statement. With no version at all, all tables are in the draft.
   */
  static BenchmarkProject create(Path root, int models, int versions) throws Exception {
    BenchmarkProject project = new BenchmarkProject(root);
    Files.createDirectories(root);
    Files.writeString(root.resolve("pom.xml"), "<project/>\n");
    int steps = Math.min(versions, Math.min(models, DRAFTED_VERSIONS));
    for (int step = 1; step <= steps; step++) {
      ModelSources.write(project.sources(), models * step / steps);
      project.compile(true);
      project.history.seal(project.classes());
    }
    ModelSources.write(project.sources(), models);
    for (int version = steps + 1; version <= versions; version++) {
      project.history.append("create_extra_" + version, "extra_" + version);
    }
    return project;
  }

  Path sources() {
    return root.resolve("src/main/java");
  }

  Path classes() {
    return root.resolve("target/classes");
  }

  Path resources() {
    return root.resolve("src/main/resources");
  }

  Path historyFolder() {
    return history.folder();
  }

  /** Compiles everything into an empty class folder, and returns the nanoseconds of javac. */
  long compile(boolean withProcessor) throws IOException, InterruptedException {
    empty(classes());
    List<String> command = new ArrayList<>();
    command.add(ChildProcess.program("javac"));
    command.addAll(List.of("-d", classes().toString(), "--release", "17"));
    command.addAll(
        List.of("-cp", ChildProcess.classPath(List.of(MigrationCatalog.class, Logger.class))));
    if (withProcessor) {
      command.addAll(List.of("-processorpath", processorPath()));
    } else {
      command.add("-proc:none");
    }
    Path files = root.resolve("sources.txt");
    try (Stream<Path> found = Files.walk(sources())) {
      Files.write(
          files,
          found
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::toString)
              .sorted()
              .toList());
    }
    command.add("@" + files);
    return ChildProcess.run(command, root.resolve("javac.log"));
  }

  private static String processorPath() {
    return ChildProcess.classPath(
        List.of(
            Schema.class, MigrationCatalog.class, JavaFile.class, JsonFactory.class, Logger.class));
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        found.sorted(Comparator.reverseOrder()).forEach(BenchmarkProject::delete);
      }
    }
    Files.createDirectories(folder);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
