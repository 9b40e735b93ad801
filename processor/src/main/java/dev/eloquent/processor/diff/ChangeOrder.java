package dev.eloquent.processor.diff;

import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order in which the changes of a step run: by {@link Phase}, within a phase by table, then by
 * name. Tables are dropped referencing ones first and created referenced ones first; renames run so
 * that each new name is free, a cycle through a temporary name.
 */
final class ChangeOrder {
  /**
   * The phases. Up to {@link #DROP_COLUMN}, tables and columns have their names from before the
   * renames of the step; from {@link #RENAME_TABLE} on, those from after (a renamed column's table,
   * too). Dropped tables go before, and new ones come after, whatever their foreign keys need of
   * tables that stay.
   */
  enum Phase {
    DROP_FOREIGN_KEY,
    DROP_TABLE,
    DROP_CHECK,
    DROP_INDEX,
    /** A primary key one of whose columns is about to be dropped. */
    CHANGE_KEY_OF_DROPPED,
    DROP_COLUMN,
    RENAME_TABLE,
    RENAME_COLUMN,
    RENAME_CONSTRAINT,
    ADD_COLUMN,
    ALTER_COLUMN,
    CHANGE_PRIMARY_KEY,
    COMMENT_TABLE,
    ADD_INDEX,
    ADD_CHECK,
    CREATE_TABLE,
    ADD_FOREIGN_KEY
  }

  private static final Comparator<SchemaChange> BY_NAME =
      (a, b) -> {
        int byTable = a.table().compareTo(b.table());
        return byTable != 0 ? byTable : a.path().name().compareTo(b.path().name());
      };

  private final Schema before;
  private final Schema after;
  private final Map<Phase, List<SchemaChange>> phases = new EnumMap<>(Phase.class);

  ChangeOrder(Schema before, Schema after) {
    this.before = before;
    this.after = after;
  }

  void add(Phase phase, SchemaChange change) {
    phases.computeIfAbsent(phase, p -> new ArrayList<>()).add(change);
  }

  /** All changes in order. */
  List<SchemaChange> ordered() {
    List<SchemaChange> all = new ArrayList<>();
    for (Map.Entry<Phase, List<SchemaChange>> entry : phases.entrySet()) {
      List<SchemaChange> changes = entry.getValue();
      switch (entry.getKey()) {
        case DROP_TABLE -> drop(changes, all);
        case CREATE_TABLE -> create(changes, all);
        case RENAME_TABLE -> renameTables(changes, all);
        case RENAME_COLUMN -> renameColumns(changes, all);
        default -> {
          changes.sort(BY_NAME);
          all.addAll(changes);
        }
      }
    }
    return all;
  }

  private static void drop(List<SchemaChange> changes, List<SchemaChange> all) {
    List<Table> tables = new ArrayList<>();
    for (SchemaChange change : changes) {
      tables.add(((DropTable) change).definition());
    }
    List<Table> ordered = new ArrayList<>(ReferenceOrder.referencedFirst(tables));
    Collections.reverse(ordered);
    for (Table table : ordered) {
      all.add(new DropTable(table));
    }
  }

  private static void create(List<SchemaChange> changes, List<SchemaChange> all) {
    List<Table> tables = new ArrayList<>();
    for (SchemaChange change : changes) {
      tables.add(((CreateTable) change).definition());
    }
    for (Table table : ReferenceOrder.referencedFirst(tables)) {
      all.add(new CreateTable(table));
    }
  }

  private void renameTables(List<SchemaChange> changes, List<SchemaChange> all) {
    SortedMap<String, String> renames = new TreeMap<>();
    for (SchemaChange change : changes) {
      RenameTable rename = (RenameTable) change;
      renames.put(rename.from(), rename.to());
    }
    Set<String> names = new TreeSet<>();
    before.tables().forEach(table -> names.add(table.name()));
    after.tables().forEach(table -> names.add(table.name()));
    for (RenameOrder.Step step : new RenameOrder(names).order(renames)) {
      all.add(new RenameTable(step.from(), step.to()));
    }
  }

  private void renameColumns(List<SchemaChange> changes, List<SchemaChange> all) {
    SortedMap<String, SortedMap<String, String>> byTable = new TreeMap<>();
    for (SchemaChange change : changes) {
      RenameColumn rename = (RenameColumn) change;
      byTable
          .computeIfAbsent(rename.table(), table -> new TreeMap<>())
          .put(rename.from(), rename.to());
    }
    Map<String, String> formerTables = formerTables();
    for (Map.Entry<String, SortedMap<String, String>> entry : byTable.entrySet()) {
      String table = entry.getKey();
      Set<String> names = new TreeSet<>();
      addColumns(before, formerTables.getOrDefault(table, table), names);
      addColumns(after, table, names);
      for (RenameOrder.Step step : new RenameOrder(names).order(entry.getValue())) {
        all.add(new RenameColumn(table, step.from(), step.to()));
      }
    }
  }

  private Map<String, String> formerTables() {
    Map<String, String> formerTables = new HashMap<>();
    for (SchemaChange change : phases.getOrDefault(Phase.RENAME_TABLE, List.of())) {
      RenameTable rename = (RenameTable) change;
      formerTables.put(rename.to(), rename.from());
    }
    return formerTables;
  }

  private static void addColumns(Schema schema, String table, Set<String> names) {
    schema
        .table(table)
        .ifPresent(
            found -> {
              for (Column column : found.columns()) {
                names.add(column.name());
              }
            });
  }
}
