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

  /** Writes them by the store's own connection. */
  static <T> List<T> inOneTransaction(
      Factory<T> factory, ModelStore store, int count, LongConsumer progress) {
    Creation<T> creation = new Creation<>(factory, store, count, 1, progress);
    try {
      return transaction(
          store,
          () -> {
            Factory<T> prepared = factory.prepared(store);
            return creation.write(prepared, store, prepared.recipe().first(), count, true);
          });
    } catch (SeedException e) {
      throw creation.failed(e, store.transactional() ? 0 : creation.written.get());
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
    new Creation<>(factory, store, count, 1, done -> {}).write(factory, store, first, count, false);
  }

  private List<T> write(
      Factory<T> prepared, ModelStore to, long first, int rows, boolean interruptible) {
    List<T> all = new ArrayList<>(rows);
    while (all.size() < rows) {
      if (interruptible && Thread.currentThread().isInterrupted()) {
        throw new SeedException(SeedProblem.INTERRUPTED, "the thread was interrupted", null);
      }
      int size = Math.min(BATCH, rows - all.size());
      all.addAll(batch(prepared, to, first + all.size(), size));
      progress.accept(written.addAndGet(size));
    }
    return all;
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
  List<T> failFast() {
    int size = Math.max(1, Math.min(BATCH, (count + concurrency - 1) / concurrency));
    int batches = (count + size - 1) / size;
    List<List<T>> results = new ArrayList<>(Collections.nCopies(batches, List.of()));
    each(
        batches,
        (prepared, fork, batch) -> {
          int done = batch * size;
          int rows = Math.min(size, count - done);
          long first = prepared.recipe().first() + done;
          results.set(batch, transaction(fork, () -> batch(prepared, fork, first, rows)));
          progress.accept(written.addAndGet(rows));
        });
    return results.stream().flatMap(List::stream).toList();
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
