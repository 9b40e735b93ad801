package dev.eloquent.seal;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The newest sealed version of a lock file, read without checking the whole chain.
 *
 * @param version 0 for none
 * @param chain its chain hash, empty for none
 */
public record LockHead(int version, String chain) {
  /** The head of a history in which nothing was sealed. */
  public static final LockHead NONE = new LockHead(0, "");

  /** Bytes, enough for the newest version's files in a history of a few dialects. */
  private static final int END = 16_384;

  /**
   * Whether both are the same head. The generated {@code equals} would do, but linking it is a
   * twentieth of a short command's time.
   */
  public boolean isSame(LockHead other) {
    return version == other.version && chain.equals(other.chain);
  }

  /**
   * The head of a {@code migrations.lock}, of which only the end is read: it costs the same at 10
   * and at 5,000 versions.
   *
   * @throws FormatException as {@link LockFile#parse} does, if the end is not that of a lock file
   */
  public static LockHead read(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      long size = in.size();
      if (size > END) {
        ByteBuffer end = ByteBuffer.allocate(END);
        while (end.hasRemaining() && in.read(end, size - END + end.position()) >= 0) {}
        String text = new String(end.array(), 0, end.position(), StandardCharsets.UTF_8);
        String line = lastLine(text.substring(text.indexOf('\n') + 1));
        LockHead head = line == null ? null : ofLine(line);
        if (head != null) {
          return head;
        }
      }
    }
    return of(Files.readString(file, StandardCharsets.UTF_8));
  }

  /**
   * The head of the text of a {@code migrations.lock}.
   *
   * @throws FormatException as {@link LockFile#parse} does, if the end of the text is not of a lock
   *     file
   */
  public static LockHead of(String text) {
    String line = lastLine(text);
    LockHead head = line == null ? null : ofLine(line);
    return head == null ? of(LockFile.parse(text)) : head;
  }

  /** The last line that is no file of a version. */
  private static @Nullable String lastLine(String text) {
    int end = text.length();
    while (end > 0) {
      int start = text.lastIndexOf('\n', end - 1) + 1;
      String line = text.substring(start, end).strip();
      boolean indented = start < end && text.charAt(start) == ' ';
      if (!line.isEmpty() && !indented) {
        return line;
      }
      end = start - 1;
    }
    return null;
  }

  private static @Nullable LockHead ofLine(String line) {
    String[] parts = line.split(" ", -1);
    boolean version =
        parts.length == 5 && Checksums.isSha256(parts[3]) && parts[0].matches("[1-9][0-9]{0,8}");
    return version ? new LockHead(Integer.parseInt(parts[0]), parts[3]) : null;
  }

  private static LockHead of(LockFile lock) {
    return new LockHead(lock.lastVersion(), lock.headChain());
  }
}
