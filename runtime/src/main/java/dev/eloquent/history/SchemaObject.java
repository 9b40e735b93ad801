package dev.eloquent.history;

/**
 * Something in a schema that emptying it drops.
 *
 * @param kind such as {@code table} or {@code view}
 * @param name as the database's catalogue has it
 * @param sql the statement that drops it; objects with one statement are dropped together
 */
public record SchemaObject(String kind, String name, String sql) {
  /** {@code table users}. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
