package dev.eloquent.document;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One write at a time that goes on while a command runs; whoever writes next waits for it. */
final class WriteBehind {
  private @Nullable ExecutorService thread;
  private @Nullable Future<?> write;

  /** A write. */
  interface Write {
    void run() throws SQLException;
  }

  /** Begins it. The one before it is awaited already. */
  void begin(Write work) {
    if (thread == null) {
      thread = Executors.newSingleThreadExecutor(WriteBehind::daemon);
    }
    Callable<@Nullable Void> call =
        () -> {
          work.run();
          return null;
        };
    write = thread.submit(call);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "eloquent-rows");
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for its end; a failure is that of the write. */
  void await() throws SQLException {
    Future<?> running = write;
    write = null;
    if (running == null) {
      return;
    }
    try {
      running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while a row of the history was written", "08006", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new SQLException("a row of the history could not be written", "HY000", e.getCause());
    }
  }

  /** Waits for its end, and ends the thread. */
  void close() throws SQLException {
    try {
      await();
    } finally {
      if (thread != null) {
        thread.shutdown();
      }
    }
  }
}
