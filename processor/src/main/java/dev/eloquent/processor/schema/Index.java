package dev.eloquent.processor.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index.
 *
 * @param columns in order
 * @param where the condition of a partial index as SQL, or a collection's as a filter document;
 *     empty for none
 * @param expireAfterSeconds how long after the time in its field a collection keeps a document;
 *     negative for ever
 */
public record Index(
    String name, List<IndexColumn> columns, boolean unique, String where, int expireAfterSeconds) {
  /** What an index has that lets no document expire. */
  public static final int NEVER = -1;

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

  /** One that lets nothing expire. */
  public Index(String name, List<IndexColumn> columns, boolean unique, String where) {
    this(name, columns, unique, where, NEVER);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Index i
        && name.equals(i.name)
        && columns.equals(i.columns)
        && unique == i.unique
        && where.equals(i.where)
        && expireAfterSeconds == i.expireAfterSeconds;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
