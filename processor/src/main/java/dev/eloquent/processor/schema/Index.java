package dev.eloquent.processor.schema;

import java.util.List;

/**
 * An index.
 *
 * @param columns in order
 * @param where the condition of a partial index as SQL; empty for none
 */
public record Index(String name, List<IndexColumn> columns, boolean unique, String where) {
  /** A column of an index. */
  public record IndexColumn(String name, boolean descending) {}

  /** Copies the columns. */
  public Index {
    columns = List.copyOf(columns);
  }
}
