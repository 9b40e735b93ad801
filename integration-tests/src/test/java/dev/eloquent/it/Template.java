package dev.eloquent.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What several tests begin with, made once and put back before each of them.
 *
 * <p>In the same folder, because Maven compiles everything again where the paths of the sources are
 * others than at the last compile, and with the times of the files.
 */
record Template(Path folder, Path copy) {
  /** Remembers the folder as it is now. */
  static Template of(Path folder, Path copy) throws IOException {
    copy(folder, copy);
    return new Template(folder, copy);
  }

  /** Makes the folder what it was. */
  void restore() throws IOException {
    delete(folder);
    copy(copy, folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (!Files.isDirectory(target)) {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  /** All but the folder itself. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder)) {
          Files.delete(file);
        }
      }
    }
  }
}
