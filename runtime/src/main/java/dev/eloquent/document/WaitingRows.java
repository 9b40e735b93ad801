package dev.eloquent.document;

import dev.eloquent.history.HistoryRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose events are written, kept back while versions follow each other, and written several at
 * a time: few at most, and none much later than its event, however long the next command runs.
 *
 * <p>The events hold copies: of a process that is killed, the next one writes what is missing.
 */
final class WaitingRows {
  /** How many wait at most, or as many as belong to one event. */
  static final int MOST = 32;

  private static final long LONGEST_MILLIS = 1_000;

  private final Writer writer;
  private final List<HistoryRow> waiting = new ArrayList<>();
  private @Nullable Thread late;
  private @Nullable SQLException failure;
  private boolean closed;

  /** Writes rows in their order. */
  interface Writer {
    void write(List<HistoryRow> rows) throws SQLException;
  }

  WaitingRows(Writer writer) {
    this.writer = writer;
  }

  /**
   * Writes those that wait where more than {@link #MOST} would with as many that come: what is
   * missing after a kill is no more.
   *
   * @throws SQLException what these, or earlier ones, have failed with
   */
  synchronized void makeRoom(int coming) throws SQLException {
    if (waiting.size() + coming > MOST) {
      flush();
    }
  }

  /**
   * Takes rows to write them later.
   *
   * @throws SQLException what earlier ones have failed with
   */
  synchronized void add(List<HistoryRow> rows) throws SQLException {
    waiting.addAll(rows);
    if (waiting.size() >= MOST || failure != null) {
      flush();
    } else if (!waiting.isEmpty() && late == null) {
      late = new Thread(this::writeLate, "eloquent-rows");
      late.setDaemon(true);
      late.start();
    }
  }

  /**
   * Writes those that wait.
   *
   * @throws SQLException what these, or earlier ones, have failed with
   */
  synchronized void flush() throws SQLException {
    SQLException earlier = failure;
    failure = null;
    if (earlier != null) {
      waiting.clear();
      throw earlier;
    }
    if (!waiting.isEmpty()) {
      List<HistoryRow> rows = List.copyOf(waiting);
      waiting.clear();
      writer.write(rows);
    }
  }

  /** Whoever comes next gets the failure. */
  private synchronized void writeLate() {
    try {
      while (!closed) {
        wait(LONGEST_MILLIS);
        if (failure == null) {
          flush();
        }
      }
    } catch (SQLException e) {
      failure = e;
      late = null;
    } catch (RuntimeException e) {
      failure = new SQLException("rows of the history could not be written: " + e, "HY000", e);
      late = null;
    } catch (InterruptedException e) {
      late = null;
    }
  }

  /** Writes those that wait, and ends. */
  synchronized void close() throws SQLException {
    closed = true;
    notifyAll();
    flush();
  }
}
