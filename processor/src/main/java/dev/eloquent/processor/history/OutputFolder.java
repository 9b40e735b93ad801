package dev.eloquent.processor.history;

import dev.eloquent.format.BuildFolder;
import java.nio.file.Path;
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
  /** Looks upward from the class output folder; empty if that is not on the default file system. */
  public static OutputFolder of(Optional<Path> classOutput) {
    return new OutputFolder(
        classOutput.flatMap(BuildFolder::above).orElse(null),
        classOutput.map(BuildFolder::isTestOutput).orElse(false));
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
