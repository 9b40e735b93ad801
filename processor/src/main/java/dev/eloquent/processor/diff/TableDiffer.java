package dev.eloquent.processor.diff;

import dev.eloquent.processor.diff.ChangeOrder.Phase;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
    List<Index> gone = new ArrayList<>();
    Map<String, Index> come = new LinkedHashMap<>();
    pair.after().indexes().forEach(index -> come.put(index.name(), index));
    for (Index index : pair.before().indexes()) {
      if (pair.keeps(index)) {
        come.remove(index.name());
      } else {
        gone.add(index);
      }
    }
    gone.removeIf(i -> renames(pair, Kind.INDEX, i.name(), come, now -> pair.becomes(i, now)));
    for (Index index : gone) {
      changes.add(Phase.DROP_INDEX, new SchemaChange.DropIndex(pair.before().name(), index));
    }
    for (Index index : come.values()) {
      changes.add(Phase.ADD_INDEX, new SchemaChange.AddIndex(pair.after().name(), index));
    }
  }

  private void checks(TablePair pair) {
    List<Check> gone = new ArrayList<>();
    Map<String, Check> come = new LinkedHashMap<>();
    pair.after().checks().forEach(check -> come.put(check.name(), check));
    for (Check check : pair.before().checks()) {
      if (pair.keeps(check)) {
        come.remove(check.name());
      } else {
        gone.add(check);
      }
    }
    gone.removeIf(c -> renames(pair, Kind.CHECK, c.name(), come, now -> pair.becomes(c, now)));
    for (Check check : gone) {
      changes.add(Phase.DROP_CHECK, new SchemaChange.DropCheck(pair.before().name(), check));
    }
    for (Check check : come.values()) {
      changes.add(Phase.ADD_CHECK, new SchemaChange.AddCheck(pair.after().name(), check));
    }
  }

  private void foreignKeys(TablePair pair) {
    if (pair.before().foreignKeys().isEmpty() && pair.after().foreignKeys().isEmpty()) {
      return;
    }
    List<ForeignKey> gone = new ArrayList<>();
    Map<String, ForeignKey> come = new LinkedHashMap<>();
    pair.after().foreignKeys().forEach(key -> come.put(key.name(), key));
    for (ForeignKey key : pair.before().foreignKeys()) {
      if (becomes(pair, key, come.get(key.name()))) {
        come.remove(key.name());
      } else {
        gone.add(key);
      }
    }
    gone.removeIf(
        k -> renames(pair, Kind.FOREIGN_KEY, k.name(), come, now -> becomes(pair, k, now)));
    for (ForeignKey key : gone) {
      changes.add(
          Phase.DROP_FOREIGN_KEY, new SchemaChange.DropForeignKey(pair.before().name(), key));
    }
    for (ForeignKey key : come.values()) {
      changes.add(Phase.ADD_FOREIGN_KEY, new SchemaChange.AddForeignKey(pair.after().name(), key));
    }
  }

  /** Whether the foreign key from before is that one, whatever their names, and can stay. */
  private boolean becomes(TablePair pair, ForeignKey key, @Nullable ForeignKey now) {
    ForeignKey renamed = now == null ? null : tables.after(pair, key, now.name());
    return renamed != null && renamed.equals(now) && !tables.isInTheWay(pair, key);
  }

  /**
   * Renames to the first that is the same under another name, and takes that one out. A name that
   * was in use before is none: it may be free too late.
   */
  private <T> boolean renames(
      TablePair pair, Kind kind, String name, Map<String, T> come, Predicate<T> isSame) {
    for (Map.Entry<String, T> entry : come.entrySet()) {
      if (isSame.test(entry.getValue()) && !tables.usedName(kind, entry.getKey())) {
        String to = entry.getKey();
        changes.add(
            Phase.RENAME_CONSTRAINT,
            new SchemaChange.RenameConstraint(pair.after().name(), kind, name, to));
        come.remove(to);
        return true;
      }
    }
    return false;
  }
}
