package dev.eloquent.processor.diff;

import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which table became which. */
final class TablePairs {
  private final List<TablePair> pairs = new ArrayList<>();
  private final List<Table> dropped = new ArrayList<>();
  private final List<Table> created = new ArrayList<>();
  private final List<TablePair> replaced = new ArrayList<>();
  private final Map<String, TablePair> byNameBefore = new HashMap<>();
  private final Set<String> droppedNames = new HashSet<>();
  private final Schema before;
  private @Nullable Map<SchemaPath.Kind, Set<String>> namesBefore;

  /** Creates one, empty. */
  TablePairs(Schema before) {
    this.before = before;
  }

  /** Adds a table that stays; one none of whose columns does is replaced instead. */
  void add(TablePair pair) {
    if (pair.hasSurvivors()) {
      pairs.add(pair);
      byNameBefore.put(pair.before().name(), pair);
    } else {
      replaced.add(pair);
      created.add(pair.after());
    }
  }

  void addDropped(Table table) {
    dropped.add(table);
    droppedNames.add(table.name());
  }

  void addCreated(Table table) {
    created.add(table);
  }

  /** The tables that are there before and after. */
  List<TablePair> pairs() {
    return pairs;
  }

  /** The tables that go and come at once. */
  List<TablePair> replaced() {
    return replaced;
  }

  /** The tables that go. */
  List<Table> dropped() {
    return dropped;
  }

  /** The tables that come. */
  List<Table> created() {
    return created;
  }

  /** Whether a table of that name from before stays. */
  boolean stays(String name) {
    return byNameBefore.containsKey(name);
  }

  /**
   * The foreign key from before, of the table of that pair, in names from after and with that name;
   * null if one of its columns or its target is gone.
   */
  @Nullable ForeignKey after(TablePair pair, ForeignKey key, String name) {
    if (droppedNames.contains(key.referencedTable())) {
      return null;
    }
    TablePair target = byNameBefore.get(key.referencedTable());
    List<String> columns = pair.columnsAfter(key.columns());
    // A target that is in neither schema belongs to another catalogue.
    List<String> referenced =
        target == null ? key.referencedColumns() : target.columnsAfter(key.referencedColumns());
    if (columns == null || referenced == null) {
      return null;
    }
    String table = target == null ? key.referencedTable() : target.after().name();
    return new ForeignKey(name, columns, table, referenced, key.onDelete(), key.onUpdate());
  }

  /**
   * Whether an index, foreign key or check of any table from before has that name. Databases differ
   * in how far such names reach; case makes no difference.
   */
  boolean usedName(SchemaPath.Kind kind, String name) {
    Map<SchemaPath.Kind, Set<String>> names = namesBefore;
    if (names == null) {
      names = new EnumMap<>(SchemaPath.Kind.class);
      for (Table table : before.tables()) {
        for (Index index : table.indexes()) {
          note(names, SchemaPath.Kind.INDEX, index.name());
        }
        for (ForeignKey key : table.foreignKeys()) {
          note(names, SchemaPath.Kind.FOREIGN_KEY, key.name());
        }
        for (Check check : table.checks()) {
          note(names, SchemaPath.Kind.CHECK, check.name());
        }
      }
      namesBefore = names;
    }
    return names.getOrDefault(kind, Set.of()).contains(name.toLowerCase(Locale.ROOT));
  }

  private static void note(
      Map<SchemaPath.Kind, Set<String>> names, SchemaPath.Kind kind, String name) {
    names.computeIfAbsent(kind, k -> new HashSet<>()).add(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether the foreign key from before stands in the way of other changes: of the type of a column
   * at either end, or of the key that it references.
   */
  boolean isInTheWay(TablePair pair, ForeignKey key) {
    for (String column : key.columns()) {
      if (pair.retypes(column)) {
        return true;
      }
    }
    TablePair target = byNameBefore.get(key.referencedTable());
    if (target == null || target.isEqual()) {
      return false;
    }
    for (String column : key.referencedColumns()) {
      if (target.retypes(column)) {
        return true;
      }
    }
    return target.losesKey(key.referencedColumns());
  }
}
