package dev.eloquent.processor.schema;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table, or a collection with its fields as columns.
 *
 * @param name its physical name
 * @param model the model's binary class name
 * @param connection {@code ""} every SQL dialect, {@code "pg"}, {@code "mysql"}, {@code "sqlite"}
 *     or {@code "mongo"}
 * @param columns in declaration order, the superclasses' first
 * @param primaryKey names of its columns, in key order; the constraint's name is {@link
 *     Names#primaryKey}
 * @param indexes sorted by name; what users declare unique is a unique index here
 * @param foreignKeys sorted by name
 * @param checks sorted by name
 * @param comment empty for none
 */
public record Table(
    String name,
    String model,
    String connection,
    List<Column> columns,
    List<String> primaryKey,
    List<Index> indexes,
    List<ForeignKey> foreignKeys,
    List<Check> checks,
    String comment) {
  /** Copies and sorts. */
  public Table {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    indexes = indexes.stream().sorted(Comparator.comparing(Index::name)).toList();
    foreignKeys = foreignKeys.stream().sorted(Comparator.comparing(ForeignKey::name)).toList();
    checks = checks.stream().sorted(Comparator.comparing(Check::name)).toList();
  }

  /** Whether it is a collection of MongoDB; nothing else ever sees it. */
  public boolean isCollection() {
    return connection.equals("mongo");
  }

  /** The column of that name. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Table t
        && name.equals(t.name)
        && model.equals(t.model)
        && connection.equals(t.connection)
        && columns.equals(t.columns)
        && primaryKey.equals(t.primaryKey)
        && indexes.equals(t.indexes)
        && foreignKeys.equals(t.foreignKeys)
        && checks.equals(t.checks)
        && comment.equals(t.comment);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
