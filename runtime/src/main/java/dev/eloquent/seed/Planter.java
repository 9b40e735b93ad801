package dev.eloquent.seed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Runs factories for a seeder or a scenario: with its seed number, and indexes that go on. */
final class Planter {
  private final long seed;
  private final SeedListener listener;
  private final Counts counts;
  private final Map<String, Long> next = new HashMap<>();

  Planter(long seed, SeedListener listener, Counts counts) {
    this.seed = seed;
    this.listener = listener;
    this.counts = counts;
  }

  long seed() {
    return seed;
  }

  /** What a factory does with its progress told. */
  private interface Work<T, R> {
    /** Does it. */
    R of(Factory<T> factory, LongConsumer progress);
  }

  <T> List<T> create(Factory<T> factory, ModelStore store, int count, int concurrency) {
    return run(factory, count, (own, progress) -> own.create(store, count, concurrency, progress));
  }

  <T> void insert(Factory<T> factory, ModelStore store, int count, int concurrency) {
    run(
        factory,
        count,
        (own, progress) -> {
          own.insert(store, count, concurrency, progress);
          return count;
        });
  }

  private <T, R> R run(Factory<T> factory, int count, Work<T, R> work) {
    Recipe<T> recipe = factory.recipe().orSeed(seed);
    long first = recipe.first();
    if (first == 0) {
      first = next.merge(factory.root().getClass().getName(), (long) count, Long::sum) - count;
    }
    counts.quiet(true);
    try {
      return work.of(
          factory.with(recipe.startingAt(first)),
          written -> listener.rowsWritten(factory.name(), written, count));
    } finally {
      counts.quiet(false);
    }
  }
}
