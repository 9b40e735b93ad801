package dev.eloquent.processor.diff;

/** The order in which the changes of a step run. */
final class ChangeOrder {
  private ChangeOrder() {}
}
