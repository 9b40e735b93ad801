package dev.eloquent.processor.history;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.CommittedText;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A history folder's files, by their names relative to it, with {@code /} between folders. */
record HistoryFolder(Path path) {
  /**
   * The file's text with normalised line endings; null if there is none.
   *
   * @throws FormatException if it is not UTF-8
   */
  @Nullable String text(String name) throws IOException {
    Path file = path.resolve(name);
    if (Files.notExists(file)) {
      return null;
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Checksums.normalizeLineEndings(text);
    } catch (CharacterCodingException e) {
      throw notUtf8(name, e);
    }
  }

  /**
   * A script; null if there is none.
   *
   * @throws FormatException if it is not UTF-8
   */
  @Nullable ScriptFile script(String name) throws IOException {
    Path file = path.resolve(name);
    if (Files.notExists(file) || Files.size(file) <= CommittedText.LARGE) {
      String text = text(name);
      return text == null ? null : ScriptFile.of(text);
    }
    try {
      return ScriptFile.OnDisk.of(file, name);
    } catch (CharacterCodingException e) {
      throw notUtf8(name, e);
    }
  }

  private static FormatException notUtf8(String name, CharacterCodingException e) {
    return new FormatException(
        "ELQ304", name, 0, "is not valid UTF-8. Restore it from version control.", e);
  }

  /** Every file that takes part in the history. */
  SortedSet<String> listing() throws IOException {
    SortedSet<String> present = new TreeSet<>();
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = path.relativize(file).toString().replace('\\', '/');
        boolean sql = name.endsWith(".sql") || name.endsWith(".sql.conf");
        boolean ours = sql || name.equals(FileNames.SCHEMA);
        if ((ours || isMongo(name)) && Files.isRegularFile(file)) {
          present.add(name);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return present;
  }

  private static boolean isMongo(String name) {
    return name.endsWith(".json")
        && (name.startsWith("mongodb/") || name.startsWith(FileNames.UNDO + "/mongodb/"));
  }

  /** That the folder, or a file in it, cannot be read. */
  FormatException unreadable(IOException e) {
    String file = path.toString();
    if (e instanceof FileSystemException at && at.getFile() != null) {
      Path named = Path.of(at.getFile());
      boolean below = named.startsWith(path) && !named.equals(path);
      file = (below ? path.relativize(named) : named).toString().replace('\\', '/');
    }
    return new FormatException(
        "ELQ304",
        file,
        0,
        "cannot be read ("
            + e.getClass().getSimpleName()
            + "). Check the rights of the file and of the folders above it.",
        e);
  }
}
