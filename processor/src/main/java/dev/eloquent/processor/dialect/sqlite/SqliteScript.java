package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.SqliteNames.id;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The statements of one direction, in an order of their own that is the same in both. */
final class SqliteScript {
  private final SchemaWork work;
  private final boolean reverse;
  private final List<Step> steps = new ArrayList<>();

  SqliteScript(SchemaWork work, boolean reverse) {
    this.work = work;
    this.reverse = reverse;
  }

  List<Step> steps() {
    boolean guarded = needsGuard();
    if (guarded) {
      guard();
    }
    dropIndexes();
    dropColumns();
    dropTables();
    if (reverse) {
      renameColumns();
      renameTables();
    } else {
      renameTables();
      renameColumns();
    }
    createTables();
    for (TableWork table : work.kept()) {
      if (table.needsRebuild()) {
        steps.addAll(new Rebuild(table, reverse).steps());
      } else {
        addColumns(table);
      }
    }
    addIndexes();
    if (guarded) {
      endGuard();
    }
    return steps;
  }

  private void add(String subject, String comment, String sql, String lost) {
    steps.add(new Step(subject, comment, sql, lost));
  }

  private boolean needsGuard() {
    return work.kept().stream().anyMatch(TableWork::needsRebuild) || dropsReferencedTable();
  }

  /**
   * With foreign keys enforced, dropping a table deletes its rows first, and others follow. A table
   * that stays has lost its reference before, or is rebuilt.
   */
  private boolean dropsReferencedTable() {
    Set<String> gone = new HashSet<>();
    for (Table table : work.dropped()) {
      gone.add(table.name());
      for (ForeignKey key : table.foreignKeys()) {
        boolean self = key.referencedTable().equals(table.name());
        boolean harmless = self && key.onDelete() != ReferentialAction.RESTRICT;
        if (gone.contains(key.referencedTable()) && !harmless) {
          return true;
        }
      }
    }
    return false;
  }

  private void guard() {
    add("", "stop unless tables can be rebuilt safely", Guard.create(), "");
    add("", "stop if foreign keys are enforced", Guard.settings(), "");
    for (TableWork table : work.kept()) {
      if (table.needsRebuild()) {
        String name = table.before().name();
        String comment = "stop if the rebuild of " + name + " would lose what was made by hand";
        add("", comment, Guard.unmanaged(table.before()), "");
      }
    }
  }

  private void endGuard() {
    // A rebuild, and whatever runs with enforcement off, would let a broken key pass.
    for (TableWork table : work.kept()) {
      if (table.hasNewForeignKey()) {
        String name = table.after().name();
        add("", "stop if a row of " + name + " references nothing", Guard.orphans(name), "");
      }
    }
    add("", "everything was safe", Guard.drop(), "");
  }

  private void dropIndexes() {
    for (TableWork table : work.kept()) {
      for (Index index : table.droppedIndexes()) {
        add(
            "index " + index.name(),
            "drop index " + index.name(),
            "DROP INDEX " + id(index.name()),
            "");
      }
    }
  }

  private void dropColumns() {
    for (TableWork table : work.kept()) {
      String name = table.before().name();
      for (Column column : table.dropped()) {
        String full = name + "." + column.name();
        // A rebuild leaves the column out; what is lost is said there.
        if (!table.needsRebuild()) {
          String sql = "ALTER TABLE " + id(name) + " DROP COLUMN " + id(column.name());
          add(
              "column " + column.name() + " of " + subject(table),
              "drop column " + full,
              sql,
              SqliteValues.lost(table.before(), column));
        }
      }
    }
  }

  private void dropTables() {
    for (Table table : work.dropped()) {
      String name = table.name();
      String lost = "the rows of " + name + " are lost";
      add("table " + name, "drop table " + name, "DROP TABLE " + id(name), lost);
    }
  }

  private void renameTables() {
    for (Map.Entry<String, String> rename : work.tableRenames()) {
      String sql = "ALTER TABLE " + id(rename.getKey()) + " RENAME TO " + id(rename.getValue());
      add("tables", "rename table " + rename.getKey() + " to " + rename.getValue(), sql, "");
    }
  }

  private void renameColumns() {
    for (TableWork table : work.kept()) {
      String name = reverse ? table.before().name() : table.after().name();
      for (Map.Entry<String, String> rename : work.columnRenames(table)) {
        String comment =
            "rename column " + name + "." + rename.getKey() + " to " + rename.getValue();
        String sql =
            "ALTER TABLE "
                + id(name)
                + " RENAME COLUMN "
                + id(rename.getKey())
                + " TO "
                + id(rename.getValue());
        add("columns of " + subject(table), comment, sql, "");
      }
    }
  }

  private void createTables() {
    for (Table table : work.created()) {
      String name = table.name();
      add("table " + name, "create table " + name, TableSql.createTable(table, name), "");
      for (Index index : table.indexes()) {
        String sql = TableSql.createIndex(name, index);
        add("table " + name, "create index " + index.name(), sql, "");
      }
    }
  }

  private void addColumns(TableWork table) {
    String name = table.after().name();
    for (AddColumn change : table.added()) {
      Column column = change.column();
      String subject = "column " + column.name() + " of " + subject(table);
      String full = name + "." + column.name();
      String definition = TableSql.column(table.after(), column);
      add(
          subject,
          "add column " + full,
          "ALTER TABLE " + id(name) + " ADD COLUMN " + definition,
          "");
      if (change.backfill() != null) {
        String value = SqliteValues.sql(column.type(), change.backfill());
        String sql = "UPDATE " + id(name) + " SET " + id(column.name()) + " = " + value;
        add("values of " + full, "fill " + full + " in existing rows", sql, "");
      }
    }
  }

  private void addIndexes() {
    for (TableWork table : work.kept()) {
      if (!table.needsRebuild()) {
        for (Index index : table.addedIndexes()) {
          String sql = TableSql.createIndex(table.after().name(), index);
          add("index " + index.name(), "create index " + index.name(), sql, "");
        }
      }
    }
  }

  /** The table's name after the step forward, in both directions. */
  private String subject(TableWork table) {
    return reverse ? table.before().name() : table.after().name();
  }
}
