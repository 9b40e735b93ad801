package dev.eloquent.seal;

import dev.eloquent.seal.SealException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source files of Java migrations, found by their annotation. */
final class JavaSources {
  private static final Pattern NUMBER =
      Pattern.compile("(@MigrationVersion\\s*\\([^)]*?\\bnumber\\s*=\\s*)([1-9][0-9]{0,8})\\b");

  private JavaSources() {}

  /**
   * A source file.
   *
   * @param file its path below the root
   * @param version the number in its annotation
   */
  record JavaSource(String file, int version, String text) {
    /** The class that it must hold: there is one public class a file. */
    String className() {
      return file.substring(0, file.length() - ".java".length()).replace('/', '.');
    }

    String numbered(int number) {
      return NUMBER.matcher(text).replaceFirst("$1" + number);
    }
  }

  /** Those below a root folder; none if it is no folder. */
  static List<JavaSource> below(Path root) {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    List<JavaSource> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files.filter(JavaSources::isSource)::iterator) {
        String text = Files.readString(file);
        Matcher number = NUMBER.matcher(text);
        if (number.find()) {
          String path = root.relativize(file).toString().replace('\\', '/');
          found.add(new JavaSource(path, Integer.parseInt(number.group(2)), text));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new SealException(
          Reason.IO, "the sources below " + root + " cannot be read: " + e.getMessage(), e);
    }
    found.sort((a, b) -> a.file().compareTo(b.file()));
    return found;
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && Files.isRegularFile(file);
  }
}
