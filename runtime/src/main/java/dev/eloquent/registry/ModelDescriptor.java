package dev.eloquent.registry;

import dev.eloquent.format.ModelLines;
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
 * @param foreignKeys what it refers to
 * @param uniqueKeys names of columns that are unique together in every row, the primary key left
 *     out
 */
public record ModelDescriptor(
    String modelClass,
    String table,
    String connection,
    List<ColumnDescriptor> columns,
    List<String> primaryKey,
    List<ForeignKeyDescriptor> foreignKeys,
    List<List<String>> uniqueKeys) {
  /**
   * A column.
   *
   * @param name its physical name
   * @param type the written form of its logical type, such as {@code varchar(40)}
   * @param nullable whether it takes {@code NULL}
   * @param identity whether the database counts it up
   * @param hasDefault whether the database has a value for it where none is given
   */
  public record ColumnDescriptor(
      String name, String type, boolean nullable, boolean identity, boolean hasDefault) {
    /** Of a column that has what is written to it, and nothing else. */
    public ColumnDescriptor(String name, String type, boolean nullable) {
      this(name, type, nullable, false, false);
    }
  }

  /**
   * A foreign key.
   *
   * @param columns names of its columns
   * @param referencedTable it may be one of another catalogue
   * @param referencedColumns pair by pair with the columns
   */
  public record ForeignKeyDescriptor(
      List<String> columns, String referencedTable, List<String> referencedColumns) {
    /** Copies the lists. */
    public ForeignKeyDescriptor {
      columns = List.copyOf(columns);
      referencedColumns = List.copyOf(referencedColumns);
    }
  }

  /** Copies the lists. */
  public ModelDescriptor {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    foreignKeys = List.copyOf(foreignKeys);
    uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
  }

  /** What the lines say. */
  static ModelDescriptor of(ModelLines lines) {
    return new ModelDescriptor(
        lines.modelClass(),
        lines.table(),
        lines.connection(),
        lines.columns().stream()
            .map(
                c ->
                    new ColumnDescriptor(
                        c.name(), c.type(), c.nullable(), c.identity(), c.hasDefault()))
            .toList(),
        lines.primaryKey(),
        lines.foreignKeys().stream()
            .map(f -> new ForeignKeyDescriptor(f.columns(), f.table(), f.referencedColumns()))
            .toList(),
        lines.uniqueKeys());
  }
}
