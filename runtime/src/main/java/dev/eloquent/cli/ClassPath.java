package dev.eloquent.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The class path of the application. */
final class ClassPath {
  private static final List<String> DEFAULTS = List.of("target/classes", "build/classes/java/main");

  private ClassPath() {}

  /**
   * Its entries, each of which is a folder or a jar.
   *
   * @param option what was given, null for the default
   * @throws CliException if one is missing or neither
   */
  static List<Path> entries(Session session, @Nullable String option) {
    List<Path> entries = new ArrayList<>();
    if (option == null) {
      entries.add(defaultFolder(session));
    } else {
      for (String entry : option.split(Pattern.quote(File.pathSeparator), -1)) {
        if (!entry.isEmpty()) {
          entries.add(check(session.resolve(entry), entry));
        }
      }
      if (entries.isEmpty()) {
        throw CliException.usage("--classpath is empty; name class folders or jars.");
      }
    }
    addGradleResources(entries);
    return entries;
  }

  private static Path defaultFolder(Session session) {
    for (String name : DEFAULTS) {
      Path folder = session.resolve(name);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    }
    throw CliException.failed(
        "no compiled classes: neither target/classes nor build/classes/java/main is below "
            + session.folder()
            + ". Run: mvn compile, or name the application: --classpath PATH",
        null);
  }

  private static Path check(Path path, String typed) {
    String shown = "class path entry \"" + Text.oneLine(typed) + "\" ";
    if (Files.isDirectory(path)) {
      return path;
    }
    if (!Files.exists(path)) {
      throw CliException.failed(
          shown + "does not exist. Compile first (mvn compile), or correct --classpath.", null);
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      jar.getManifest();
      return path;
    } catch (IOException e) {
      throw CliException.failed(
          shown + "is neither a folder nor a jar that can be read. Correct --classpath.", e);
    }
  }

  /** Gradle keeps resources, the sealed files among them, in a folder of their own. */
  private static void addGradleResources(List<Path> entries) {
    for (Path entry : List.copyOf(entries)) {
      if (entry.getParent() != null && entry.getParent().endsWith("build/classes/java")) {
        Path resources =
            entry.resolve("../../../resources").resolve(entry.getFileName()).normalize();
        if (Files.isDirectory(resources) && !entries.contains(resources)) {
          entries.add(resources);
        }
      }
    }
  }
}
