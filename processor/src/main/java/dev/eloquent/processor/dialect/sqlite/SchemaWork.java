package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A change set by table, in one direction. */
final class SchemaWork {
  private final Schema before;
  private final List<Table> dropped = new ArrayList<>();
  private final List<Table> created = new ArrayList<>();
  private final Map<String, String> tableRenames = new LinkedHashMap<>();
  private final Map<String, TableWork> byNewName = new LinkedHashMap<>();
  private final Map<String, TableWork> byOldName = new HashMap<>();

  SchemaWork(ChangeSet changes) {
    before = changes.before();
    for (SchemaChange change : changes.changes()) {
      if (change instanceof DropTable drop) {
        dropped.add(drop.definition());
      } else if (change instanceof CreateTable create) {
        created.add(create.definition());
      } else if (change instanceof RenameTable rename) {
        Renames.then(tableRenames, rename.from(), rename.to());
      }
    }
    match(changes.after());
    distribute(changes.changes());
    for (TableWork table : byNewName.values()) {
      table.decide(key -> withNewNames(table, key));
    }
  }

  /** The same step the other way round. */
  static ChangeSet inverse(ChangeSet changes) {
    List<SchemaChange> inverse = new ArrayList<>();
    for (SchemaChange change : changes.changes()) {
      inverse.add(0, change.inverse());
    }
    return new ChangeSet(changes.after(), changes.before(), inverse);
  }

  private void match(Schema after) {
    Map<String, String> oldNames = new HashMap<>();
    tableRenames.forEach((from, to) -> oldNames.put(to, from));
    List<String> newTables = created.stream().map(Table::name).toList();
    for (Table table : after.tables()) {
      if (!newTables.contains(table.name())) {
        String oldName = oldNames.getOrDefault(table.name(), table.name());
        before.table(oldName).ifPresent(old -> keep(new TableWork(old, table)));
      }
    }
  }

  private void keep(TableWork table) {
    byNewName.put(table.after().name(), table);
    byOldName.put(table.before().name(), table);
  }

  /** Changes name a table as it is called when they run. */
  private void distribute(List<SchemaChange> changes) {
    boolean tablesRenamed = tableRenames.isEmpty();
    for (SchemaChange change : changes) {
      tablesRenamed |= change instanceof RenameTable;
      TableWork table = (tablesRenamed ? byNewName : byOldName).get(change.table());
      if (table != null) {
        table.take(change);
      }
    }
  }

  private ForeignKey withNewNames(TableWork table, ForeignKey key) {
    String target = key.referencedTable();
    TableWork referenced = byOldName.get(target);
    return new ForeignKey(
        key.name(),
        key.columns().stream().map(table::renamed).toList(),
        tableRenames.getOrDefault(target, target),
        referenced == null
            ? key.referencedColumns()
            : key.referencedColumns().stream().map(referenced::renamed).toList(),
        key.onDelete(),
        key.onUpdate());
  }

  /** Tables that are gone, in the order of the change set. */
  List<Table> dropped() {
    return dropped;
  }

  /** New tables, in the order of the change set. */
  List<Table> created() {
    return created;
  }

  /** Tables that are there before and after, sorted by new name. */
  List<TableWork> kept() {
    return List.copyOf(byNewName.values());
  }

  /** Renames of tables, each name free when it is taken. */
  List<Map.Entry<String, String>> tableRenames() {
    List<String> names = new ArrayList<>();
    before.tables().stream()
        .filter(t -> dropped.stream().noneMatch(d -> d.name().equals(t.name())))
        .forEach(t -> names.add(t.name()));
    return Renames.inOrder(tableRenames, names);
  }

  /**
   * Renames of columns, each name free when it is taken; a column that only the rebuild drops goes
   * out of the way.
   */
  List<Map.Entry<String, String>> columnRenames(TableWork table) {
    Map<String, String> renames = new LinkedHashMap<>(table.renames());
    List<String> names =
        new ArrayList<>(table.before().columns().stream().map(Column::name).toList());
    for (Column column : table.dropped()) {
      boolean inTheWay =
          table.renames().values().stream().anyMatch(column.name()::equalsIgnoreCase);
      if (!table.needsRebuild()) {
        names.remove(column.name());
      } else if (inTheWay) {
        renames.put(column.name(), RebuildScript.DROPPED_COLUMN + column.name());
      }
    }
    return Renames.inOrder(renames, names);
  }
}
