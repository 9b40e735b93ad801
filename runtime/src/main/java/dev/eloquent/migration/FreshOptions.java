package dev.eloquent.migration;

/**
 * What {@code fresh} does.
 *
 * @param run what to apply afterwards
 */
public record FreshOptions(RunOptions run) {
  /** Everything applied again. */
  public static final FreshOptions DEFAULT = new FreshOptions(RunOptions.ALL);
}
