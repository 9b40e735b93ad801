package dev.eloquent.seed;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a seeder wrote.
 *
 * @param rows how many rows of each model's class were inserted, by binary name
 */
public record SeedResult(SortedMap<String, Long> rows) {
  /** Copies the map. */
  public SeedResult {
    rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
  }

  /** Of all models. */
  public long total() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
