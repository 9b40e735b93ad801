package dev.eloquent.seed;

/** What became of one row of {@link Factory#createManySettled}. */
public sealed interface Outcome<T> {
  /** The row's index, from 0 or where the factory starts. */
  long index();

  /**
   * It is written.
   *
   * @param row with its key
   */
  record Written<T>(long index, T row) implements Outcome<T> {}

  /** It is not, and nothing that belongs to it is. */
  record Failed<T>(long index, RuntimeException cause) implements Outcome<T> {}
}
