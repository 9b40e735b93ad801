package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random collections, and random next versions of them with renames and backfills. */
final class RandomCollections {
  private static final List<String> COLLECTIONS = List.of("events", "logs", "members", "orders");
  private static final List<String> FIELDS = List.of("a", "b", "c", "d", "e", "f");

  private final Random random;

  RandomCollections(Random random) {
    this.random = random;
  }

  Schema schema() {
    List<Table> tables = new ArrayList<>();
    for (String name : COLLECTIONS) {
      if (random.nextInt(3) > 0) {
        tables.add(table(name));
      }
    }
    return new Schema(tables);
  }

  private Table table(String name) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("_id", new ColumnType.ObjectId(), false, false, null, ""));
    for (String field : FIELDS) {
      if (random.nextBoolean()) {
        columns.add(new Column(field, type(2), random.nextBoolean(), false, null, comment()));
      }
    }
    return table(name, columns, indexes(columns));
  }

  private static Table table(String name, List<Column> columns, List<Index> indexes) {
    return new Table(
        name, "shop.M" + name, "mongo", columns, List.of("_id"), indexes, List.of(), List.of(), "");
  }

  private String comment() {
    return random.nextInt(5) == 0 ? "says \"" + random.nextInt(3) + "\"" : "";
  }

  ColumnType type(int depth) {
    return switch (random.nextInt(depth == 0 ? 13 : 15)) {
      case 0 -> new ColumnType.Bool();
      case 1 -> new ColumnType.Int(8 << random.nextInt(4));
      case 2 -> new ColumnType.Real(64);
      case 3 -> new ColumnType.Decimal(12, 2);
      case 4 -> new ColumnType.Varchar(3 + random.nextInt(3));
      case 5 -> new ColumnType.Text();
      case 6 -> new ColumnType.Blob();
      case 7 -> new ColumnType.Uuid();
      case 8 -> new ColumnType.Date();
      case 9 -> new ColumnType.Timestamp(random.nextBoolean());
      case 10 -> new ColumnType.Json();
      case 11 -> new ColumnType.ObjectId();
      case 12 -> new ColumnType.Choice(random.nextBoolean() ? List.of("A", "B") : List.of("A"));
      case 13 -> new ColumnType.Array(type(depth - 1));
      default -> {
        List<ColumnType.Field> fields = new ArrayList<>();
        for (String field : List.of("x", "y")) {
          if (random.nextBoolean()) {
            fields.add(new ColumnType.Field(field, type(depth - 1), random.nextBoolean()));
          }
        }
        yield new ColumnType.Document(fields);
      }
    };
  }

  private List<Index> indexes(List<Column> columns) {
    Map<String, Index> indexes = new HashMap<>();
    for (int i = random.nextInt(3); i > 0 && columns.size() > 1; i--) {
      Column column = columns.get(1 + random.nextInt(columns.size() - 1));
      boolean unique = random.nextInt(4) == 0;
      String name = Names.collectionIndex(List.of(column.name()), unique);
      boolean time = column.type() instanceof ColumnType.Timestamp && random.nextBoolean();
      String where = random.nextInt(4) == 0 ? "{\"a\":{\"$gt\":" + random.nextInt(2) + "}}" : "";
      indexes.put(
          name,
          new Index(
              name,
              List.of(new IndexColumn(column.name(), random.nextBoolean())),
              unique,
              where,
              time ? random.nextInt(3) : Index.NEVER));
    }
    return List.copyOf(indexes.values());
  }

  /** A next version. */
  record Next(Schema schema, Intents intents) {}

  Next next(Schema before) {
    Map<String, String> tableRenames = new HashMap<>();
    Map<SchemaPath, String> columnRenames = new HashMap<>();
    Map<SchemaPath, DefaultValue> backfills = new HashMap<>();
    List<Table> tables = new ArrayList<>();
    List<String> names = new ArrayList<>(COLLECTIONS);
    java.util.Collections.shuffle(names, random);
    Map<String, String> newNames = newNames(before, names);
    newNames.forEach(
        (old, now) -> {
          if (!old.equals(now)) {
            tableRenames.put(now, old);
          }
          tables.add(next(before.table(old).orElseThrow(), now, columnRenames, backfills));
        });
    Set<String> taken = new HashSet<>(newNames.values());
    for (String name : COLLECTIONS) {
      if (!taken.contains(name) && before.table(name).isEmpty() && random.nextBoolean()) {
        tables.add(table(name));
      }
    }
    return new Next(new Schema(tables), new Intents(tableRenames, columnRenames, backfills));
  }

  /** Which collections stay and what they are called: at times two change places. */
  private Map<String, String> newNames(Schema before, List<String> names) {
    Map<String, String> newNames = new HashMap<>();
    List<String> present = before.tables().stream().map(Table::name).toList();
    for (String name : present) {
      if (random.nextInt(5) > 0) {
        newNames.put(name, name);
      }
    }
    if (newNames.size() > 1 && random.nextInt(3) == 0) {
      List<String> two = newNames.keySet().stream().sorted().limit(2).toList();
      newNames.put(two.get(0), two.get(1));
      newNames.put(two.get(1), two.get(0));
    } else if (!newNames.isEmpty() && random.nextInt(3) == 0) {
      names.stream()
          .filter(n -> !present.contains(n))
          .findFirst()
          .ifPresent(
              n -> newNames.put(newNames.keySet().stream().sorted().findFirst().orElseThrow(), n));
    }
    return newNames;
  }

  private Table next(
      Table before,
      String name,
      Map<SchemaPath, String> columnRenames,
      Map<SchemaPath, DefaultValue> backfills) {
    List<Column> columns = new ArrayList<>();
    columns.add(before.columns().get(0));
    Set<String> taken = new HashSet<>(Set.of("_id"));
    List<Column> old = before.columns().subList(1, before.columns().size());
    boolean swap = old.size() > 1 && random.nextInt(4) == 0;
    for (int i = 0; i < old.size(); i++) {
      Column column = old.get(i);
      String now = column.name();
      if (swap && i < 2) {
        now = old.get(1 - i).name();
      } else if (random.nextInt(5) == 0) {
        String free = "r_" + now;
        now = free;
      } else if (random.nextInt(5) == 0) {
        continue;
      }
      taken.add(now);
      if (!now.equals(column.name())) {
        columnRenames.put(SchemaPath.column(name, now), column.name());
      }
      columns.add(changed(column, now, name, backfills));
    }
    for (String field : FIELDS) {
      if (before.column(field).isEmpty() && taken.add(field) && random.nextInt(3) == 0) {
        Column added = new Column(field, type(2), random.nextBoolean(), false, null, comment());
        columns.add(added);
        fill(added, name, backfills);
      }
    }
    return table(name, columns, random.nextBoolean() ? indexes(columns) : kept(before, columns));
  }

  private Column changed(
      Column column, String name, String table, Map<SchemaPath, DefaultValue> backfills) {
    ColumnType type = random.nextInt(4) == 0 ? type(2) : column.type();
    boolean nullable = random.nextInt(3) == 0 ? random.nextBoolean() : column.nullable();
    Column changed = new Column(name, type, nullable, false, null, column.comment());
    fill(changed, table, backfills);
    return changed;
  }

  private void fill(Column column, String table, Map<SchemaPath, DefaultValue> backfills) {
    String literal = column.nullable() ? "" : RandomDocuments.literal(column.type());
    if (!literal.isEmpty() && random.nextInt(4) > 0) {
      backfills.put(SchemaPath.column(table, column.name()), new DefaultValue.Literal(literal));
    }
  }

  private static List<Index> kept(Table before, List<Column> columns) {
    Set<String> names = new HashSet<>();
    columns.forEach(c -> names.add(c.name()));
    return before.indexes().stream()
        .filter(i -> i.columns().stream().allMatch(c -> names.contains(c.name())))
        .toList();
  }
}
