package dev.eloquent.history;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a statement that takes too long, where the server has no limit for it.
 *
 * <p>JDBC's own query timeout will not do: SQLite's driver takes it for the time to wait for a
 * lock.
 */
final class StatementTimer implements AutoCloseable {
  private final Duration limit;
  private final ScheduledThreadPoolExecutor executor;

  StatementTimer(Duration limit) {
    this.limit = limit;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "eloquent-statement-timeout");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs it.
   *
   * @throws SQLTimeoutException if it was cancelled
   */
  void execute(Statement statement, String sql, boolean mayBringRows) throws SQLException {
    Cancellation cancellation = new Cancellation(statement);
    long millis = Math.max(1, limit.toMillis());
    ScheduledFuture<?> future = executor.schedule(cancellation, millis, TimeUnit.MILLISECONDS);
    try {
      SessionLimits.send(statement, sql, mayBringRows);
    } catch (SQLException e) {
      if (cancellation.end()) {
        throw new SQLTimeoutException(e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
      }
      throw e;
    } finally {
      cancellation.end();
      future.cancel(false);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** Either it comes while the statement runs, or it does not come: never to the next one. */
  private static final class Cancellation implements Runnable {
    private final Statement statement;
    private boolean ended;
    private boolean cancelled;

    Cancellation(Statement statement) {
      this.statement = statement;
    }

    @Override
    public synchronized void run() {
      if (!ended) {
        try {
          statement.cancel();
          cancelled = true;
        } catch (SQLException e) {
          // Then the statement runs on, and its end is what is told.
          cancelled = false;
        }
      }
    }

    /** True if it was cancelled. */
    synchronized boolean end() {
      ended = true;
      return cancelled;
    }
  }
}
