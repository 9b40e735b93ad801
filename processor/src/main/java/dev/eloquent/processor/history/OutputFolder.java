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
  private static final String RESOURCES = "/resources/";

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
   * The history folder as text that means the same on every machine, since it is compiled into
   * classes that a build cache hands on: relative to the project. Without a project nobody looks
   * for the folder again, and what the text must tell is where it is below the resources.
   *
   * @param configured the option's value
   */
  public String portable(String configured) {
    Path path = Path.of(configured);
    if (!path.isAbsolute()) {
      return configured;
    }
    Path folder = path.normalize();
    if (project == null) {
      String text = text(folder);
      int resources = text.lastIndexOf(RESOURCES);
      return resources < 0
          ? String.valueOf(folder.getFileName())
          : "src/main" + text.substring(resources);
    }
    try {
      return text(project.relativize(folder));
    } catch (IllegalArgumentException e) {
      // On another drive of Windows.
      return configured;
    }
  }

  private static String text(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** The folder that the option's value, or portable text of a project, means. */
  public Path resolve(String text) {
    Path path = Path.of(text);
    return project == null ? path.toAbsolutePath() : project.resolve(path);
  }
}
