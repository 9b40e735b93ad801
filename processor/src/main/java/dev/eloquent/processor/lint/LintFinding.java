package dev.eloquent.processor.lint;

import dev.eloquent.processor.diagnostic.Finding;

/**
 * What a change does to the rows that are there.
 *
 * @param finding a warning on the element that still is there
 */
public record LintFinding(Finding finding, Level level) {
  /** How bad it is for the rows. */
  public enum Level {
    /** Something is lost: sealed only with {@code --allow-destructive}. */
    DESTRUCTIVE,
    /** Rows cannot be given a value: never sealed. */
    UNFILLABLE,
    /** Fails on some rows, and then changes nothing: sealed. */
    RISKY
  }
}
