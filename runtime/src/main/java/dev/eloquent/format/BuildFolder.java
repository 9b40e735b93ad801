package dev.eloquent.format;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folder of the build file that a class folder belongs to. */
public final class BuildFolder {
  private static final List<String> BUILD_FILES =
      List.of("pom.xml", "build.gradle", "build.gradle.kts");

  private BuildFolder() {}

  /**
   * The nearest folder above the class output that holds {@code pom.xml}, {@code build.gradle} or
   * {@code build.gradle.kts}; empty if there is none.
   */
  public static Optional<Path> above(Path classOutput) {
    Path folder = classOutput.toAbsolutePath().normalize().getParent();
    while (folder != null) {
      for (String name : BUILD_FILES) {
        if (Files.isRegularFile(folder.resolve(name))) {
          return Optional.of(folder);
        }
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  /** Whether the class output is that of the tests, by the layouts of Maven and Gradle. */
  public static boolean isTestOutput(Path classOutput) {
    Path path = classOutput.toAbsolutePath().normalize();
    return path.endsWith("test-classes") || path.endsWith(Path.of("java", "test"));
  }

  /** What to type so that the class output is made anew, by the folder's build file. */
  public static String rebuildCommand(Path buildFolder) {
    return Files.exists(buildFolder.resolve("pom.xml"))
        ? "mvn clean compile"
        : "gradle clean classes";
  }
}
