package dev.eloquent.seed;

import java.util.SortedMap;
import java.util.TreeMap;

/** How many rows of each model were inserted, by binary name; for several threads. */
final class Counts {
  private final SortedMap<String, Long> inserted = new TreeMap<>();
  private final SortedMap<String, Long> undone = new TreeMap<>();
  private final SeedListener listener;
  private volatile boolean quiet;

  Counts(SeedListener listener) {
    this.listener = listener;
  }

  void add(Class<?> model, long rows) {
    long now;
    synchronized (this) {
      now = inserted.merge(model.getName(), rows, Long::sum);
    }
    if (!quiet) {
      listener.rowsWritten(model.getSimpleName(), now, 0);
    }
  }

  /** Leaves the telling to a factory, which knows how many there will be. */
  void quiet(boolean on) {
    quiet = on;
  }

  /** They were rolled back. */
  synchronized void undone(Class<?> model, long rows) {
    undone.merge(model.getName(), rows, Long::sum);
  }

  /** What was rolled back. */
  synchronized SortedMap<String, Long> undone() {
    return new TreeMap<>(undone);
  }

  /** What is there. */
  synchronized SortedMap<String, Long> rows() {
    SortedMap<String, Long> rows = new TreeMap<>(inserted);
    undone.forEach((model, less) -> rows.merge(model, -less, Long::sum));
    rows.values().removeIf(count -> count == 0);
    return rows;
  }

  static long total(SortedMap<String, Long> rows) {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
