package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Locks on a file beside a database file; the operating system frees them when the process dies.
 *
 * <p>POSIX frees all locks of a process on a file as soon as it closes any handle of it, so within
 * one JVM a map decides first and only the winner opens the file.
 */
final class FileLocks {
  /** Behind the text that says who holds it, so that others can read that where locks forbid it. */
  private static final long LOCKED_BYTE = 1L << 40;

  private static final int LONGEST_HOLDER = 400;
  private static final ConcurrentMap<Path, String> HELD = new ConcurrentHashMap<>();

  private FileLocks() {}

  /** The lock for a database file; one without effect for a database in memory. */
  static MigrationLock acquire(
      String database, Author author, Duration timeout, MigrationLock.Waiting waiting)
      throws SQLException, LockTimeoutException {
    if (database.isEmpty()) {
      return () -> {};
    }
    Attempt attempt = new Attempt(Path.of(database + ".eloquent-lock").toAbsolutePath(), author);
    boolean acquired = false;
    try {
      LockLoop.acquire(attempt, timeout, waiting);
      acquired = true;
    } finally {
      if (!acquired) {
        attempt.close();
      }
    }
    return attempt;
  }

  /** One migrator's wish for the lock. */
  private static final class Attempt implements LockLoop.Attempt, MigrationLock {
    private final Path file;
    private final String me;
    private boolean first;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    Attempt(Path file, Author author) {
      this.file = file;
      this.me = author.actor() + ", host " + author.host() + ", process " + pid();
    }

    private static String pid() {
      return Long.toString(ProcessHandle.current().pid());
    }

    @Override
    public boolean tryLock() throws SQLException {
      if (!first) {
        if (HELD.putIfAbsent(file, me) != null) {
          return false;
        }
        first = true;
      }
      try {
        if (channel == null) {
          channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
        }
        lock = channel.tryLock(LOCKED_BYTE, 1, false);
        if (lock == null) {
          return false;
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(me.getBytes(StandardCharsets.UTF_8)), 0);
        return true;
      } catch (IOException e) {
        throw new SQLException(
            "the lock file " + file + " cannot be written: " + e.getMessage(), "25006", e);
      }
    }

    @Override
    public String holder() {
      if (!first) {
        String held = HELD.get(file);
        return held == null ? "somebody who has just let go" : held;
      }
      try {
        ByteBuffer text = ByteBuffer.allocate(LONGEST_HOLDER);
        int read = channel == null ? 0 : channel.read(text, 0);
        return read <= 0
            ? "another process"
            : new String(text.array(), 0, read, StandardCharsets.UTF_8);
      } catch (IOException e) {
        return "another process";
      }
    }

    @Override
    public void close() throws SQLException {
      try {
        if (lock != null) {
          lock.release();
        }
        if (channel != null) {
          channel.close();
        }
      } catch (IOException e) {
        throw new SQLException("the lock file " + file + " cannot be closed", e);
      } finally {
        if (first) {
          HELD.remove(file, me);
          first = false;
        }
      }
    }
  }
}
