package dev.eloquent.processor.diff;

import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table before and after a step, and which column became which. */
final class TablePair {
  private final Table before;
  private final Table after;
  private final boolean equal;

  /** The names of renamed columns, both ways. */
  private final Map<String, String> formerNames;

  private final Map<String, String> newNames = new HashMap<>();
  private final Map<String, Column> columnsBefore = new HashMap<>();
  private final Map<String, Column> columnsAfter = new HashMap<>();
  private final Map<String, Index> indexesAfter = new HashMap<>();
  private final Map<String, Check> checksAfter = new HashMap<>();
  private @Nullable List<Set<String>> lostKeys;

  /** Creates one; {@code formerNames} is column after → column before for renamed ones. */
  TablePair(Table before, Table after, Map<String, String> formerNames) {
    this.before = before;
    this.after = after;
    this.formerNames = formerNames;
    equal = formerNames.isEmpty() && before.equals(after);
    if (equal) {
      return;
    }
    for (Map.Entry<String, String> rename : formerNames.entrySet()) {
      newNames.put(rename.getValue(), rename.getKey());
    }
    for (Column column : before.columns()) {
      columnsBefore.put(column.name(), column);
    }
    for (Column column : after.columns()) {
      columnsAfter.put(column.name(), column);
    }
    for (Index index : after.indexes()) {
      indexesAfter.put(index.name(), index);
    }
    for (Check check : after.checks()) {
      checksAfter.put(check.name(), check);
    }
  }

  Table before() {
    return before;
  }

  Table after() {
    return after;
  }

  /** Whether nothing within the table changes, foreign keys' targets aside. */
  boolean isEqual() {
    return equal;
  }

  /** Whether any column is there before and after. */
  boolean hasSurvivors() {
    if (equal || before.columns().isEmpty() || after.columns().isEmpty()) {
      return true;
    }
    for (Column column : before.columns()) {
      if (columnAfter(column.name()) != null) {
        return true;
      }
    }
    return false;
  }

  /** What the column is called afterwards; null if it is gone. */
  @Nullable String columnAfter(String name) {
    if (equal) {
      return name;
    }
    String renamed = newNames.get(name);
    if (renamed != null) {
      return renamed;
    }
    return columnsAfter.containsKey(name) && !formerNames.containsKey(name) ? name : null;
  }

  /** The column as it was before, under its name from before; null if it is new. */
  @Nullable Column columnBefore(Column column) {
    if (equal) {
      return column;
    }
    String former = formerNames.get(column.name());
    if (former != null) {
      return columnsBefore.get(former);
    }
    return newNames.containsKey(column.name()) ? null : columnsBefore.get(column.name());
  }

  /** What the columns are called afterwards; null if one of them is gone. */
  @Nullable List<String> columnsAfter(List<String> names) {
    List<String> all = new ArrayList<>(names.size());
    for (String name : names) {
      String renamed = columnAfter(name);
      if (renamed == null) {
        return null;
      }
      all.add(renamed);
    }
    return all;
  }

  /** What the columns were called before; null if one of them is new. */
  @Nullable List<Column> columnsBefore(List<String> names) {
    List<Column> all = new ArrayList<>(names.size());
    for (String name : names) {
      Column column = columnsAfter.get(name);
      Column former = column == null ? null : columnBefore(column);
      if (former == null) {
        return null;
      }
      all.add(former);
    }
    return all;
  }

  /** Whether the primary key is over the same columns as before. */
  boolean keepsPrimaryKey() {
    return equal || after.primaryKey().equals(columnsAfter(before.primaryKey()));
  }

  /** Whether the index from before still is there, over the same columns. */
  boolean keeps(Index index) {
    Index now = indexesAfter.get(index.name());
    return equal || (now != null && becomes(index, now));
  }

  /** Whether the index from before is that one, whatever their names. */
  boolean becomes(Index index, Index now) {
    if (now.unique() != index.unique()
        || !now.where().equals(index.where())
        || now.expireAfterSeconds() != index.expireAfterSeconds()
        || now.columns().size() != index.columns().size()) {
      return false;
    }
    for (int i = 0; i < now.columns().size(); i++) {
      Index.IndexColumn column = index.columns().get(i);
      if (now.columns().get(i).descending() != column.descending()
          || !now.columns().get(i).name().equals(columnAfter(column.name()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the check from before still is there; the order of an enum's constants is nothing. */
  boolean keeps(Check check) {
    Check now = checksAfter.get(check.name());
    return equal || (now != null && becomes(check, now));
  }

  /** Whether the check from before is that one, whatever their names. */
  boolean becomes(Check check, Check now) {
    if (now.rule() instanceof CheckRule.OneOf wanted
        && check.rule() instanceof CheckRule.OneOf had) {
      return wanted.column().equals(columnAfter(had.column()))
          && new HashSet<>(wanted.values()).equals(new HashSet<>(had.values()));
    }
    return now.rule().equals(check.rule());
  }

  /** Whether the column from before gets another type. */
  boolean retypes(String name) {
    if (equal) {
      return false;
    }
    String renamed = columnAfter(name);
    Column was = columnsBefore.get(name);
    Column now = renamed == null ? null : columnsAfter.get(renamed);
    return was != null && now != null && !was.type().equals(now.type());
  }

  /** Whether a key over just these columns from before, which others may reference, goes. */
  boolean losesKey(List<String> names) {
    return !equal && lostKeys().contains(new HashSet<>(names));
  }

  private List<Set<String>> lostKeys() {
    List<Set<String>> lost = lostKeys;
    if (lost == null) {
      lost = new ArrayList<>();
      if (!keepsPrimaryKey()) {
        lost.add(new HashSet<>(before.primaryKey()));
      }
      for (Index index : before.indexes()) {
        if (index.unique() && !keeps(index)) {
          Set<String> names = new HashSet<>();
          for (Index.IndexColumn column : index.columns()) {
            names.add(column.name());
          }
          lost.add(names);
        }
      }
      lostKeys = lost;
    }
    return lost;
  }
}
