package dev.eloquent.seed;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What a {@link Factory} makes one row from: the row's number and a random generator of its own.
 *
 * <p>The generator depends on the seed number, the factory and the row's index, and on nothing
 * else: the same seed number gives the same rows, in whatever order and by however many threads
 * they are made. Not for use by several threads.
 */
public final class Draw {
  private final long index;
  private final long seed;
  private final SplittableRandom random;

  Draw(long seed, String factory, long index) {
    this.index = index;
    this.seed = mix(mix(seed + factory.hashCode()) + index);
    this.random = new SplittableRandom(this.seed);
  }

  /** The finisher of SplittableRandom: neighbours become strangers. */
  static long mix(long number) {
    long z = number + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The row's index, from 0; for values that must be unique. */
  public long index() {
    return index;
  }

  /** The row's number, from 1. */
  public long number() {
    return index + 1;
  }

  /** The seed number of this row. */
  public long seed() {
    return seed;
  }

  /**
   * Letters and digits, 13 at most, which other rows have not, nor this one with another seed
   * number: for values that must be unique although a database is filled twice.
   */
  public String tag() {
    return Long.toString(seed >>> 1, 36);
  }

  /** The row's generator. */
  public RandomGenerator random() {
    return random;
  }

  /** A number from the first to the last, both included. */
  public int between(int first, int last) {
    return (int) random.nextLong(first, last + 1L);
  }

  /** One of the choices. */
  @SafeVarargs
  public final <E> E pick(E... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** One of the choices. */
  public <E> E pick(List<E> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** True in so many of a hundred cases. */
  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
