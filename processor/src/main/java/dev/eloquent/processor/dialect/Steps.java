package dev.eloquent.processor.dialect;

import dev.eloquent.processor.dialect.RenameOrder.Rename;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers what a planner asks of a change set: which changes of a kind, and which name was which.
 */
public final class Steps {
  /** A table that is there before and after, under perhaps another name. */
  public record Survivor(Table before, Table after) {}

  private static final Trail NO_RENAMES = new Trail();

  private final ChangeSet changes;
  private final Map<Class<?>, List<SchemaChange>> byKind = new HashMap<>();
  private final Trail tableRenames = new Trail();
  private final Map<String, Trail> columnRenames = new HashMap<>();
  private final Map<String, List<String>> droppedColumns = new HashMap<>();
  private final Map<String, Integer> createdAt = new HashMap<>();
  private final Map<String, Integer> droppedAt = new HashMap<>();
  private final List<Survivor> survivors = new ArrayList<>();

  /** Renames in their order, which are found by the new name. */
  private static final class Trail {
    private final List<Rename> renames = new ArrayList<>();
    private final Map<String, NavigableMap<Integer, Rename>> byNewName = new HashMap<>();

    void add(Rename rename) {
      byNewName.computeIfAbsent(rename.to(), n -> new TreeMap<>()).put(renames.size(), rename);
      renames.add(rename);
    }

    /**
     * Follows a name back. Swaps are renames at once, so it stops at the first name that was there
     * before; one that was not is a way station.
     */
    String origin(String name, Predicate<String> existed) {
      String current = name;
      Map.Entry<Integer, Rename> last = before(renames.size(), name);
      while (last != null) {
        current = last.getValue().from();
        last = existed.test(current) ? null : before(last.getKey(), current);
      }
      return current;
    }

    private Map.@Nullable Entry<Integer, Rename> before(int position, String name) {
      NavigableMap<Integer, Rename> all = byNewName.get(name);
      return all == null ? null : all.lowerEntry(position);
    }
  }

  /** Reads a change set. */
  public Steps(ChangeSet changes) {
    this.changes = changes;
    for (SchemaChange change : changes.changes()) {
      byKind.computeIfAbsent(change.getClass(), k -> new ArrayList<>()).add(change);
    }
    for (RenameTable rename : all(RenameTable.class)) {
      tableRenames.add(new Rename(rename.from(), rename.to()));
    }
    for (RenameColumn rename : all(RenameColumn.class)) {
      columnRenames
          .computeIfAbsent(rename.table(), table -> new Trail())
          .add(new Rename(rename.from(), rename.to()));
    }
    for (DropColumn drop : all(DropColumn.class)) {
      droppedColumns
          .computeIfAbsent(drop.table(), t -> new ArrayList<>())
          .add(drop.column().name());
    }
    all(CreateTable.class).forEach(c -> createdAt.put(c.table(), createdAt.size()));
    all(DropTable.class).forEach(d -> droppedAt.put(d.table(), droppedAt.size()));
    findSurvivors();
    byKind.put(ChangePrimaryKey.class, keyChanges());
  }

  /**
   * One change a table, by its new name, from the whole former key to the whole later one. A change
   * set takes a key off with its names from before the renames, and may put it on in another
   * change.
   */
  private List<SchemaChange> keyChanges() {
    Set<String> later = new TreeSet<>();
    Set<String> former = new TreeSet<>();
    Set<String> names = former;
    int renames = all(RenameTable.class).size();
    for (SchemaChange change : changes.changes()) {
      renames -= change instanceof RenameTable ? 1 : 0;
      names = renames == 0 ? later : names;
      if (change instanceof ChangePrimaryKey) {
        names.add(change.table());
      }
    }
    List<SchemaChange> all = new ArrayList<>();
    for (Survivor table : survivors()) {
      if (later.contains(table.after().name()) || former.contains(table.before().name())) {
        all.add(
            new ChangePrimaryKey(
                table.after().name(), table.before().primaryKey(), table.after().primaryKey()));
      }
    }
    return all;
  }

  /** The changes of that kind, in order. */
  public <C extends SchemaChange> List<C> all(Class<C> kind) {
    return byKind.getOrDefault(kind, List.of()).stream().map(kind::cast).toList();
  }

  /** The name before the renames of a table that is called so after them. */
  public String formerName(String table) {
    return tableRenames.origin(table, name -> changes.before().table(name).isPresent());
  }

  /** The tables that are there before and after, sorted by their new names. */
  public List<Survivor> survivors() {
    return Collections.unmodifiableList(survivors);
  }

  private void findSurvivors() {
    for (Table after : changes.after().tables()) {
      Optional<Table> before = changes.before().table(formerName(after.name()));
      if (!createdAt.containsKey(after.name()) && before.isPresent()) {
        survivors.add(new Survivor(before.get(), after));
      }
    }
  }

  /** The tables, by their new names, that have another name or a column that has. */
  public Set<String> renamedTables() {
    Set<String> tables = new TreeSet<>();
    all(RenameTable.class).forEach(r -> tables.add(r.to()));
    all(RenameColumn.class).forEach(r -> tables.add(r.table()));
    return tables;
  }

  /** The name before the renames of a column of a table, both called so after them. */
  public String formerColumn(String table, String column) {
    Optional<Table> before = changes.before().table(formerName(table));
    return renamesIn(table).origin(column, name -> before.flatMap(t -> t.column(name)).isPresent());
  }

  private Trail renamesIn(String table) {
    return columnRenames.getOrDefault(table, NO_RENAMES);
  }

  /** The table renames in an order that a database can run. */
  public List<Rename> tableRenames() {
    Set<String> taken = new TreeSet<>();
    changes.before().tables().forEach(t -> taken.add(t.name()));
    all(DropTable.class).forEach(d -> taken.remove(d.table()));
    return RenameOrder.resolve(tableRenames.renames, taken);
  }

  /** The column renames of a table, by its new name, in an order that a database can run. */
  public List<Rename> columnRenames(String table) {
    Set<String> taken = new TreeSet<>();
    changes
        .before()
        .table(formerName(table))
        .ifPresent(t -> t.columns().forEach(c -> taken.add(c.name())));
    droppedColumns.getOrDefault(formerName(table), List.of()).forEach(taken::remove);
    return RenameOrder.resolve(renamesIn(table).renames, taken);
  }

  /**
   * The foreign keys of a created table that must be added when all tables are there: those to a
   * table that is created later in this step.
   */
  public List<ForeignKey> lateKeys(CreateTable create) {
    return create.definition().foreignKeys().stream()
        .filter(k -> compare(createdAt, k.referencedTable(), create.table()) > 0)
        .toList();
  }

  /**
   * The foreign keys of a dropped table that must be dropped before all tables: those to a table
   * that is dropped earlier in this step.
   */
  public List<ForeignKey> earlyKeys(DropTable drop) {
    return drop.definition().foreignKeys().stream()
        .filter(k -> compare(droppedAt, k.referencedTable(), drop.table()) < 0)
        .toList();
  }

  /** Which of two tables has its turn first; zero if one has none. */
  private static int compare(Map<String, Integer> turns, String a, String b) {
    Integer first = turns.get(a);
    Integer second = turns.get(b);
    return first == null || second == null ? 0 : first.compareTo(second);
  }

  /** The table without those foreign keys. */
  public static Table without(Table table, List<ForeignKey> keys) {
    return new Table(
        table.name(),
        table.model(),
        table.connection(),
        table.columns(),
        table.primaryKey(),
        table.indexes(),
        table.foreignKeys().stream().filter(k -> !keys.contains(k)).toList(),
        table.checks(),
        table.comment());
  }
}
