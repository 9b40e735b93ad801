package dev.eloquent.processor.diff;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Warns where something vanished and its like appeared; a rename is never inferred. */
final class RenameHints {
  private final List<Finding> findings = new ArrayList<>();

  private RenameHints() {}

  /** The warnings about all tables. */
  static List<Finding> find(TablePairs tables) {
    RenameHints hints = new RenameHints();
    hints.tables(tables);
    for (TablePair pair : tables.pairs()) {
      if (!pair.isEqual()) {
        hints.columns(pair);
      }
    }
    tables.replaced().forEach(hints::columns);
    return hints.findings;
  }

  /**
   * Warns on each new column for which one of the same type has gone; no gone one is used twice.
   */
  private void columns(TablePair pair) {
    Map<ColumnType, Deque<Column>> gone = new HashMap<>();
    for (Column column : pair.before().columns()) {
      if (pair.columnAfter(column.name()) == null) {
        gone.computeIfAbsent(column.type(), type -> new ArrayDeque<>()).add(column);
      }
    }
    if (gone.isEmpty()) {
      return;
    }
    for (Column column : pair.after().columns()) {
      Deque<Column> candidates = gone.get(column.type());
      if (candidates != null && !candidates.isEmpty() && pair.columnBefore(column) == null) {
        String table = pair.after().name();
        Column former = candidates.remove();
        findings.add(
            Finding.of(
                Problem.POSSIBLE_COLUMN_RENAME,
                SchemaPath.column(table, column.name()),
                table + "." + column.name(),
                former.name(),
                column.type().text(),
                literal(former.name())));
      }
    }
  }

  /** Warns on each new table for which one with the same columns has gone. */
  private void tables(TablePairs tables) {
    if (tables.created().isEmpty()) {
      return;
    }
    Map<Set<Column>, Deque<Table>> gone = new HashMap<>();
    for (Table table : tables.dropped()) {
      gone.computeIfAbsent(new HashSet<>(table.columns()), columns -> new ArrayDeque<>())
          .add(table);
    }
    for (Table table : tables.created()) {
      Deque<Table> candidates = gone.get(new HashSet<>(table.columns()));
      if (candidates != null && !candidates.isEmpty()) {
        String former = candidates.remove().name();
        findings.add(
            Finding.of(
                Problem.POSSIBLE_TABLE_RENAME,
                SchemaPath.table(table.name()),
                table.name(),
                former,
                literal(former)));
      }
    }
  }

  /** The text as a Java literal, to be pasted. */
  private static String literal(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
