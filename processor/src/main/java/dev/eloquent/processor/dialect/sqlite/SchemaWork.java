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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A change set by table, in one direction. */
final class SchemaWork {
  private final Schema before;
  private final List<Table> dropped = new ArrayList<>();
  private final List<Table> created = new ArrayList<>();
  private final Renames tableRenames = new Renames();
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
        tableRenames.then(rename.from(), rename.to());
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
      inverse.add(change.inverse());
    }
    Collections.reverse(inverse);
    return new ChangeSet(changes.after(), changes.before(), inverse);
  }

  private void match(Schema after) {
    Set<String> newTables = names(created);
    for (Table table : after.tables()) {
      if (!newTables.contains(table.name())) {
        before
            .table(tableRenames.before(table.name()))
            .ifPresent(old -> keep(new TableWork(old, table)));
      }
    }
  }

  private static Set<String> names(List<Table> tables) {
    return tables.stream().map(Table::name).collect(Collectors.toSet());
  }

  private void keep(TableWork table) {
    byNewName.put(table.after().name(), table);
    byOldName.put(table.before().name(), table);
  }

  /** Changes name a table as it is called when they run. */
  private void distribute(List<SchemaChange> changes) {
    boolean tablesRenamed = tableRenames.all().isEmpty();
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
        tableRenames.after(target),
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
    Set<String> gone = names(dropped);
    List<String> names =
        before.tables().stream().map(Table::name).filter(name -> !gone.contains(name)).toList();
    return Renames.inOrder(tableRenames.all(), names);
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
