package dev.eloquent.seed;

import dev.eloquent.registry.ModelRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store of a seeder's or a scenario's: it counts rows, and knows whether it is in a transaction.
 */
final class WatchedStore implements ModelStore {
  private final ModelStore store;
  private final Counts counts;

  /** What was inserted in the transaction that is open; null without one. */
  private @Nullable Map<Class<?>, Long> open;

  WatchedStore(ModelStore store, Counts counts) {
    this.store = store;
    this.counts = counts;
  }

  boolean inTransaction() {
    return open != null;
  }

  private void inserted(Class<?> model, long rows) {
    counts.add(model, rows);
    if (open != null) {
      open.merge(model, rows, Long::sum);
    }
  }

  @Override
  public <T> List<T> insertAll(Collection<T> rows) {
    List<T> inserted = store.insertAll(rows);
    if (!inserted.isEmpty()) {
      inserted(inserted.get(0).getClass(), inserted.size());
    }
    return inserted;
  }

  @Override
  public <T> T update(T row) {
    return store.update(row);
  }

  @Override
  public <T> void delete(T row) {
    store.delete(row);
  }

  @Override
  public <T> Optional<T> find(Class<T> model, Object... key) {
    return store.find(model, key);
  }

  @Override
  public <T> List<T> findAll(Class<T> model) {
    return store.findAll(model);
  }

  @Override
  public <T> long count(Class<T> model) {
    return store.count(model);
  }

  @Override
  public void inTransaction(Runnable work) {
    if (!store.transactional()) {
      store.inTransaction(work);
      return;
    }
    Map<Class<?>, Long> outer = open;
    Map<Class<?>, Long> rows = new HashMap<>();
    open = rows;
    boolean done = false;
    try {
      store.inTransaction(work);
      done = true;
    } finally {
      open = outer;
      if (!done) {
        rows.forEach(counts::undone);
      } else if (outer != null) {
        rows.forEach((model, count) -> outer.merge(model, count, Long::sum));
      }
    }
  }

  @Override
  public boolean transactional() {
    return store.transactional();
  }

  @Override
  public String connection() {
    return store.connection();
  }

  @Override
  public ModelRegistry registry() {
    return store.registry();
  }

  /**
   * {@inheritDoc}
   *
   * @throws SeedException in a transaction, whose rows another connection could not see
   */
  @Override
  public ModelStore fork() {
    if (open != null) {
      throw new SeedException(
          SeedProblem.IN_TRANSACTION,
          "several connections cannot write here: the others would not see the rows of this"
              + " transaction. Let the seeder's transactional() be false, or use a concurrency of 1",
          null);
    }
    return new WatchedStore(store.fork(), counts);
  }

  @Override
  public void close() {
    store.close();
  }
}
