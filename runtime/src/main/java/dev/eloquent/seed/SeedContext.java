package dev.eloquent.seed;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Seeder} works with. Not for use by several threads. */
public final class SeedContext {
  private final WatchedStore store;
  private final Planter planter;
  private final @Nullable Integer count;
  private final SeedListener listener;
  private final Deque<Seeder> running = new ArrayDeque<>();

  SeedContext(WatchedStore store, Planter planter, @Nullable Integer count, SeedListener listener) {
    this.store = store;
    this.planter = planter;
    this.count = count;
    this.listener = listener;
  }

  /** The database. */
  public ModelStore store() {
    return store;
  }

  /** How many rows are wanted, {@code --count}; else the given number. */
  public int count(int otherwise) {
    return count == null ? otherwise : count;
  }

  /** The seed number, {@code --seed}. */
  public long seed() {
    return planter.seed();
  }

  /**
   * Makes a row and writes it.
   *
   * <p>As the methods that make several, it gives the factory this context's seed number, unless it
   * has one, and the indexes behind those that the same factory class had before.
   */
  public <T> T create(Factory<T> factory) {
    return createMany(factory, 1).get(0);
  }

  /** Makes rows and writes them in batches. */
  public <T> List<T> createMany(Factory<T> factory, int rows) {
    return createMany(factory, rows, 1);
  }

  /**
   * The same by several connections, for a seeder that is not {@link Seeder#transactional}.
   *
   * @throws SeedException with more than one connection in a transaction
   */
  public <T> List<T> createMany(Factory<T> factory, int rows, int concurrency) {
    return planter.create(factory, store, rows, concurrency);
  }

  /** Makes rows and writes them in batches, and keeps none: for so many that memory is short. */
  public void insertMany(Factory<?> factory, int rows) {
    insertMany(factory, rows, 1);
  }

  /**
   * The same by several connections, for a seeder that is not {@link Seeder#transactional}.
   *
   * @throws SeedException with more than one connection in a transaction
   */
  public void insertMany(Factory<?> factory, int rows, int concurrency) {
    planter.insert(factory, store, rows, concurrency);
  }

  /** Says how far it is, where it writes rows of its own. */
  public void progress(String what, long written, long of) {
    listener.rowsWritten(what, written, of);
  }

  /**
   * Runs another seeder, in the transaction of this one if there is one.
   *
   * @throws SeedException if it runs already, needs to run without a transaction, or fails
   */
  public void call(Class<? extends Seeder> type) {
    run(made(type));
  }

  private static Seeder made(Class<? extends Seeder> type) {
    try {
      Constructor<? extends Seeder> constructor = type.getDeclaredConstructor();
      if (!Modifier.isPublic(constructor.getModifiers())) {
        throw new NoSuchMethodException();
      }
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new SeedException(
          SeedProblem.CONSTRUCTOR,
          type.getName()
              + " cannot be made: a seeder is a public class with a public constructor without"
              + " parameters ("
              + SeedException.said(e.getCause() == null ? e : e.getCause())
              + ")",
          e);
    }
  }

  void run(Seeder seeder) {
    String name = seeder.getClass().getSimpleName();
    if (running.stream().anyMatch(other -> other.getClass().equals(seeder.getClass()))) {
      throw new SeedException(
          SeedProblem.CALL, name + " is running already: it is called by itself", null);
    }
    if (store.inTransaction() && !seeder.transactional()) {
      throw new SeedException(
          SeedProblem.CALL,
          name
              + " needs to run without a transaction, and is called by one that has one. Let that"
              + " one's transactional() be false, too",
          null);
    }
    running.push(seeder);
    try {
      if (seeder.transactional() && !store.inTransaction() && store.transactional()) {
        store.inTransaction(() -> unchecked(seeder, name));
      } else {
        unchecked(seeder, name);
      }
    } finally {
      running.pop();
    }
  }

  private void unchecked(Seeder seeder, String name) {
    try {
      seeder.run(this);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SeedException(SeedProblem.SEEDER, name + ": " + SeedException.said(e), e);
    }
  }
}
