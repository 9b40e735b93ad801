package dev.eloquent.migration;

import java.util.List;

/**
 * What {@code fresh} did.
 *
 * @param dropped objects such as {@code table users}, in the order they were dropped
 * @param run what was applied afterwards
 */
public record FreshResult(List<String> dropped, RunResult run) {
  /** Copies the list. */
  public FreshResult {
    dropped = List.copyOf(dropped);
  }
}
