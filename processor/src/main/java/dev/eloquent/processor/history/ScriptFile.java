package dev.eloquent.processor.history;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.CommittedText;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.ScriptHeader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The content of one file of a version, line endings normalised: in memory, or still on disk. */
public sealed interface ScriptFile {
  /** Its SHA-256. */
  String sha256();

  /** Flyway's CRC32 of it. */
  int checksum();

  /** Whether it begins as a drafted script does. */
  boolean isGenerated();

  /** Whether it is never held as one text. */
  boolean isLarge();

  /** Its length, in characters or, if it is large, bytes. */
  long length();

  /** What reads it. */
  interface Use<T, E extends Exception> {
    /** Reads to the end. */
    T read(Reader text) throws IOException, E;
  }

  /**
   * Reads it.
   *
   * @throws FormatException if it is not what it was
   */
  <T, E extends Exception> T read(Use<T, E> use) throws E;

  /** That it is another one now, so that what was made of the first reading is void. */
  default FormatException changed(@Nullable Exception cause) {
    throw new IllegalStateException("text in memory does not change", cause);
  }

  /** Writes it. */
  default void writeTo(Writer out) {
    this.<Long, RuntimeException>read(in -> in.transferTo(out));
  }

  /** Its text, all of it. */
  default String text() {
    StringWriter text = new StringWriter();
    writeTo(text);
    return text.toString();
  }

  /** Whether a text of one line occurs in it. */
  default boolean contains(String part) {
    return this.<Boolean, RuntimeException>read(
        in -> {
          boolean found = false;
          BufferedReader lines = new BufferedReader(in);
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            found |= line.contains(part);
          }
          return found;
        });
  }

  /** One that is in memory. */
  static ScriptFile of(String text) {
    return new Text(text, Checksums.sha256(text));
  }

  /** A text in memory. */
  record Text(String text, String sha256) implements ScriptFile {
    @Override
    public int checksum() {
      return Checksums.flyway(text);
    }

    @Override
    public boolean isGenerated() {
      return ScriptHeader.isGenerated(text);
    }

    @Override
    public boolean isLarge() {
      return false;
    }

    @Override
    public long length() {
      return text.length();
    }

    @Override
    public <T, E extends Exception> T read(Use<T, E> use) throws E {
      try {
        return use.read(new StringReader(text));
      } catch (IOException e) {
        throw new UncheckedIOException("text in memory cannot be read", e);
      }
    }
  }

  /**
   * A file that is read again each time.
   *
   * @param name its path below the history folder
   */
  record OnDisk(
      Path path, String name, long length, String sha256, int checksum, boolean isGenerated)
      implements ScriptFile {
    private static final int HEADER = 1000;

    /**
     * Reads it once, for its hashes.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    static OnDisk of(Path path, String name) throws IOException {
      try (CommittedText text = new CommittedText(Files.newInputStream(path));
          Reader reader = text.reader()) {
        char[] buffer = new char[32 * 1024];
        int count = reader.read(buffer);
        String beginning = new String(buffer, 0, Math.max(0, Math.min(count, HEADER)));
        while (reader.read(buffer) >= 0) {}
        boolean generated = ScriptHeader.isGenerated(beginning);
        return new OnDisk(path, name, Files.size(path), text.sha256(), text.flyway(), generated);
      }
    }

    @Override
    public boolean isLarge() {
      return true;
    }

    @Override
    public <T, E extends Exception> T read(Use<T, E> use) throws E {
      try (CommittedText text = new CommittedText(Files.newInputStream(path));
          Reader reader = text.reader()) {
        T result = use.read(reader);
        text.drain();
        if (!text.sha256().equals(sha256)) {
          throw changed(null);
        }
        return result;
      } catch (CharacterCodingException e) {
        throw changed(e);
      } catch (IOException e) {
        throw new FormatException(
            "ELQ304", name, 0, "cannot be read (" + e + "). Check its permissions.", e);
      }
    }

    @Override
    public FormatException changed(@Nullable Exception cause) {
      return new FormatException(
          "ELQ314", name, 0, "was changed while it was compiled. Compile again.", cause);
    }
  }
}
