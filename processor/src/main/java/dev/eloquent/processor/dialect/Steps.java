package dev.eloquent.processor.dialect;

import dev.eloquent.processor.dialect.RenameOrder.Rename;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Answers what a planner asks of a change set: which changes of a kind, and which name was which.
 */
public final class Steps {
  /** A table that is there before and after, under perhaps another name. */
  public record Survivor(Table before, Table after) {}

  private final ChangeSet changes;
  private final Map<Class<?>, List<SchemaChange>> byKind = new HashMap<>();
  private final List<Rename> tableRenames = new ArrayList<>();
  private final Map<String, List<Rename>> columnRenames = new HashMap<>();
  private final Set<String> newNames = new HashSet<>();

  /** Reads a change set. */
  public Steps(ChangeSet changes) {
    this.changes = changes;
    for (SchemaChange change : changes.changes()) {
      byKind.computeIfAbsent(change.getClass(), k -> new ArrayList<>()).add(change);
    }
    for (RenameTable rename : all(RenameTable.class)) {
      tableRenames.add(new Rename(rename.from(), rename.to()));
      newNames.add(rename.to());
    }
    for (RenameColumn rename : all(RenameColumn.class)) {
      columnRenames
          .computeIfAbsent(rename.table(), table -> new ArrayList<>())
          .add(new Rename(rename.from(), rename.to()));
    }
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
    return newNames.contains(table)
        ? origin(table, tableRenames, name -> changes.before().table(name).isPresent())
        : table;
  }

  /** The tables that are there before and after, sorted by their new names. */
  public List<Survivor> survivors() {
    Set<String> created =
        all(CreateTable.class).stream().map(CreateTable::table).collect(Collectors.toSet());
    List<Survivor> result = new ArrayList<>();
    for (Table after : changes.after().tables()) {
      Optional<Table> before = changes.before().table(formerName(after.name()));
      if (!created.contains(after.name()) && before.isPresent()) {
        result.add(new Survivor(before.get(), after));
      }
    }
    return result;
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
    return origin(
        column, renamesIn(table), name -> before.flatMap(t -> t.column(name)).isPresent());
  }

  /**
   * Follows a name back. Swaps are renames at once, so it stops at the first name that was there
   * before; one that was not is a way station.
   */
  private static String origin(String name, List<Rename> renames, Predicate<String> existed) {
    String current = name;
    for (int i = renames.size() - 1; i >= 0; i--) {
      if (renames.get(i).to().equals(current)) {
        current = renames.get(i).from();
        if (existed.test(current)) {
          return current;
        }
      }
    }
    return current;
  }

  private List<Rename> renamesIn(String table) {
    return columnRenames.getOrDefault(table, List.of());
  }

  /** The table renames in an order that a database can run. */
  public List<Rename> tableRenames() {
    Set<String> taken = new TreeSet<>();
    changes.before().tables().forEach(t -> taken.add(t.name()));
    all(DropTable.class).forEach(d -> taken.remove(d.table()));
    return RenameOrder.resolve(tableRenames, taken);
  }

  /** The column renames of a table, by its new name, in an order that a database can run. */
  public List<Rename> columnRenames(String table) {
    Set<String> taken = new TreeSet<>();
    changes
        .before()
        .table(formerName(table))
        .ifPresent(t -> t.columns().forEach(c -> taken.add(c.name())));
    for (SchemaChange.DropColumn drop : all(SchemaChange.DropColumn.class)) {
      if (drop.table().equals(formerName(table))) {
        taken.remove(drop.column().name());
      }
    }
    return RenameOrder.resolve(renamesIn(table), taken);
  }

  /**
   * The foreign keys of a created table that must be added when all tables are there: those to a
   * table that is created later in this step.
   */
  public List<ForeignKey> lateKeys(CreateTable create) {
    return outgoing(all(CreateTable.class), create.definition());
  }

  /**
   * The foreign keys of a dropped table that must be dropped before all tables: those to a table
   * that is dropped earlier in this step.
   */
  public List<ForeignKey> earlyKeys(DropTable drop) {
    List<DropTable> drops = new ArrayList<>(all(DropTable.class));
    Collections.reverse(drops);
    return outgoing(drops, drop.definition());
  }

  private static List<ForeignKey> outgoing(List<? extends SchemaChange> order, Table table) {
    Set<String> later = new TreeSet<>();
    boolean found = false;
    for (SchemaChange change : order) {
      if (found) {
        later.add(change.table());
      }
      found |= change.table().equals(table.name());
    }
    return table.foreignKeys().stream().filter(k -> later.contains(k.referencedTable())).toList();
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
