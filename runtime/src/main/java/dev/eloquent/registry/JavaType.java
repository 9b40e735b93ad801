package dev.eloquent.registry;

/** What Java has for the value of a column, so that a store knows what to make of it. */
public sealed interface JavaType {
  /**
   * A single value.
   *
   * @param type of a primitive field the primitive's class of objects
   * @param column the logical type that somebody gave to a nested field; empty for none, and for
   *     the columns of a model, whose descriptor has it
   */
  record Single(Class<?> type, String column) implements JavaType {}

  /** An array or collection, of MongoDB only. */
  record Many(Class<?> container, JavaType element) implements JavaType {}

  /** A nested class or record, of MongoDB only. */
  record Nested(StructAccessor<?> accessor) implements JavaType {}

  /** A single value. */
  static JavaType of(Class<?> type) {
    return new Single(type, "");
  }

  /** A single value whose logical type does not follow from its class. */
  static JavaType of(Class<?> type, String column) {
    return new Single(type, column);
  }

  /** An array or collection. */
  static JavaType many(Class<?> container, JavaType element) {
    return new Many(container, element);
  }

  /** A nested class or record. */
  static JavaType nested(StructAccessor<?> accessor) {
    return new Nested(accessor);
  }
}
