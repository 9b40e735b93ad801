package dev.eloquent.processor.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param columns in order
 * @param where the condition of a partial index as SQL; empty for none
 */
public record Index(String name, List<IndexColumn> columns, boolean unique, String where) {
  /** A column of an index. */
  public record IndexColumn(String name, boolean descending) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof IndexColumn c && name.equals(c.name) && descending == c.descending;
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** Copies the columns. */
  public Index {
    columns = List.copyOf(columns);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Index i
        && name.equals(i.name)
        && columns.equals(i.columns)
        && unique == i.unique
        && where.equals(i.where);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
