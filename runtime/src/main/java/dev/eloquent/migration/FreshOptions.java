package dev.eloquent.migration;

import java.util.Set;

/**
 * What {@code fresh} may empty.
 *
 * @param otherHistories history tables of other catalogues in the same schema that the caller knows
 *     of: the tables stay and get their {@code DELETE} rows too; any other one refuses
 * @param run what to apply afterwards
 */
public record FreshOptions(Set<String> otherHistories, RunOptions run) {
  /** Everything of this catalogue, and everything applied again. */
  public static final FreshOptions DEFAULT = new FreshOptions(Set.of(), RunOptions.ALL);

  /** Copies the set. */
  public FreshOptions {
    otherHistories = Set.copyOf(otherHistories);
  }
}
