package dev.eloquent.registry;

import java.util.List;

/**
 * What the compiler knew of a model.
 *
 * @param modelClass the model's binary class name; the class itself is not loaded
 * @param table its physical table
 * @param connection {@code ""} every SQL dialect, {@code "pg"}, {@code "mysql"}, {@code "sqlite"}
 *     or {@code "mongo"}
 * @param columns in declaration order, the superclasses' first
 * @param primaryKey names of its columns, in key order
 */
public record ModelDescriptor(
    String modelClass,
    String table,
    String connection,
    List<ColumnDescriptor> columns,
    List<String> primaryKey) {
  /**
   * A column.
   *
   * @param name its physical name
   * @param type the written form of its logical type, such as {@code varchar(40)}
   * @param nullable whether it takes {@code NULL}
   */
  public record ColumnDescriptor(String name, String type, boolean nullable) {}

  /** Copies the lists. */
  public ModelDescriptor {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }
}
