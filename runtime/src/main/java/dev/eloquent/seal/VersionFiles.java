package dev.eloquent.seal;

import dev.eloquent.format.CommittedText;
import dev.eloquent.format.FileNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of versions in a history folder, found by their names alone. */
public final class VersionFiles {
  private VersionFiles() {}

  /**
   * The files of all versions above that one: paths below the folder, with their SHA-256.
   *
   * @throws UncheckedIOException if something cannot be read
   */
  public static SortedMap<String, String> above(int version, Path folder) {
    SortedMap<String, String> found = new TreeMap<>();
    try {
      for (String dialect : names(folder)) {
        if (!dialect.equals(FileNames.UNDO)) {
          collect(version, folder, dialect, found);
        }
      }
      for (String dialect : names(folder.resolve(FileNames.UNDO))) {
        collect(version, folder, FileNames.UNDO + "/" + dialect, found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static void collect(
      int version, Path folder, String below, SortedMap<String, String> found) throws IOException {
    for (String name : names(folder.resolve(below))) {
      // Every start of a command looks at every file, and nearly all are of sealed versions.
      if (FileNames.number(name) <= version) {
        continue;
      }
      String path = below + "/" + name;
      if (FileNames.owner(path).isPresent()) {
        found.put(path, CommittedText.sha256(folder.resolve(path)));
      }
    }
  }

  /**
   * The names in a folder; none if it is no folder. Without a path for each: a history has
   * thousands of files, and every command looks at them.
   */
  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    String[] names = folder.toFile().list();
    if (names == null) {
      throw new AccessDeniedException(folder.toString());
    }
    return List.of(names);
  }
}
