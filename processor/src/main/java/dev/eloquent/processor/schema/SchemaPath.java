package dev.eloquent.processor.schema;

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
}
