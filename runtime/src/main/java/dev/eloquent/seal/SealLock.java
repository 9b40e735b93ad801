package dev.eloquent.seal;

import dev.eloquent.seal.SealException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Held while a class output is sealed; the operating system releases it when the process dies.
 *
 * <p>It is an empty file beside the class output, out of everything that is packaged or committed,
 * and nothing but this class may ever open it: on POSIX systems closing any other handle of the
 * file in this process would give the lock away.
 */
final class SealLock implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 25;

  private final FileChannel channel;
  private final FileLock lock;

  private SealLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits its turn, up to half a minute.
   *
   * @throws SealException if it does not come
   */
  static SealLock acquire(Path classes) {
    Path file = classes.toAbsolutePath().normalize().resolveSibling(".eloquent-seal.lock");
    long end = System.nanoTime() + PATIENCE.toNanos();
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (System.nanoTime() < end) {
        FileLock lock = tryLock(channel);
        if (lock != null) {
          return new SealLock(channel, lock);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      channel.close();
    } catch (IOException e) {
      closeQuietly(channel);
      throw new SealException(Reason.IO, file + " cannot be locked: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      closeQuietly(channel);
      Thread.currentThread().interrupt();
    }
    throw new SealException(
        Reason.BUSY,
        "another make:migration is sealing " + classes + ". Wait for it, then try again");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new SealException(Reason.IO, e.toString(), e);
      }
    }
  }

  /** Fails if the lock is not held any more. */
  void check() {
    if (!lock.isValid()) {
      throw new SealException(Reason.BUSY, "the lock on the class output was lost. Try again");
    }
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }
}
