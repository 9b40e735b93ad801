package dev.eloquent.processor.dialect.postgresql;

import dev.eloquent.processor.dialect.RenameOrder;
import dev.eloquent.processor.dialect.RenameOrder.Rename;
import dev.eloquent.processor.dialect.Steps;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sequences behind identity columns, which PostgreSQL names after table and column once, and
 * leaves alone when one of them gets another name.
 */
final class PostgreSqlSequences {
  private static final String LABEL = "_seq";

  private final ChangeSet changes;
  private final Steps steps;

  private PostgreSqlSequences(ChangeSet changes, Steps steps) {
    this.changes = changes;
    this.steps = steps;
  }

  /**
   * The renames that a step's renames of tables and columns need, in an order that can be run.
   *
   * <p>A name that something else has or gets is left out: next to it the server has taken another
   * name, which is not known here.
   */
  static List<Rename> renames(ChangeSet changes, Steps steps) {
    return new PostgreSqlSequences(changes, steps).renames();
  }

  private List<Rename> renames() {
    List<Rename> renames = new ArrayList<>();
    Set<String> renamed = steps.renamedTables();
    if (renamed.isEmpty()) {
      return renames;
    }
    Set<SchemaPath> added = new HashSet<>();
    steps.all(AddColumn.class).forEach(add -> added.add(add.path()));
    Map<String, Integer> before = relations(changes.before());
    Map<String, Integer> after = relations(changes.after());
    for (Steps.Survivor table : steps.survivors()) {
      if (renamed.contains(table.after().name())) {
        for (Rename rename : renames(table, added)) {
          if (before.getOrDefault(rename.from(), 0) == 1
              && after.getOrDefault(rename.to(), 0) <= 1) {
            renames.add(rename);
          }
        }
      }
    }
    return RenameOrder.resolve(renames, new TreeSet<>(before.keySet()));
  }

  private List<Rename> renames(Steps.Survivor table, Set<SchemaPath> added) {
    List<Rename> renames = new ArrayList<>();
    for (Column column : table.after().columns()) {
      String former = steps.formerColumn(table.after().name(), column.name());
      boolean counted = table.before().column(former).filter(Column::identity).isPresent();
      String from = name(table.before().name(), former);
      String to = name(table.after().name(), column.name());
      boolean stays = !added.contains(SchemaPath.column(table.after().name(), column.name()));
      if (counted && stays && !from.equals(to)) {
        renames.add(new Rename(from, to));
      }
    }
    return renames;
  }

  /** How often each name of the namespace that sequences share is used. */
  private static Map<String, Integer> relations(Schema schema) {
    Map<String, Integer> names = new HashMap<>();
    for (Table table : schema.tables()) {
      names.merge(table.name(), 1, Integer::sum);
      names.merge(Names.primaryKey(table.name()), 1, Integer::sum);
      for (Index index : table.indexes()) {
        names.merge(index.name(), 1, Integer::sum);
      }
      for (Column column : table.columns()) {
        if (column.identity()) {
          names.merge(name(table.name(), column.name()), 1, Integer::sum);
        }
      }
    }
    return names;
  }

  /** The server's own rule, of {@code makeObjectName}: what is longer is cut first. */
  static String name(String table, String column) {
    int room = Names.MAX_BYTES - 1 - LABEL.length();
    int first = bytes(table);
    int second = bytes(column);
    while (first + second > room) {
      if (first > second) {
        first--;
      } else {
        second--;
      }
    }
    return cut(table, first) + "_" + cut(column, second) + LABEL;
  }

  private static String cut(String name, int room) {
    int end = name.length();
    while (bytes(name.substring(0, end)) > room) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
