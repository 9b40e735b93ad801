package dev.eloquent.seed;

import dev.eloquent.registry.ModelRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of a model, for tests, demos and a database's first content.
 *
 * <p>A factory does not change: what configures one gives another. It can be used by several
 * threads if its definition can, which is called by several of them where rows are written by
 * several connections.
 *
 * <p>In strict mode its model must be registered with the store's registry, and where rows are only
 * made with that of the process: {@code ModelRegistry.registerAll()}.
 *
 * <p>The same seed number gives the same rows, whatever the concurrency; only what the database
 * itself gives, identity columns for example, depends on the order in which rows arrive there.
 *
 * @param <T> the model's class
 */
public abstract class Factory<T> {
  private final Recipe<T> recipe;

  /** A factory with the seed number 0. */
  protected Factory() {
    this(Recipe.empty());
  }

  private Factory(Recipe<T> recipe) {
    this.recipe = recipe;
  }

  /** A row as it usually is, made from the draw and nothing else. */
  protected abstract T definition(Draw draw);

  /** The factory that others were made from by configuring it. */
  Factory<T> root() {
    return this;
  }

  final Recipe<T> recipe() {
    return recipe;
  }

  /** What messages call it. */
  final String name() {
    Class<?> type = root().getClass();
    return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
  }

  /** A factory with another recipe. */
  private static final class Configured<T> extends Factory<T> {
    private final Factory<T> root;

    Configured(Factory<T> root, Recipe<T> recipe) {
      super(recipe);
      this.root = root;
    }

    @Override
    Factory<T> root() {
      return root;
    }

    @Override
    protected T definition(Draw draw) {
      return root.definition(draw);
    }
  }

  final Factory<T> with(Recipe<T> changed) {
    return new Configured<>(root(), changed);
  }

  /** The same with another seed number. */
  public final Factory<T> withSeed(long seed) {
    return with(recipe.withSeed(seed));
  }

  /** The same with another index for its first row, so that unique values go on. */
  public final Factory<T> startingAt(long index) {
    if (index < 0) {
      throw new IllegalArgumentException("a row's index is 0 or more, not " + index);
    }
    return with(recipe.startingAt(index));
  }

  /**
   * The same with a change to each row; states apply in the order in which they are given.
   *
   * @param state gives the changed row: a new record, or the same instance of a class
   */
  public final Factory<T> state(UnaryOperator<T> state) {
    return with(recipe.then((row, draw) -> state.apply(row)));
  }

  /** The same with a change to each row that depends on its draw. */
  public final Factory<T> state(BiFunction<T, Draw, T> state) {
    return with(recipe.then(state::apply));
  }

  /** The same with changes that take turns, from row to row. */
  @SafeVarargs
  public final Factory<T> sequence(UnaryOperator<T>... states) {
    List<UnaryOperator<T>> turns = new ArrayList<>();
    for (UnaryOperator<T> state : states) {
      turns.add(state);
    }
    if (turns.isEmpty()) {
      throw new IllegalArgumentException("a sequence has at least one state");
    }
    return with(
        recipe.then((row, draw) -> turns.get((int) (draw.index() % turns.size())).apply(row)));
  }

  /**
   * The same with rows that belong to that one.
   *
   * @param link gives the row with its reference to the parent set
   */
  public final <P> Factory<T> forParent(P parent, BiFunction<T, P, T> link) {
    return with(recipe.then((row, draw) -> link.apply(row, parent)));
  }

  /**
   * The same with rows that belong to a parent that is made, and where they are written is written,
   * before them: one for all rows of a call.
   *
   * @param link gives the row with its reference to the parent set
   */
  public final <P> Factory<T> forNewParent(Factory<P> parents, BiFunction<T, P, T> link) {
    return with(recipe.withParent(new Recipe.Parent<>(parents, link)));
  }

  /**
   * The same with rows that each have so many others: those are written behind it. Rows that are
   * only made have none.
   *
   * @param children makes them
   * @param count how many each row has
   * @param link gives the child with its reference to the parent set
   */
  public final <C> Factory<T> has(Factory<C> children, int count, BiFunction<C, T, C> link) {
    checkCount(count);
    return with(recipe.withChildren(new Recipe.Children<>(children, count, link)));
  }

  /** Makes a row, without writing it. */
  public final T make() {
    return makeMany(1).get(0);
  }

  /** Makes rows, without writing them. */
  public final List<T> makeMany(int count) {
    checkCount(count);
    return prepared(null).rows(ModelRegistry.global(), recipe.first(), count);
  }

  /** Makes a row and writes it; the result has its key. */
  public final T create(ModelStore store) {
    return createMany(store, 1).get(0);
  }

  /**
   * Makes rows and writes them in batches, in one transaction where the database has them.
   *
   * @return the rows with their keys, in the order of their indexes
   * @throws SeedException if one cannot be made or written
   */
  public final List<T> createMany(ModelStore store, int count) {
    checkCount(count);
    return create(store, count, 1, Factory::untold);
  }

  /**
   * Makes rows and writes them in batches by several connections at once, and stops at the first
   * failure.
   *
   * <p>Each batch is a transaction of its own, where the database has them. After a failure no
   * batch is begun any more, those that were begun are awaited, and the exception has the first
   * failure as its cause and tells how many rows are written all the same. The same if the waiting
   * thread is interrupted; it still is then. With a concurrency of 1 it is {@link
   * #createMany(ModelStore, int)}.
   *
   * @return the rows with their keys, in the order of their indexes
   * @throws SeedException if one cannot be made or written, or the store is in a transaction
   */
  public final List<T> createMany(ModelStore store, int count, int concurrency) {
    checkCount(count);
    checkConcurrency(concurrency);
    return create(store, count, concurrency, Factory::untold);
  }

  /**
   * Makes rows and writes them as {@link #createMany(ModelStore, int)} does, and keeps none: for so
   * many that they have no room in memory.
   *
   * @throws SeedException if one cannot be made or written
   */
  public final void insertMany(ModelStore store, int count) {
    insertMany(store, count, 1);
  }

  /**
   * Makes rows and writes them by several connections as {@link #createMany(ModelStore, int, int)}
   * does, and keeps none.
   *
   * @throws SeedException if one cannot be made or written, or the store is in a transaction
   */
  public final void insertMany(ModelStore store, int count, int concurrency) {
    checkCount(count);
    checkConcurrency(concurrency);
    insert(store, count, concurrency, Factory::untold);
  }

  final List<T> create(ModelStore store, int count, int concurrency, LongConsumer progress) {
    NavigableMap<Long, List<T>> batches = new ConcurrentSkipListMap<>();
    write(store, count, concurrency, progress, batches::put);
    List<T> rows = new ArrayList<>(count);
    batches.values().forEach(rows::addAll);
    return rows;
  }

  final void insert(ModelStore store, int count, int concurrency, LongConsumer progress) {
    write(store, count, concurrency, progress, (first, rows) -> {});
  }

  private void write(
      ModelStore store,
      int count,
      int concurrency,
      LongConsumer progress,
      Creation.Written<T> then) {
    Creation<T> creation = new Creation<>(this, store, count, concurrency, progress);
    if (concurrency == 1) {
      creation.inOneTransaction(then);
    } else {
      creation.failFast(then);
    }
  }

  /**
   * Makes rows and writes them, each in a transaction of its own where the database has them, and
   * tells of each what became of it: for callers who want those that succeed. It takes longer than
   * {@link #createMany(ModelStore, int, int)}.
   *
   * @return what became of each row, in the order of their indexes
   * @throws SeedException if the waiting thread is interrupted, no connection can be opened, or the
   *     store is in a transaction
   */
  public final List<Outcome<T>> createManySettled(ModelStore store, int count, int concurrency) {
    checkCount(count);
    checkConcurrency(concurrency);
    return new Creation<>(this, store, count, concurrency, Factory::untold).settled();
  }

  /** The same with every parent made, its children's too, and written if there is a store. */
  final Factory<T> prepared(@Nullable ModelStore store) {
    return with(recipe.prepared(store));
  }

  /** The rows with these indexes; parents are prepared. */
  final List<T> rows(ModelRegistry registry, long first, int count) {
    List<T> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(row(first + i));
    }
    if (count > 0) {
      checkRegistered(registry, rows.get(0).getClass());
    }
    return rows;
  }

  private static void checkRegistered(ModelRegistry registry, Class<?> model) {
    for (Class<?> type = model; type != null; type = type.getSuperclass()) {
      if (registry.isRegistered(type)) {
        return;
      }
    }
    registry.descriptor(model);
  }

  private T row(long index) {
    Draw draw = new Draw(recipe.seed(), root().getClass().getName(), index);
    try {
      T row = Objects.requireNonNull(definition(draw), "the definition gave null");
      return recipe.changed(row, draw);
    } catch (RuntimeException e) {
      throw new SeedException(
          SeedProblem.ROW,
          name() + " cannot make row " + draw.number() + ": " + SeedException.said(e) + where(e),
          e);
    }
  }

  /** The user's line that threw. */
  private String where(RuntimeException e) {
    String type = root().getClass().getName();
    for (StackTraceElement element : e.getStackTrace()) {
      if (element.getClassName().equals(type) && element.getLineNumber() > 0) {
        return " (" + element.getFileName() + ":" + element.getLineNumber() + ")";
      }
    }
    return "";
  }

  /** Where nobody is told how many rows are written. */
  private static void untold(long written) {}

  private static void checkCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a number of rows is 0 or more, not " + count);
    }
  }

  private static void checkConcurrency(int concurrency) {
    if (concurrency < 1) {
      throw new IllegalArgumentException("a concurrency is 1 or more, not " + concurrency);
    }
  }
}
