package dev.eloquent.processor.schema;

/** What a column gets when a row does not name it. */
public sealed interface DefaultValue {
  /**
   * A literal of the column's type in canonical form: {@code true}, {@code 42}, {@code 1.50} with
   * all digits of the scale, {@code 2026-01-31}, {@code 10:15:30}, {@code 2026-01-31T10:15:30}
   * (with time zone in UTC with a {@code Z} behind; {@code .123456} behind the seconds unless they
   * are whole), a UUID and bytes as lower-case hexadecimal digits, text and JSON as it is.
   */
  record Literal(String value) implements DefaultValue {}

  /** A SQL expression, written as it is. */
  record Expression(String sql) implements DefaultValue {}

  /** The current time, as each dialect says it. */
  record Now() implements DefaultValue {}
}
