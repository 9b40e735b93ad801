package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameConstraint;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table that is there before and after, and whether SQLite can alter it in place.
 *
 * <p>What the step drops has its old name, everything else the new one. A foreign key, check or
 * primary key of which only the name changes is left as it is: SQLite cannot rename a constraint,
 * and the next rebuild does.
 */
final class TableWork {
  private final Table before;
  private final Table after;
  private final Map<String, Column> dropped = new LinkedHashMap<>();
  private final Map<String, AddColumn> added = new LinkedHashMap<>();
  private final Renames renamed = new Renames();
  private final Map<String, AlterColumn> altered = new LinkedHashMap<>();

  /** The columns before that stay, by their new names; filled when all changes are taken. */
  private final Map<String, Column> origins = new HashMap<>();

  private final List<Index> droppedIndexes = new ArrayList<>();
  private final List<Index> addedIndexes = new ArrayList<>();
  private boolean touched;
  private boolean rebuild;
  private boolean newForeignKey;

  TableWork(Table before, Table after) {
    this.before = before;
    this.after = after;
  }

  Table before() {
    return before;
  }

  Table after() {
    return after;
  }

  /** Notes a change of this table; those that only compare the two definitions need no note. */
  void take(SchemaChange change) {
    touched = true;
    if (change instanceof DropColumn c) {
      dropped.put(c.column().name(), c.column());
    } else if (change instanceof AddColumn c) {
      added.put(c.column().name(), c);
    } else if (change instanceof RenameColumn c) {
      renamed.then(c.from(), c.to());
    } else if (change instanceof AlterColumn c) {
      altered.put(c.after().name(), c);
    } else if (change instanceof DropIndex c) {
      droppedIndexes.add(c.index());
    } else if (change instanceof AddIndex c) {
      addedIndexes.add(c.index());
    } else if (change instanceof RenameConstraint c && c.kind() == SchemaPath.Kind.INDEX) {
      // SQLite has no other name for an index.
      before.indexes().stream().filter(i -> i.name().equals(c.from())).forEach(droppedIndexes::add);
      after.indexes().stream().filter(i -> i.name().equals(c.to())).forEach(addedIndexes::add);
    }
  }

  /** The new name of a column; of one that is dropped, its own. */
  String renamed(String column) {
    return renamed.after(column);
  }

  /** Old to new names of the columns that are renamed. */
  Map<String, String> renames() {
    return renamed.all();
  }

  List<Column> dropped() {
    return List.copyOf(dropped.values());
  }

  List<AddColumn> added() {
    return List.copyOf(added.values());
  }

  @Nullable AlterColumn alteration(String column) {
    return altered.get(column);
  }

  boolean isAdded(String column) {
    return added.containsKey(column);
  }

  List<Index> droppedIndexes() {
    return droppedIndexes;
  }

  List<Index> addedIndexes() {
    return addedIndexes;
  }

  /** The column before that the column after comes from; empty for a new one. */
  Optional<Column> origin(Column column) {
    if (origins.isEmpty()) {
      for (Column former : before.columns()) {
        if (!dropped.containsKey(former.name())) {
          origins.putIfAbsent(renamed(former.name()), former);
        }
      }
    }
    return added.containsKey(column.name())
        ? Optional.empty()
        : Optional.ofNullable(origins.get(column.name()));
  }

  boolean needsRebuild() {
    return rebuild;
  }

  /** Whether rows could break a foreign key that was not there before. */
  boolean hasNewForeignKey() {
    return newForeignKey;
  }

  /**
   * Decides between altering and rebuilding.
   *
   * @param foreignKeys gives a foreign key of before with all names of after
   */
  void decide(UnaryOperator<ForeignKey> foreignKeys) {
    List<ForeignKey> keysBefore = new ArrayList<>();
    for (ForeignKey key : before.foreignKeys()) {
      if (!isDroppedWith(key.columns())) {
        keysBefore.add(unnamed(foreignKeys.apply(key)));
      }
    }
    List<ForeignKey> keysAfter = new ArrayList<>();
    for (ForeignKey key : after.foreignKeys()) {
      if (!isAddedWith(key.columns())) {
        keysAfter.add(unnamed(key));
      }
    }
    newForeignKey =
        !keysBefore.containsAll(keysAfter)
            || after.foreignKeys().stream().anyMatch(k -> isAddedWith(k.columns()));
    rebuild = touched && differs(keysBefore, keysAfter);
  }

  private boolean differs(List<ForeignKey> keysBefore, List<ForeignKey> keysAfter) {
    return !keysBefore.containsAll(keysAfter)
        || !keysAfter.containsAll(keysBefore)
        || checksDiffer()
        || !before.primaryKey().stream().map(this::renamed).toList().equals(after.primaryKey())
        || after.columns().stream().anyMatch(this::isAltered)
        || dropped.values().stream().anyMatch(c -> !canDrop(c))
        || added.values().stream().anyMatch(c -> !canAdd(c));
  }

  private boolean isDroppedWith(List<String> columns) {
    return columns.size() == 1 && dropped.containsKey(columns.get(0));
  }

  private boolean isAddedWith(List<String> columns) {
    return columns.size() == 1 && added.containsKey(columns.get(0));
  }

  private static ForeignKey unnamed(ForeignKey key) {
    return new ForeignKey(
        "",
        key.columns(),
        key.referencedTable(),
        key.referencedColumns(),
        key.onDelete(),
        key.onUpdate());
  }

  /** The order of an enum's constants is no difference. */
  private boolean checksDiffer() {
    Set<Object> rulesBefore = new HashSet<>();
    for (Check check : before.checks()) {
      if (!(check.rule() instanceof CheckRule.OneOf rule)) {
        rulesBefore.add(check.rule());
      } else if (!dropped.containsKey(rule.column())) {
        rulesBefore.add(Map.entry(renamed(rule.column()), Set.copyOf(rule.values())));
      }
    }
    Set<Object> rulesAfter = new HashSet<>();
    for (Check check : after.checks()) {
      if (!(check.rule() instanceof CheckRule.OneOf rule)) {
        rulesAfter.add(check.rule());
      } else if (!added.containsKey(rule.column())) {
        rulesAfter.add(Map.entry(rule.column(), Set.copyOf(rule.values())));
      }
    }
    return !rulesBefore.equals(rulesAfter);
  }

  private boolean isAltered(Column column) {
    return origin(column)
        .map(
            o ->
                !TableSql.type(o).equals(TableSql.type(column))
                    || o.identity() != column.identity())
        .orElse(false);
  }

  /** See https://www.sqlite.org/lang_altertable.html#altertabdropcol for what it must not be in. */
  private boolean canDrop(Column column) {
    String name = column.name();
    boolean inKey =
        before.primaryKey().contains(name)
            || before.foreignKeys().stream()
                .anyMatch(k -> k.columns().size() > 1 && k.columns().contains(name))
            || before.foreignKeys().stream()
                .anyMatch(
                    k ->
                        k.referencedTable().equals(before.name())
                            && k.referencedColumns().contains(name));
    boolean inExpression =
        before.checks().stream()
                .anyMatch(
                    c -> c.rule() instanceof CheckRule.Sql s && mentions(s.expression(), name))
            || keptIndexes().anyMatch(i -> mentions(i.where(), name));
    boolean indexed =
        keptIndexes().anyMatch(i -> i.columns().stream().anyMatch(c -> c.name().equals(name)));
    boolean last = before.columns().size() == dropped.size();
    return !inKey && !inExpression && !indexed && !last;
  }

  private Stream<Index> keptIndexes() {
    return before.indexes().stream().filter(i -> !droppedIndexes.contains(i));
  }

  private static boolean mentions(String sql, String name) {
    return sql.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  /** See https://www.sqlite.org/lang_altertable.html#altertabaddcol. */
  private boolean canAdd(AddColumn change) {
    Column column = change.column();
    DefaultValue value = column.defaultValue();
    boolean constant = value != null && SqliteValues.isConstant(column.type(), value);
    boolean references =
        after.foreignKeys().stream().anyMatch(k -> k.columns().equals(List.of(column.name())));
    if (column.identity() || after.primaryKey().contains(column.name())) {
      return false;
    }
    return value == null ? column.nullable() : constant && !references;
  }
}
