package dev.eloquent.processor.schema;

import org.jspecify.annotations.Nullable;

/**
 * Names one thing of a schema.
 *
 * @param table the table's name
 * @param kind what it is
 * @param name its name within the table; empty for the table itself
 */
public record SchemaPath(String table, Kind kind, String name) {
  /** What can be named. */
  public enum Kind {
    /** The table itself. */
    TABLE,
    /** A column. */
    COLUMN,
    /** An index. */
    INDEX,
    /** A foreign key. */
    FOREIGN_KEY,
    /** A check. */
    CHECK
  }

  /** The table itself. */
  public static SchemaPath table(String table) {
    return new SchemaPath(table, Kind.TABLE, "");
  }

  /** A column of the table. */
  public static SchemaPath column(String table, String column) {
    return new SchemaPath(table, Kind.COLUMN, column);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SchemaPath p
        && table.equals(p.table)
        && kind == p.kind
        && name.equals(p.name);
  }

  @Override
  public int hashCode() {
    return 31 * table.hashCode() + name.hashCode();
  }
}
