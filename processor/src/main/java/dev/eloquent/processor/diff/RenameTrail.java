package dev.eloquent.processor.diff;

import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The renames of a change set from end to end, without the detours through temporary names. */
public final class RenameTrail {
  private static final Trail NONE = new Trail();

  private final Trail tables = new Trail();
  private final Map<String, Trail> columns = new HashMap<>();

  private static final class Trail {
    private final SortedMap<String, String> after = new TreeMap<>();
    private final Map<String, String> before = new HashMap<>();

    /** Orders are such that a name is only entered and left again if it is a temporary one. */
    void follow(String from, String to) {
      String entered = before.remove(from);
      String start = entered == null ? from : entered;
      after.put(start, to);
      before.put(to, start);
    }
  }

  /** Changes of primary keys that run before the renames. */
  private final Set<SchemaChange> early = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Follows the changes. */
  public RenameTrail(ChangeSet changes) {
    List<SchemaChange> keys = new ArrayList<>();
    for (SchemaChange change : changes.changes()) {
      if (change instanceof SchemaChange.ChangePrimaryKey) {
        keys.add(change);
      } else if (change instanceof SchemaChange.DropColumn) {
        early.addAll(keys);
      } else if (change instanceof RenameTable rename) {
        tables.follow(rename.from(), rename.to());
      } else if (change instanceof RenameColumn rename) {
        columns
            .computeIfAbsent(rename.table(), table -> new Trail())
            .follow(rename.from(), rename.to());
      }
    }
  }

  /** The renamed tables, name before → name after, sorted. */
  public SortedMap<String, String> tables() {
    return Collections.unmodifiableSortedMap(tables.after);
  }

  /** The renamed columns of a table, by its name after; name before → name after, sorted. */
  public SortedMap<String, String> columns(String table) {
    return Collections.unmodifiableSortedMap(columns.getOrDefault(table, NONE).after);
  }

  /** What a table that stays is called afterwards. */
  public String tableAfter(String before) {
    return tables.after.getOrDefault(before, before);
  }

  /** What the table of a change, if it stays, is called after all changes. */
  public String tableAfter(SchemaChange change) {
    boolean formerName =
        change instanceof SchemaChange.DropForeignKey
            || change instanceof SchemaChange.DropIndex
            || change instanceof SchemaChange.DropCheck
            || change instanceof SchemaChange.DropColumn
            || change instanceof RenameTable
            || early.contains(change);
    return formerName ? tableAfter(change.table()) : change.table();
  }

  /** What a table that stays was called before. */
  public String tableBefore(String after) {
    return tables.before.getOrDefault(after, after);
  }

  /** What columns that stay, of a table by its name after, are called afterwards. */
  public List<String> columnsAfter(String table, List<String> before) {
    Map<String, String> renames = columns.getOrDefault(table, NONE).after;
    List<String> all = new ArrayList<>(before.size());
    for (String column : before) {
      all.add(renames.getOrDefault(column, column));
    }
    return all;
  }
}
