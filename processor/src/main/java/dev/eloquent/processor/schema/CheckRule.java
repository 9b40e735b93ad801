package dev.eloquent.processor.schema;

import java.util.List;

/** The condition of a check. */
public sealed interface CheckRule {
  /** Written by the user, as SQL. */
  record Sql(String expression) implements CheckRule {}

  /**
   * The column, of a text type, holds one of these values: the constants of an enum in declaration
   * order.
   */
  record OneOf(String column, List<String> values) implements CheckRule {
    /** Copies the values. */
    public OneOf {
      values = List.copyOf(values);
    }
  }
}
