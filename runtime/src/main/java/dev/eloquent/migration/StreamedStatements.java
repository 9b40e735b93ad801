package dev.eloquent.migration;

import dev.eloquent.format.StatementsFile;
import dev.eloquent.format.StatementsFile.Entry;
import dev.eloquent.format.StatementsFile.Head;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One direction of a large script, read anew from the class path by each cursor. */
final class StreamedStatements extends Statements<Script.Reverse> {
  private final ClassLoader loader;
  private final String resource;
  private final Head head;
  private final boolean down;
  private final Set<Integer> outside;

  /**
   * One direction.
   *
   * @param outside the numbers of the reverse's statements that no transaction takes
   */
  StreamedStatements(
      ClassLoader loader, String resource, Head head, boolean down, Set<Integer> outside) {
    this.loader = loader;
    this.resource = resource;
    this.head = head;
    this.down = down;
    this.outside = outside;
  }

  /** The statements of a resource. */
  static StatementsFile open(ClassLoader loader, String resource) {
    try {
      InputStream in = loader.getResourceAsStream(resource);
      if (in == null) {
        throw new IOException(resource + " is not on the class path. Run: mvn clean compile");
      }
      return new StatementsFile(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int count() {
    return (down ? head.downs() : head.ups()).count();
  }

  @Override
  public boolean isLarge() {
    return true;
  }

  @Override
  public Cursor<Script.Reverse> from(int number) {
    StatementsFile file = open(loader, resource);
    try {
      file.skip((down ? 0 : head.downs().count()) + Math.min(number - 1, count()));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + ": " + e.getMessage(), e);
    }
    return new FileCursor(file, number);
  }

  private final class FileCursor implements Cursor<Script.Reverse> {
    private final StatementsFile file;
    private int next;

    FileCursor(StatementsFile file, int next) {
      this.file = file;
      this.next = next;
    }

    @Override
    public Script.@Nullable Reverse next() {
      try {
        Entry entry = file.next();
        return entry != null && entry.down() == down
            ? new Script.Reverse(entry.of(), entry.sql(), outside.contains(next++))
            : null;
      } catch (IOException e) {
        throw new UncheckedIOException(resource + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException(resource, e);
      }
    }
  }
}
