package dev.eloquent.seal;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;

/**
 * The newest sealed version of a lock file, read without checking the whole chain.
 *
 * @param version 0 for none
 * @param chain its chain hash, empty for none
 */
public record LockHead(int version, String chain) {
  /** The head of a history in which nothing was sealed. */
  public static final LockHead NONE = new LockHead(0, "");

  /**
   * The head of the text of a {@code migrations.lock}; costs the same at 10 and at 5,000 versions.
   *
   * @throws FormatException as {@link LockFile#parse} does, if the end of the text is not of a lock
   *     file
   */
  public static LockHead of(String text) {
    int end = text.length();
    while (end > 0) {
      int start = text.lastIndexOf('\n', end - 1) + 1;
      String line = text.substring(start, end).strip();
      boolean indented = start < end && text.charAt(start) == ' ';
      if (!line.isEmpty() && !indented) {
        return ofLine(line, text);
      }
      end = start - 1;
    }
    return of(LockFile.parse(text));
  }

  private static LockHead ofLine(String line, String text) {
    String[] parts = line.split(" ", -1);
    if (parts.length == 5 && Checksums.isSha256(parts[3]) && parts[0].matches("[1-9][0-9]{0,8}")) {
      return new LockHead(Integer.parseInt(parts[0]), parts[3]);
    }
    return of(LockFile.parse(text));
  }

  private static LockHead of(LockFile lock) {
    return new LockHead(lock.lastVersion(), lock.headChain());
  }
}
