package dev.eloquent.seed;

import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a seeder on a store, as {@code db:seed} does.
 *
 * <pre>{@code
 * Seeding.on(store).count(50).run(new ShopSeeder());
 * }</pre>
 */
public final class Seeding {
  private final ModelStore store;
  private @Nullable Integer count;
  private long seed;
  private SeedListener listener = SeedListener.NONE;

  private Seeding(ModelStore store) {
    this.store = store;
  }

  /** On that database; the store stays open. */
  public static Seeding on(ModelStore store) {
    return new Seeding(store);
  }

  /** How many rows are wanted, for seeders that ask. */
  public Seeding count(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("a number of rows is 1 or more, not " + rows);
    }
    this.count = rows;
    return this;
  }

  /** The seed number; the default is 0. */
  public Seeding seed(long number) {
    this.seed = number;
    return this;
  }

  /** Who is told how far it is. */
  public Seeding listener(SeedListener told) {
    this.listener = told;
    return this;
  }

  /**
   * Runs the seeder, in one transaction if it wants one and the database has them.
   *
   * @throws SeedException if it fails; the message names the seeder, the row, the cause, and what
   *     became of what it had written
   */
  public SeedResult run(Seeder seeder) {
    Counts counts = new Counts(listener);
    WatchedStore watched = new WatchedStore(store, counts);
    try {
      new SeedContext(watched, new Planter(seed, listener, counts), count, listener).run(seeder);
    } catch (SeedException e) {
      String message = e.getMessage() + ". " + left(seeder, counts);
      throw new SeedException(e.problem(), message, Counts.total(counts.rows()), e);
    }
    return new SeedResult(counts.rows());
  }

  private String left(Seeder seeder, Counts counts) {
    SortedMap<String, Long> stay = counts.rows();
    SortedMap<String, Long> undone = counts.undone();
    String back = undone.isEmpty() ? "" : "Rolled back: " + shown(undone);
    if (stay.isEmpty()) {
      return back.isEmpty() ? "Nothing was written" : back + ". Nothing of it stays";
    }
    String why =
        !store.transactional()
            ? "There are no transactions on this database"
            : seeder.transactional()
                ? "Some of it was written by other connections"
                : "It runs without a transaction";
    return (back.isEmpty() ? "" : back + ". ")
        + why
        + ", so what had been written stays: "
        + shown(stay);
  }

  /** {@code Customer 12, Order 30}. */
  private static String shown(SortedMap<String, Long> rows) {
    return rows.entrySet().stream()
        .map(e -> e.getKey().replaceFirst(".*[.$]", "") + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }
}
