package dev.eloquent.processor.converge;

import dev.eloquent.processor.converge.Design.C;
import dev.eloquent.processor.converge.Design.F;
import dev.eloquent.processor.converge.Design.I;
import dev.eloquent.processor.converge.Design.K;
import dev.eloquent.processor.converge.Design.T;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A schema, another one made from it by a few edits, and what the user says about the way. */
public final class RandomPair {
  private final RandomDesigns designs;
  private final Design former;
  private final Design later;

  private RandomPair(RandomDesigns designs) {
    this.designs = designs;
    former = designs.design();
    later = designs.once(12) ? designs.design() : former.copy();
  }

  /** A step. */
  public record Pair(Schema before, Schema after, Intents intents) {}

  /** The same pair for the same seed and dialect. */
  public static Pair of(long seed, String dialect) {
    Random random = new Random(seed);
    RandomPair pair = new RandomPair(new RandomDesigns(random, dialect));
    for (int i = 1 + random.nextInt(10); i > 0; i--) {
      pair.edit(random.nextInt(20));
    }
    return new Pair(pair.former.build(), pair.later.build(), pair.intents());
  }

  private void edit(int kind) {
    if (later.tables.isEmpty() || kind == 0) {
      designs.addTable(later);
      return;
    }
    T table = designs.pick(later.tables);
    switch (kind) {
      case 1 -> later.remove(table);
      case 2 -> table.name = designs.tableName(later);
      case 3 -> swapTables(table, designs.pick(later.tables));
      case 4, 5 -> designs.addForeignKey(later);
      case 6 -> designs.addIndex(table);
      case 7 -> designs.addCheck(table);
      case 8 -> dropSome(table);
      case 9 -> table.comment = designs.once(2) ? designs.text() : "";
      case 10 -> changeKey(table);
      case 11 -> changeConstraint(table);
      case 12 -> designs.addColumn(table);
      default -> editColumn(table, kind);
    }
  }

  private static void swapTables(T a, T b) {
    String name = a.name;
    a.name = b.name;
    b.name = name;
  }

  private void dropSome(T table) {
    if (!table.indexes.isEmpty() && designs.once(2)) {
      table.indexes.remove(designs.pick(table.indexes));
    } else if (!table.foreignKeys.isEmpty()) {
      table.foreignKeys.remove(designs.pick(table.foreignKeys));
    } else {
      table.checks.clear();
    }
    later.repair();
  }

  private void changeKey(T table) {
    if (table.key.stream().noneMatch(c -> c.identity)) {
      List<C> candidates =
          table.columns.stream()
              .filter(c -> c.type instanceof ColumnType.Int || c.type instanceof ColumnType.Varchar)
              .filter(c -> later.tables.stream().noneMatch(t -> setsNull(t, c)))
              .toList();
      table.key.clear();
      if (!candidates.isEmpty() && !designs.once(4)) {
        C column = designs.pick(candidates);
        column.nullable = false;
        table.key.add(column);
      }
    } else if (designs.once(2)) {
      table.key.forEach(c -> c.identity = false);
    } else {
      C id = table.key.get(0);
      drop(table, id);
    }
    later.repair();
  }

  private static boolean setsNull(T t, C column) {
    return t.foreignKeys.stream().anyMatch(f -> f.columns().contains(column));
  }

  private void changeConstraint(T table) {
    if (!table.checks.isEmpty()) {
      K check = table.checks.remove(0);
      table.checks.add(
          new K(check.column(), check.values().isEmpty() ? List.of() : designs.constants()));
    }
    if (!table.indexes.isEmpty()) {
      I i = table.indexes.remove(0);
      table.indexes.add(new I(i.name(), i.columns(), !i.descending(), !i.unique(), i.partial()));
      later.repair();
    }
    if (!table.foreignKeys.isEmpty()) {
      F f = table.foreignKeys.remove(0);
      table.foreignKeys.add(
          new F(
              f.columns(),
              f.target(),
              f.referenced(),
              /* delete= */ f.update(),
              /* update= */ f.delete()));
    }
  }

  private void editColumn(T table, int kind) {
    if (table.columns.isEmpty()) {
      designs.addColumn(table);
      return;
    }
    C column = designs.pick(table.columns);
    boolean bound = table.key.contains(column) || setsNull(table, column);
    switch (kind) {
      case 13 -> drop(table, column);
      case 14 -> column.name = designs.columnName(table);
      case 15 -> swapColumns(column, designs.pick(table.columns));
      case 16 -> column.comment = designs.once(2) ? designs.text() : "";
      case 17 -> column.nullable = bound ? column.nullable : !column.nullable;
      case 18 -> {
        if (!bound) {
          column.value = designs.once(2) ? null : designs.value(column);
        }
      }
      default -> retype(table, column);
    }
  }

  private void drop(T table, C column) {
    if (table.columns.size() > 1) {
      later.remove(table, column);
    }
  }

  private static void swapColumns(C a, C b) {
    String name = a.name;
    a.name = b.name;
    b.name = name;
  }

  /** With all that must have the same type; mostly to what keeps the values. */
  private void retype(T table, C column) {
    boolean wild = designs.once(4) && !table.isKeyed(column) && !setsNull(table, column);
    ColumnType to =
        RandomDesigns.type(
            designs.pick(
                wild
                    ? List.of("text", "boolean", "timestamp", "date", "double", "json", "blob")
                    : List.of("bigint", "integer", "varchar(20)", "varchar(40)", "decimal(12,2)")));
    Set<C> group = new LinkedHashSet<>(Set.of(column));
    for (int size = 0; size < group.size(); ) {
      size = group.size();
      for (T t : later.tables) {
        for (F f : t.foreignKeys) {
          for (int i = 0; i < f.columns().size(); i++) {
            if (group.contains(f.columns().get(i)) || group.contains(f.referenced().get(i))) {
              group.add(f.columns().get(i));
              group.add(f.referenced().get(i));
            }
          }
        }
      }
    }
    boolean counted = group.stream().anyMatch(c -> c.identity) && !(to instanceof ColumnType.Int);
    boolean checked =
        later.tables.stream()
            .anyMatch(
                t ->
                    t.checks.stream().anyMatch(k -> group.contains(k.column()))
                        || t.indexes.stream()
                            .anyMatch(i -> i.partial() && group.contains(i.columns().get(0))));
    if (!counted && !checked && (wild || Values.converts(column.type, to))) {
      for (C c : group) {
        c.type = to;
        c.value = c.value == null ? null : designs.value(c);
        if (c.value instanceof DefaultValue.Expression && group.size() > 1) {
          c.value = null;
        }
      }
    }
  }

  private Intents intents() {
    Map<String, String> tables = new HashMap<>();
    Map<SchemaPath, String> columns = new HashMap<>();
    Map<SchemaPath, DefaultValue> backfills = new HashMap<>();
    List<String> claimed = new ArrayList<>();
    for (T table : later.tables) {
      T origin = table.origin;
      if (origin != null && !origin.name.equals(table.name) && !designs.once(5)) {
        tables.put(table.name, origin.name);
        claimed.add(origin.name);
      }
    }
    for (T table : later.tables) {
      T origin = table.origin;
      boolean same =
          origin != null
              && (origin.name.equals(tables.get(table.name))
                  || (origin.name.equals(table.name) && !claimed.contains(table.name)));
      for (C column : table.columns) {
        SchemaPath path = SchemaPath.column(table.name, column.name);
        C from = column.origin;
        if (same && from != null && !from.name.equals(column.name) && !designs.once(5)) {
          columns.put(path, from.name);
        }
        boolean filled = from == null || from.nullable;
        if (filled
            && !column.nullable
            && !column.identity
            && column.value == null
            && !designs.once(4)) {
          backfills.put(path, new DefaultValue.Literal(Values.canonical(column.type, 1)));
        }
      }
    }
    return new Intents(tables, columns, backfills);
  }
}
