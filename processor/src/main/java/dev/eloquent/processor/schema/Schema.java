package dev.eloquent.processor.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All tables, sorted by name. */
public final class Schema {
  /** A schema without a table. */
  public static final Schema EMPTY = new Schema(List.of());

  private final List<Table> tables;
  private final Map<String, Table> byName = new HashMap<>();

  /**
   * Creates one from tables in any order.
   *
   * @throws IllegalArgumentException if two have one name
   */
  public Schema(List<Table> tables) {
    List<Table> sorted = new ArrayList<>(tables);
    sorted.sort(Comparator.comparing(Table::name));
    this.tables = List.copyOf(sorted);
    for (Table table : sorted) {
      if (byName.put(table.name(), table) != null) {
        throw new IllegalArgumentException("two tables are named " + table.name());
      }
    }
  }

  /** The tables, sorted by name. */
  public List<Table> tables() {
    return tables;
  }

  /** The table of that name. */
  public Optional<Table> table(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The schema with only the tables that fulfil the condition. */
  public Schema filter(Predicate<Table> condition) {
    return new Schema(tables.stream().filter(condition).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema schema && schema.tables.equals(tables);
  }

  @Override
  public int hashCode() {
    return tables.hashCode();
  }

  @Override
  public String toString() {
    return "Schema" + tables;
  }
}
