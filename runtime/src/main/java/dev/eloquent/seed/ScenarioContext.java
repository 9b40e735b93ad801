package dev.eloquent.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a {@link Scenario} works with. Not for use by several threads. */
public final class ScenarioContext {
  private final @Nullable WatchedStore sql;
  private final @Nullable WatchedStore mongo;
  private final Counts counts;
  private final Planter planter;
  private final SeedListener listener;
  private final List<String> done = new ArrayList<>();
  private @Nullable String step;

  ScenarioContext(
      @Nullable ModelStore sql, @Nullable ModelStore mongo, long seed, SeedListener listener) {
    this.counts = new Counts(listener);
    this.sql = sql == null ? null : new WatchedStore(sql, counts);
    this.mongo = mongo == null ? null : new WatchedStore(mongo, counts);
    this.planter = new Planter(seed, listener, counts);
    this.listener = listener;
  }

  /** What a step does. */
  @FunctionalInterface
  public interface Step {
    /**
     * Does it.
     *
     * @throws Exception if it cannot be done
     */
    void run() throws Exception;
  }

  /**
   * The SQL database.
   *
   * @throws SeedException if the scenario was given none
   */
  public ModelStore sql() {
    return given(sql, "a SQL database", "choose one: --sqlite, --pg, --mysql or --url");
  }

  /**
   * MongoDB.
   *
   * @throws SeedException if the scenario was given none
   */
  public ModelStore mongo() {
    return given(mongo, "MongoDB", "add --mongo");
  }

  private static ModelStore given(@Nullable ModelStore store, String what, String how) {
    if (store == null) {
      throw new SeedException(
          SeedProblem.NO_STORE,
          "the scenario needs " + what + ", and was given none: " + how,
          null);
    }
    return store;
  }

  /** Whether there is MongoDB. */
  public boolean hasMongo() {
    return mongo != null;
  }

  /** The seed number, {@code --seed}. */
  public long seed() {
    return planter.seed();
  }

  /** Makes a row and writes it there, with this scenario's seed number and indexes that go on. */
  public <T> T create(ModelStore store, Factory<T> factory) {
    return createMany(store, factory, 1).get(0);
  }

  /** Makes rows and writes them there. */
  public <T> List<T> createMany(ModelStore store, Factory<T> factory, int rows) {
    return planter.create(factory, store, rows, 1);
  }

  /**
   * Does a step: what it writes to the SQL database is one transaction; what it writes to MongoDB
   * is in none.
   *
   * @throws SeedException if it fails
   */
  public void step(String name, Step body) {
    if (step != null) {
      throw new IllegalStateException(
          "the step \"" + name + "\" is inside the step \"" + step + "\"; put it behind");
    }
    int number = done.size() + 1;
    SortedMap<String, Long> before = counts.rows();
    long begin = System.nanoTime();
    listener.stepStarted(number, name);
    step = name;
    try {
      if (sql != null && sql.transactional()) {
        sql.inTransaction(() -> unchecked(number, name, body));
      } else {
        unchecked(number, name, body);
      }
    } finally {
      step = null;
    }
    done.add(name);
    listener.stepFinished(number, name, since(before), Duration.ofNanos(System.nanoTime() - begin));
  }

  private void unchecked(int number, String name, Step body) {
    try {
      body.run();
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SeedException(
          SeedProblem.STEP,
          "step " + number + ", \"" + name + "\", failed: " + SeedException.said(e),
          e);
    }
  }

  private SortedMap<String, Long> since(SortedMap<String, Long> before) {
    SortedMap<String, Long> rows = new TreeMap<>();
    counts
        .rows()
        .forEach(
            (model, now) -> {
              long more = now - before.getOrDefault(model, 0L);
              if (more > 0) {
                rows.put(model, more);
              }
            });
    return rows;
  }

  SortedMap<String, Long> rows() {
    return counts.rows();
  }

  List<String> done() {
    return Collections.unmodifiableList(done);
  }
}
