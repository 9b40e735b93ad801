package dev.eloquent.processor.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a compilation stands in its project: found from the class output folder, without
 * configuration.
 *
 * @param project the folder of the nearest build file above the class output; null if there is none
 * @param test whether test classes are compiled
 */
public record OutputFolder(@Nullable Path project, boolean test) {
  private static final List<String> BUILD_FILES =
      List.of("pom.xml", "build.gradle", "build.gradle.kts");

  /** Looks upward from the class output folder; empty if that is not on the default file system. */
  public static OutputFolder of(Optional<Path> classOutput) {
    if (classOutput.isEmpty()) {
      return new OutputFolder(null, false);
    }
    Path output = classOutput.get();
    Path folder = output;
    while (folder != null) {
      for (String name : BUILD_FILES) {
        if (Files.isRegularFile(folder.resolve(name))) {
          return new OutputFolder(folder, isTest(folder.relativize(output)));
        }
      }
      folder = folder.getParent();
    }
    return new OutputFolder(null, false);
  }

  /** Maven's {@code target/test-classes}, Gradle's {@code build/classes/java/test}. */
  private static boolean isTest(Path output) {
    int names = output.getNameCount();
    String last = output.getName(names - 1).toString();
    return last.equals("test-classes") || (last.equals("test") && output.startsWith("build"));
  }

  /** The default history folder, relative to the project. */
  public String defaultHistory(String catalogFolder) {
    return "src/" + (test ? "test" : "main") + "/resources/" + catalogFolder;
  }

  /**
   * The history folder as text that means the same on every machine: relative to the project where
   * it lies inside.
   *
   * @param configured the option's value
   */
  public String portable(String configured) {
    Path path = Path.of(configured);
    if (project != null && path.isAbsolute() && path.normalize().startsWith(project)) {
      return project.relativize(path.normalize()).toString().replace('\\', '/');
    }
    return configured;
  }

  /** The folder that portable text means. */
  public Path resolve(String portable) {
    Path path = Path.of(portable);
    return project == null ? path.toAbsolutePath() : project.resolve(path);
  }
}
