package dev.eloquent.seed;

import java.time.Duration;
import java.util.Map;

/** Told how far a seeder or a scenario is; by several threads where those write. */
public interface SeedListener {
  /** Ignores everything. */
  SeedListener NONE = new SeedListener() {};

  /**
   * Rows were written.
   *
   * @param what the factory or the model
   * @param written how many by now
   * @param of how many there will be; 0 for not known
   */
  default void rowsWritten(String what, long written, long of) {}

  /** A step of a scenario begins; the number counts from 1. */
  default void stepStarted(int number, String name) {}

  /**
   * A step of a scenario is done.
   *
   * @param rows how many rows of each model's class it inserted, by binary name
   */
  default void stepFinished(int number, String name, Map<String, Long> rows, Duration took) {}
}
