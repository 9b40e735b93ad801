package dev.eloquent.seal;

import dev.eloquent.format.BuildFolder;
import dev.eloquent.seal.SealException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether sources have changed since a compile, and making Maven compile them again.
 *
 * <p>Any source that is newer counts, not only a model's: a superclass, an enum or a new model
 * changes the draft too. Knows the folders of Maven's and Gradle's layout; where there are none,
 * nothing can be said and nothing is.
 */
final class SourceCheck {
  /** Older than any source, and after the epoch, which some file systems cannot store. */
  private static final FileTime LONG_AGO = FileTime.fromMillis(24 * 60 * 60 * 1000L);

  private final Path classes;
  private final Path project;
  private final Path sources;

  SourceCheck(Path classes, Path project) {
    this.classes = classes;
    this.project = project;
    this.sources =
        project.resolve(BuildFolder.isTestOutput(classes) ? "src/test/java" : "src/main/java");
  }

  /** The folder of the sources. */
  Path root() {
    return sources;
  }

  /** A sentence on the first source that is newer than the file or gone; empty if there is none. */
  Optional<String> staleSince(Path compiled, List<String> models) throws IOException {
    if (!Files.isDirectory(sources)) {
      return Optional.empty();
    }
    FileTime time = Files.getLastModifiedTime(compiled);
    for (Path source : javaFiles(sources)) {
      if (Files.getLastModifiedTime(source).compareTo(time) > 0) {
        return Optional.of(project.relativize(source) + " has changed since the last compile");
      }
    }
    for (String model : models) {
      if (!hasSource(model)) {
        return Optional.of("the source of " + model + " is gone since the last compile");
      }
    }
    return Optional.empty();
  }

  private boolean hasSource(String model) throws IOException {
    String name = topLevel(model);
    int dot = name.lastIndexOf('.');
    String folder = name.substring(0, dot + 1).replace('.', '/');
    String simple = name.substring(dot + 1);
    for (Path root : roots()) {
      if (Files.exists(root.resolve(folder + simple + ".java"))
          || declares(root.resolve(folder), simple)) {
        return true;
      }
    }
    return false;
  }

  /** A class that is not public may be declared in a file of another name. */
  private static boolean declares(Path folder, String simple) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    Pattern declaration = Pattern.compile("\\b(class|record)\\s+" + Pattern.quote(simple) + "\\b");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.java")) {
      for (Path file : files) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (declaration.matcher(text).find()) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Path> roots() throws IOException {
    List<Path> roots = new ArrayList<>(List.of(sources));
    for (String generated :
        List.of(
            "target/generated-sources",
            "target/generated-test-sources",
            "build/generated/sources/annotationProcessor/java")) {
      Path folder = project.resolve(generated);
      if (Files.isDirectory(folder)) {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
          children.forEach(roots::add);
        }
      }
    }
    return roots;
  }

  /**
   * Backdates class files so that the next compile, even one that otherwise finds nothing to do,
   * runs javac: Maven compares each source with the class file of its name.
   *
   * @param models their binary names
   * @param done what stays done if that fails
   */
  void makeCompileAgain(List<String> models, String done) {
    try {
      backdate(models);
    } catch (IOException | UncheckedIOException e) {
      throw new SealException(
          Reason.IO,
          done
              + ", but the class files cannot be backdated. Run: "
              + BuildFolder.rebuildCommand(project),
          e);
    }
  }

  private void backdate(List<String> models) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String model : models) {
      files.add(classes.resolve(model.replace('.', '/') + ".class"));
      files.add(classes.resolve(topLevel(model).replace('.', '/') + ".class"));
    }
    if (models.isEmpty() && Files.isDirectory(sources)) {
      for (Path source : javaFiles(sources)) {
        String name = sources.relativize(source).toString();
        files.add(classes.resolve(name.substring(0, name.length() - ".java".length()) + ".class"));
      }
    }
    for (Path file : files) {
      if (Files.exists(file)) {
        Files.setLastModifiedTime(file, LONG_AGO);
      }
    }
  }

  private static String topLevel(String model) {
    int nested = model.indexOf('$', model.lastIndexOf('.') + 2);
    return nested < 0 ? model : model.substring(0, nested);
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }
}
