package dev.eloquent.processor.lint;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.RenameTrail;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddForeignKey;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropForeignKey;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.lint.LintFinding.Level;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.SchemaPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the new constraints that rows may not fulfil; one that only changes its name is not new.
 */
final class ConstraintLint {
  /** What a constraint demands, whatever it is called. */
  private record Demand(String table, Object of) {}

  private record Unique(Set<String> columns, String where) {}

  private record Reference(List<String> columns, String table, List<String> referenced) {}

  private final RenameTrail renames;
  private final List<LintFinding> findings;
  private final Set<Demand> held = new HashSet<>();
  private final Map<SchemaPath, List<String>> enums = new HashMap<>();
  private final Set<SchemaPath> added = new HashSet<>();
  private final Set<SchemaPath> empty = new HashSet<>();
  private final Set<SchemaPath> dropped = new HashSet<>();
  private final Set<SchemaPath> identities = new HashSet<>();
  private final Set<String> droppedTables = new HashSet<>();

  ConstraintLint(ChangeSet changes, RenameTrail renames, List<LintFinding> findings) {
    this.renames = renames;
    this.findings = findings;
    for (SchemaChange change : changes.changes()) {
      noteColumns(change);
    }
    for (SchemaChange change : changes.changes()) {
      noteConstraints(change);
    }
  }

  /** Whether the column, of a table by its name after, is new and the database fills it. */
  boolean isNewIdentity(String table, String column) {
    return identities.contains(SchemaPath.column(table, column));
  }

  /** Whether one of the columns, by its name before, goes from the table, by its name after. */
  boolean isAnyDropped(String table, List<String> columns) {
    for (String column : columns) {
      if (dropped.contains(SchemaPath.column(table, column))) {
        return true;
      }
    }
    return false;
  }

  void lint(SchemaChange change) {
    if (change instanceof AddIndex add) {
      index(add);
    } else if (change instanceof AddCheck add) {
      check(add);
    } else if (change instanceof AddForeignKey add) {
      foreignKey(add);
    }
  }

  private void noteColumns(SchemaChange change) {
    if (change instanceof DropTable) {
      droppedTables.add(change.table());
    } else if (change instanceof AddColumn add) {
      noteAdded(add);
    } else if (change instanceof DropColumn drop) {
      dropped.add(SchemaPath.column(renames.tableAfter(drop), drop.column().name()));
    }
  }

  private void noteConstraints(SchemaChange change) {
    String table = renames.tableAfter(change);
    if (change instanceof DropIndex drop && drop.index().unique()) {
      List<String> columns = columns(drop.index());
      if (!isAnyDropped(table, columns)) {
        held.add(new Demand(table, unique(renames.columnsAfter(table, columns), drop.index())));
      }
    } else if (change instanceof DropForeignKey drop) {
      noteDropped(table, drop.foreignKey());
    } else if (change instanceof DropCheck drop) {
      noteDropped(table, drop.check());
    }
  }

  private void noteDropped(String table, ForeignKey key) {
    String target = renames.tableAfter(key.referencedTable());
    if (!droppedTables.contains(key.referencedTable())
        && !isAnyDropped(table, key.columns())
        && !isAnyDropped(target, key.referencedColumns())) {
      held.add(
          new Demand(
              table,
              new Reference(
                  renames.columnsAfter(table, key.columns()),
                  target,
                  renames.columnsAfter(target, key.referencedColumns()))));
    }
  }

  private void noteAdded(AddColumn add) {
    Column column = add.column();
    added.add(add.path());
    if (column.identity()) {
      identities.add(add.path());
    }
    if (column.nullable() && column.defaultValue() == null && add.backfill() == null) {
      empty.add(add.path());
    }
  }

  private void noteDropped(String table, Check check) {
    if (check.rule() instanceof CheckRule.OneOf oneOf) {
      if (isAnyDropped(table, List.of(oneOf.column()))) {
        return;
      }
      String column = renames.columnsAfter(table, List.of(oneOf.column())).get(0);
      enums.put(SchemaPath.column(table, column), oneOf.values());
    } else {
      held.add(new Demand(table, check.rule()));
    }
  }

  private void index(AddIndex add) {
    List<String> columns = columns(add.index());
    if (add.index().unique()
        && !held.contains(new Demand(add.table(), unique(columns, add.index())))
        && !isAnyIn(empty, add.table(), columns)) {
      report(
          Level.RISKY,
          Problem.UNIQUE_MAY_FAIL,
          add.path(),
          add.index().name(),
          add.table(),
          String.join(", ", columns));
    }
  }

  private void check(AddCheck add) {
    if (add.check().rule() instanceof CheckRule.OneOf oneOf) {
      enumeration(add, oneOf);
    } else if (!held.contains(new Demand(add.table(), add.check().rule()))) {
      report(Level.RISKY, Problem.CHECK_MAY_FAIL, add.path(), add.check().name(), add.table());
    }
  }

  private void enumeration(AddCheck add, CheckRule.OneOf oneOf) {
    SchemaPath path = SchemaPath.column(add.table(), oneOf.column());
    if (added.contains(path)) {
      return;
    }
    List<String> had = enums.get(path);
    if (had == null) {
      report(Level.RISKY, Problem.CHECK_MAY_FAIL, path, add.check().name(), add.table());
      return;
    }
    List<String> gone = new ArrayList<>(had);
    gone.removeAll(oneOf.values());
    if (!gone.isEmpty()) {
      report(
          Level.DESTRUCTIVE,
          Problem.ENUM_NARROWED,
          path,
          path.table() + "." + path.name(),
          String.join(", ", gone));
    }
  }

  private void foreignKey(AddForeignKey add) {
    ForeignKey key = add.foreignKey();
    Demand demand =
        new Demand(
            add.table(),
            new Reference(key.columns(), key.referencedTable(), key.referencedColumns()));
    if (!held.contains(demand) && !isAnyIn(empty, add.table(), key.columns())) {
      report(
          Level.RISKY,
          Problem.FOREIGN_KEY_MAY_FAIL,
          add.path(),
          key.name(),
          add.table(),
          String.join(", ", key.columns()),
          key.referencedTable());
    }
  }

  private static boolean isAnyIn(Set<SchemaPath> paths, String table, List<String> columns) {
    for (String column : columns) {
      if (paths.contains(SchemaPath.column(table, column))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> columns(Index index) {
    return index.columns().stream().map(Index.IndexColumn::name).toList();
  }

  private static Unique unique(List<String> columns, Index index) {
    return new Unique(new HashSet<>(columns), index.where());
  }

  private void report(Level level, Problem problem, SchemaPath path, String... arguments) {
    findings.add(new LintFinding(Finding.of(problem, path, arguments), level));
  }
}
