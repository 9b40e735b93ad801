package dev.eloquent.processor.diff;

import dev.eloquent.processor.diff.ChangeOrder.Phase;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the changes within tables that are there before and after. */
final class TableDiffer {
  private final TablePairs tables;
  private final Intents intents;
  private final ChangeOrder changes;

  TableDiffer(TablePairs tables, Intents intents, ChangeOrder changes) {
    this.tables = tables;
    this.intents = intents;
    this.changes = changes;
  }

  void diff(TablePair pair) {
    foreignKeys(pair);
    if (pair.isEqual()) {
      return;
    }
    String name = pair.after().name();
    if (!pair.before().comment().equals(pair.after().comment())) {
      changes.add(
          Phase.COMMENT_TABLE,
          new SchemaChange.CommentTable(name, pair.before().comment(), pair.after().comment()));
    }
    columns(pair);
    primaryKey(pair);
    indexes(pair);
    checks(pair);
  }

  private void columns(TablePair pair) {
    String table = pair.after().name();
    for (Column column : pair.before().columns()) {
      if (pair.columnAfter(column.name()) == null) {
        changes.add(Phase.DROP_COLUMN, new SchemaChange.DropColumn(pair.before().name(), column));
      }
    }
    for (Column column : pair.after().columns()) {
      Column former = pair.columnBefore(column);
      if (former == null) {
        DefaultValue backfill = backfill(table, column);
        changes.add(Phase.ADD_COLUMN, new SchemaChange.AddColumn(table, column, backfill));
      } else {
        surviving(table, former, column);
      }
    }
  }

  private void surviving(String table, Column former, Column column) {
    Column renamed = former;
    if (!former.name().equals(column.name())) {
      changes.add(
          Phase.RENAME_COLUMN, new SchemaChange.RenameColumn(table, former.name(), column.name()));
      renamed =
          new Column(
              column.name(),
              former.type(),
              former.nullable(),
              former.identity(),
              former.defaultValue(),
              former.comment());
    }
    if (!renamed.equals(column)) {
      boolean tightened = former.nullable() && !column.nullable();
      DefaultValue backfill = tightened ? backfill(table, column) : null;
      // Whoever gives a column a default has said what a row without a value means.
      DefaultValue fill = tightened && backfill == null ? column.defaultValue() : backfill;
      changes.add(Phase.ALTER_COLUMN, new SchemaChange.AlterColumn(table, renamed, column, fill));
    }
  }

  private @Nullable DefaultValue backfill(String table, Column column) {
    return intents.backfills().get(SchemaPath.column(table, column.name()));
  }

  private void primaryKey(TablePair pair) {
    Table before = pair.before();
    Table after = pair.after();
    if (pair.keepsPrimaryKey()) {
      return;
    }
    List<String> survived = pair.columnsAfter(before.primaryKey());
    if (survived != null) {
      late(after, survived);
      return;
    }
    List<String> early = formerKey(pair);
    changes.add(
        Phase.CHANGE_KEY_OF_DROPPED,
        new SchemaChange.ChangePrimaryKey(
            before.name(), before.primaryKey(), early == null ? List.of() : early));
    if (early == null) {
      late(after, List.of());
    }
  }

  private void late(Table after, List<String> from) {
    changes.add(
        Phase.CHANGE_PRIMARY_KEY,
        new SchemaChange.ChangePrimaryKey(after.name(), from, after.primaryKey()));
  }

  /** The new primary key in names from before; null if there it cannot be one yet. */
  private static @Nullable List<String> formerKey(TablePair pair) {
    List<Column> columns = pair.columnsBefore(pair.after().primaryKey());
    if (columns == null) {
      return null;
    }
    for (Column column : columns) {
      if (column.nullable()) {
        return null;
      }
    }
    return columns.stream().map(Column::name).toList();
  }

  private void indexes(TablePair pair) {
    Set<String> kept = new HashSet<>();
    for (Index index : pair.before().indexes()) {
      if (pair.keeps(index)) {
        kept.add(index.name());
      } else {
        changes.add(Phase.DROP_INDEX, new SchemaChange.DropIndex(pair.before().name(), index));
      }
    }
    for (Index index : pair.after().indexes()) {
      if (!kept.contains(index.name())) {
        changes.add(Phase.ADD_INDEX, new SchemaChange.AddIndex(pair.after().name(), index));
      }
    }
  }

  private void checks(TablePair pair) {
    Set<String> kept = new HashSet<>();
    for (Check check : pair.before().checks()) {
      if (pair.keeps(check)) {
        kept.add(check.name());
      } else {
        changes.add(Phase.DROP_CHECK, new SchemaChange.DropCheck(pair.before().name(), check));
      }
    }
    for (Check check : pair.after().checks()) {
      if (!kept.contains(check.name())) {
        changes.add(Phase.ADD_CHECK, new SchemaChange.AddCheck(pair.after().name(), check));
      }
    }
  }

  private void foreignKeys(TablePair pair) {
    if (pair.before().foreignKeys().isEmpty() && pair.after().foreignKeys().isEmpty()) {
      return;
    }
    Map<String, ForeignKey> wanted = new HashMap<>();
    for (ForeignKey key : pair.after().foreignKeys()) {
      wanted.put(key.name(), key);
    }
    Set<String> kept = new HashSet<>();
    for (ForeignKey key : pair.before().foreignKeys()) {
      ForeignKey renamed = tables.after(pair, key);
      if (renamed != null
          && renamed.equals(wanted.get(key.name()))
          && !tables.isInTheWay(pair, key)) {
        kept.add(key.name());
      } else {
        changes.add(
            Phase.DROP_FOREIGN_KEY, new SchemaChange.DropForeignKey(pair.before().name(), key));
      }
    }
    for (ForeignKey key : pair.after().foreignKeys()) {
      if (!kept.contains(key.name())) {
        changes.add(
            Phase.ADD_FOREIGN_KEY, new SchemaChange.AddForeignKey(pair.after().name(), key));
      }
    }
  }
}
