package dev.eloquent.processor.converge;

import dev.eloquent.processor.converge.RandomPair.Pair;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows that a pair's step can take along, and where each of their values must be found. */
public final class Rows {
  /** A table that stays; {@code columns} goes from later to former columns. */
  private record Kept(Table before, Table after, Map<Column, Column> columns) {}

  private final String dialect;
  private final Pair pair;
  private final Map<String, Kept> kept = new HashMap<>();
  private int count = 2;

  public Rows(String dialect, Pair pair) {
    this.dialect = dialect;
    this.pair = pair;
    Map<String, String> renames = pair.intents().tableRenames();
    for (Table after : pair.after().tables()) {
      String former = former(after.name(), renames.get(after.name()), Set.copyOf(renames.values()));
      Table before = former == null ? null : pair.before().table(former).orElse(null);
      if (before != null) {
        Map<Column, Column> columns = columns(before, after);
        if (!columns.isEmpty()) {
          kept.put(after.name(), new Kept(before, after, columns));
        }
      }
    }
    kept.values().forEach(this::limit);
  }

  private static @Nullable String former(String name, @Nullable String renamed, Set<String> gone) {
    return renamed != null || gone.contains(name) ? renamed : name;
  }

  private Map<Column, Column> columns(Table before, Table after) {
    Map<String, String> renames = new HashMap<>();
    pair.intents()
        .columnRenames()
        .forEach(
            (path, former) -> {
              if (path.table().equals(after.name())) {
                renames.put(path.name(), former);
              }
            });
    Set<String> gone = new HashSet<>(renames.values());
    Map<Column, Column> columns = new HashMap<>();
    for (Column column : after.columns()) {
      String former = former(column.name(), renames.get(column.name()), gone);
      if (former != null) {
        before.column(former).ifPresent(c -> columns.put(column, c));
      }
    }
    return columns;
  }

  /** How many rows each table gets. */
  public int count() {
    return count;
  }

  private void limit(Kept table) {
    for (Column column : table.after().columns()) {
      Column former = table.columns().get(column);
      if (former != null) {
        boolean same = former.type().equals(column.type());
        if (!same && !Values.converts(former.type(), column.type())) {
          count = 0;
        }
      } else if (!column.identity()) {
        limitNew(table.after(), column);
      }
    }
    for (ForeignKey key : table.after().foreignKeys()) {
      Kept target = kept.get(key.referencedTable());
      if (target == null || !key.referencedColumns().stream().allMatch(c -> isFilled(target, c))) {
        count = 0;
      } else if (key.columns().size() > 1 && hasNew(table, key)) {
        // New columns hold the value of row 1 only.
        count = Math.min(count, 1);
      }
    }
  }

  private static boolean hasNew(Kept table, ForeignKey key) {
    return key.columns().stream()
        .anyMatch(c -> !table.columns().containsKey(table.after().column(c).orElseThrow()));
  }

  private void limitNew(Table table, Column column) {
    DefaultValue backfill =
        pair.intents().backfills().get(SchemaPath.column(table.name(), column.name()));
    if (!column.nullable() && column.defaultValue() == null && backfill == null) {
      count = 0;
    } else if (isKey(table, column)) {
      count = Math.min(count, 1);
    }
  }

  private boolean isFilled(Kept table, String name) {
    Column column = table.after().column(name).orElseThrow();
    return table.columns().containsKey(column)
        || column.identity()
        || (!column.nullable() && !(column.defaultValue() instanceof DefaultValue.Expression));
  }

  private static boolean isKey(Table table, Column column) {
    return table.primaryKey().contains(column.name())
        || table.indexes().stream()
            .filter(Index::unique)
            .flatMap(i -> i.columns().stream())
            .anyMatch(c -> c.name().equals(column.name()));
  }

  /** The statements that fill the former schema; foreign keys must not be enforced meanwhile. */
  public List<String> inserts(UnaryOperator<String> quote) {
    List<String> all = new ArrayList<>();
    for (Table table : pair.before().tables()) {
      for (int n = 1; n <= count && !table.columns().isEmpty(); n++) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : table.columns()) {
          names.add(quote.apply(column.name()));
          values.add(
              n == 2 && canBeNull(table, column) ? "NULL" : Values.sql(dialect, column.type(), n));
        }
        all.add(
            "INSERT INTO "
                + quote.apply(table.name())
                + " ("
                + String.join(", ", names)
                + (dialect.equals("postgresql")
                    ? ") OVERRIDING SYSTEM VALUE VALUES ("
                    : ") VALUES (")
                + String.join(", ", values)
                + ")");
      }
    }
    return all;
  }

  private boolean canBeNull(Table table, Column column) {
    boolean referenced =
        pair.before().tables().stream()
            .flatMap(t -> t.foreignKeys().stream())
            .anyMatch(
                k ->
                    k.referencedTable().equals(table.name())
                        && k.referencedColumns().contains(column.name()));
    if (!column.nullable() || referenced || column.identity()) {
      return false;
    }
    for (Kept k : kept.values()) {
      if (k.before().equals(table)) {
        for (Map.Entry<Column, Column> entry : k.columns().entrySet()) {
          if (entry.getValue().equals(column)) {
            return entry.getKey().nullable() && !isReferencedLater(k.after(), entry.getKey());
          }
        }
      }
    }
    return true;
  }

  private boolean isReferencedLater(Table table, Column column) {
    return pair.after().tables().stream()
        .flatMap(t -> t.foreignKeys().stream())
        .anyMatch(
            k ->
                k.referencedTable().equals(table.name())
                    && k.referencedColumns().contains(column.name()));
  }

  /** Reads, table by table, what must not change: before the step and after it. */
  public List<String> queries(boolean later, UnaryOperator<String> quote) {
    List<String> all = new ArrayList<>();
    for (Table after : pair.after().tables()) {
      Kept table = kept.get(after.name());
      if (table != null) {
        List<String> columns = new ArrayList<>(List.of("COUNT(*)"));
        for (Column column : after.columns()) {
          Column former = table.columns().get(column);
          if (former != null && former.type().equals(column.type())) {
            String name = quote.apply((later ? column : former).name());
            columns.add(values(name) + ", COUNT(" + name + ")");
          }
        }
        all.add(
            "SELECT "
                + String.join(", ", columns)
                + " FROM "
                + quote.apply((later ? after : table.before()).name()));
      }
    }
    return all;
  }

  /** All values of the column in order, as text. */
  private String values(String name) {
    return switch (dialect) {
      case "postgresql" -> "STRING_AGG(" + name + "::TEXT, ',' ORDER BY " + name + "::TEXT)";
      case "mysql" -> "GROUP_CONCAT(HEX(" + name + ") ORDER BY HEX(" + name + "))";
      default -> "GROUP_CONCAT(QUOTE(" + name + "), ',' ORDER BY QUOTE(" + name + "))";
    };
  }
}
