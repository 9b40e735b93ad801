package dev.eloquent.processor.schema;

/** What a column gets when a row does not name it. */
public sealed interface DefaultValue {
  /**
   * A literal of the column's type in canonical form ({@code true}, {@code 42}, {@code 1.50}, text
   * as it is).
   */
  record Literal(String value) implements DefaultValue {}

  /** A SQL expression, written as it is. */
  record Expression(String sql) implements DefaultValue {}

  /** The current time, as each dialect says it. */
  record Now() implements DefaultValue {}
}
