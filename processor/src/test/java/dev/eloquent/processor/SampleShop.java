package dev.eloquent.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The models of the sample shop, and its sealed history, as a project of a test. */
final class SampleShop {
  private static final Path SAMPLE = Path.of("../sample-app");

  private SampleShop() {}

  /** Its models alone, which were never called anything else: everything is drafted. */
  static ProjectFixture models(Path root) {
    ProjectFixture project = copy(new ProjectFixture(root), "src/main/java");
    for (Path source : project.sources()) {
      String path = root.relativize(source).toString();
      String text = project.read(path);
      project.write(path, text.replaceAll("(, )?renamedFrom = \"\\w+\"", ""));
    }
    return project;
  }

  /** Its models and its history. */
  static ProjectFixture sealed(Path root) {
    return copy(copy(new ProjectFixture(root), "src/main/java"), "src/main/resources");
  }

  private static ProjectFixture copy(ProjectFixture project, String folder) {
    try (Stream<Path> files = Files.walk(SAMPLE.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        project.write(SAMPLE.relativize(file).toString(), Files.readString(file));
      }
      return project;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
