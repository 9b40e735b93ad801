package dev.eloquent.seed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes and writes the rows of one call, in batches. */
final class Creation<T> {
  /** A larger one gains nothing, and a smaller one is not all lost where it fails. */
  private static final int BATCH = 1000;

  private final Factory<T> factory;
  private final ModelStore store;
  private final int count;
  private final int concurrency;
  private final LongConsumer progress;
  private final AtomicLong written = new AtomicLong();

  /**
   * @param progress told how many rows are written, by any thread
   */
  Creation(
      Factory<T> factory, ModelStore store, int count, int concurrency, LongConsumer progress) {
    this.factory = factory;
    this.store = store;
    this.count = count;
    this.concurrency = concurrency;
    this.progress = progress;
  }

  /** What is done with rows that are written. */
  @FunctionalInterface
  interface Written<T> {
    /** Takes a batch, the first row of which has that index; by any thread, in any order. */
    void batch(long first, List<T> rows);
  }

  /** Writes them by the store's own connection. */
  void inOneTransaction(Written<T> then) {
    try {
      transaction(
          store,
          () -> {
            Factory<T> prepared = factory.prepared(store);
            write(prepared, store, prepared.recipe().first(), then, true);
            return this;
          });
    } catch (SeedException e) {
      throw failed(e, store.transactional() ? 0 : written.get());
    }
  }

  private static <R> R transaction(ModelStore store, Supplier<R> work) {
    if (!store.transactional()) {
      return work.get();
    }
    List<R> result = new ArrayList<>(1);
    store.inTransaction(() -> result.add(work.get()));
    return result.get(0);
  }

  /** Makes and writes the rows with these indexes; parents are prepared. */
  static <T> void write(Factory<T> factory, ModelStore store, long first, int count) {
    new Creation<>(factory, store, count, 1, done -> {})
        .write(factory, store, first, (index, rows) -> {}, false);
  }

  private void write(
      Factory<T> prepared, ModelStore to, long first, Written<T> then, boolean interruptible) {
    for (int done = 0; done < count; ) {
      if (interruptible && Thread.currentThread().isInterrupted()) {
        throw new SeedException(SeedProblem.INTERRUPTED, "the thread was interrupted", null);
      }
      int size = Math.min(BATCH, count - done);
      then.batch(first + done, batch(prepared, to, first + done, size));
      done += size;
      progress.accept(written.addAndGet(size));
    }
  }

  private List<T> batch(Factory<T> prepared, ModelStore to, long first, int rows) {
    List<T> made = prepared.rows(to.registry(), first, rows);
    List<T> inserted;
    try {
      inserted = to.insertAll(made);
    } catch (RuntimeException e) {
      String which =
          rows == 1 ? "row " + (first + 1) : "rows " + (first + 1) + " to " + (first + rows);
      throw new SeedException(
          SeedProblem.WRITE,
          which + " of " + prepared.name() + " cannot be written: " + SeedException.said(e),
          e);
    }
    prepared.recipe().writeChildren(to, inserted, first);
    return inserted;
  }

  /** Writes them by several connections; the first failure stops the rest. */
  void failFast(Written<T> then) {
    int size = Math.max(1, Math.min(BATCH, (count + concurrency - 1) / concurrency));
    int batches = (count + size - 1) / size;
    each(
        batches,
        (prepared, fork, batch) -> {
          int done = batch * size;
          int rows = Math.min(size, count - done);
          long first = prepared.recipe().first() + done;
          then.batch(first, transaction(fork, () -> batch(prepared, fork, first, rows)));
          progress.accept(written.addAndGet(rows));
        });
  }

  /** Writes them one by one by several connections, and keeps what became of each. */
  List<Outcome<T>> settled() {
    List<@Nullable Outcome<T>> outcomes = new ArrayList<>(Collections.nCopies(count, null));
    each(
        count,
        (prepared, fork, i) -> {
          long index = prepared.recipe().first() + i;
          try {
            T row = transaction(fork, () -> batch(prepared, fork, index, 1)).get(0);
            outcomes.set(i, new Outcome.Written<>(index, row));
            progress.accept(written.incrementAndGet());
          } catch (RuntimeException e) {
            outcomes.set(i, new Outcome.Failed<>(index, e));
          }
        });
    List<Outcome<T>> all = new ArrayList<>(count);
    outcomes.forEach(
        outcome -> {
          if (outcome != null) {
            all.add(outcome);
          }
        });
    return List.copyOf(all);
  }

  /** A part of the work. */
  private interface Part<T> {
    void write(Factory<T> prepared, ModelStore fork, int number);
  }

  private void each(int parts, Part<T> part) {
    Factory<T> prepared = prepared();
    Throwable failure =
        new Crew(store, Math.min(connections(), parts))
            .run(parts, (fork, number) -> part.write(prepared, fork, number));
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw failed(failure, written.get());
    }
  }

  /** SQLite has one writer at a time: others would wait for it, and some of them in vain. */
  private int connections() {
    return store.connection().equals("sqlite") ? 1 : concurrency;
  }

  /** Parents are committed before other connections refer to them. */
  private Factory<T> prepared() {
    if (!factory.recipe().hasParents()) {
      return factory.prepared(store);
    }
    try (ModelStore fork = store.fork()) {
      return transaction(fork, () -> factory.prepared(fork));
    }
  }

  private SeedException failed(Throwable cause, long rows) {
    SeedProblem problem =
        cause instanceof SeedException seed
            ? seed.problem()
            : cause instanceof InterruptedException ? SeedProblem.INTERRUPTED : SeedProblem.WRITE;
    String what =
        problem == SeedProblem.INTERRUPTED
            ? factory.name() + " was interrupted"
            : SeedException.said(cause);
    boolean unsure = problem == SeedProblem.WRITE && !store.transactional();
    String left =
        rows == 0 && !unsure
            ? "; none of its rows is written"
            : "; " + rows + " of " + count + " rows of " + factory.name() + " are written";
    String maybe = unsure ? ", and some of those that failed may be" : "";
    return new SeedException(problem, what + left + maybe, rows, cause);
  }
}
