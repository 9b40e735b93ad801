package dev.eloquent.seed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  <T> List<T> create(Factory<T> factory, ModelStore store, int count, int concurrency) {
    Recipe<T> recipe = factory.recipe().orSeed(seed);
    long first = recipe.first();
    if (first == 0) {
      first = next.merge(factory.root().getClass().getName(), (long) count, Long::sum) - count;
    }
    counts.quiet(true);
    try {
      return factory
          .with(recipe.startingAt(first))
          .create(
              store,
              count,
              concurrency,
              written -> listener.rowsWritten(factory.name(), written, count));
    } finally {
      counts.quiet(false);
    }
  }
}
