package dev.eloquent.migration;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the statements of a script share transactions, on a database that has transactional DDL.
 *
 * @param one whether all of them and what records them are one transaction; otherwise each
 *     statement is recorded before the next one runs
 * @param outside the numbers, from 1, of the statements that no transaction takes; none if it is
 *     one
 */
public record Transactions(boolean one, SortedSet<Integer> outside) {
  /** All in one, as almost every script runs. */
  public static final Transactions ONE = new Transactions(true, new TreeSet<>());

  /** Copies the numbers. */
  public Transactions {
    outside = Collections.unmodifiableSortedSet(new TreeSet<>(outside));
    if (one && !outside.isEmpty()) {
      throw new IllegalArgumentException("one transaction, and outside of it: " + outside);
    }
  }

  /** One statement after the other, these outside of any transaction. */
  public static Transactions each(SortedSet<Integer> outside) {
    return new Transactions(false, outside);
  }

  /**
   * Reads the text of a generated constant: the numbers with a space between; null without one.
   *
   * @throws NumberFormatException if it is something else
   */
  static Transactions parse(@Nullable String constant) {
    if (constant == null) {
      return ONE;
    }
    TreeSet<Integer> outside = new TreeSet<>();
    for (String number : constant.split(" ", -1)) {
      if (!number.isEmpty()) {
        outside.add(Integer.valueOf(number));
      }
    }
    return each(outside);
  }
}
