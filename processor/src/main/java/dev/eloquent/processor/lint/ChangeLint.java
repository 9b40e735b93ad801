package dev.eloquent.processor.lint;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.RenameTrail;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.lint.LintFinding.Level;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnRules;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changes would destroy, cannot fill, or could fail on.
 *
 * <p>Only tables that exist before the step have rows; a new one never gives a finding.
 */
public final class ChangeLint {
  private record Likeness(String name, ColumnType type) {}

  private final ChangeSet changes;
  private final RenameTrail renames;
  private final ConstraintLint constraints;
  private final CollectionLint collections;
  private final List<LintFinding> findings = new ArrayList<>();
  private final Map<Likeness, SchemaPath> appearing = new HashMap<>();
  private final Set<String> checkedKeys = new HashSet<>();

  private ChangeLint(ChangeSet changes) {
    this.changes = changes;
    renames = new RenameTrail(changes);
    constraints = new ConstraintLint(changes, renames, findings);
    collections = new CollectionLint(changes, renames, findings);
  }

  /** The findings, in the order of the changes. */
  public static List<LintFinding> check(ChangeSet changes) {
    return changes.isEmpty() ? List.of() : new ChangeLint(changes).check();
  }

  private List<LintFinding> check() {
    for (SchemaChange change : changes.changes()) {
      if (!collections.isAbout(change)) {
        appears(change);
      }
    }
    for (SchemaChange change : changes.changes()) {
      if (collections.isAbout(change)) {
        collections.lint(change);
      } else if (change instanceof DropTable) {
        report(
            Level.DESTRUCTIVE,
            Problem.TABLE_DROPPED,
            SchemaPath.table(change.table()),
            change.table());
      } else if (change instanceof DropColumn drop) {
        dropped(drop);
      } else if (change instanceof AddColumn add) {
        added(add);
      } else if (change instanceof AlterColumn alter) {
        altered(alter);
      } else if (change instanceof ChangePrimaryKey) {
        primaryKey(renames.tableAfter(change));
      } else {
        constraints.lint(change);
      }
    }
    return List.copyOf(findings);
  }

  private void appears(SchemaChange change) {
    if (change instanceof AddColumn add) {
      appears(add.table(), add.column());
    } else if (change instanceof CreateTable create) {
      create.definition().columns().forEach(column -> appears(create.table(), column));
    }
  }

  private void appears(String table, Column column) {
    appearing.putIfAbsent(
        new Likeness(column.name(), column.type()), SchemaPath.column(table, column.name()));
  }

  private void dropped(DropColumn drop) {
    Column column = drop.column();
    // The column has no element any more, its table's class has.
    String table = renames.tableAfter(drop);
    SchemaPath like = appearing.get(new Likeness(column.name(), column.type()));
    String label = drop.table() + "." + column.name();
    if (like == null || like.table().equals(table)) {
      report(
          Level.DESTRUCTIVE,
          Problem.COLUMN_DROPPED,
          SchemaPath.table(table),
          label,
          column.type().text());
    } else {
      report(
          Level.DESTRUCTIVE,
          Problem.COLUMN_MOVED,
          SchemaPath.table(table),
          label,
          column.type().text(),
          label(like));
    }
    List<String> rules =
        changes.before().table(renames.tableBefore(table)).stream()
            .flatMap(before -> ColumnRules.mayRefuse(before, column).stream())
            .toList();
    if (!rules.isEmpty()) {
      report(
          Level.RISKY,
          Problem.UNDO_MAY_STOP,
          SchemaPath.table(table),
          label,
          String.join(" or ", rules));
    }
  }

  private void added(AddColumn add) {
    Column column = add.column();
    if (!column.nullable()
        && !column.identity()
        && column.defaultValue() == null
        && add.backfill() == null) {
      report(
          Level.UNFILLABLE,
          Problem.COLUMN_UNFILLABLE,
          add.path(),
          label(add.path()),
          column.type().text());
    }
  }

  private void altered(AlterColumn alter) {
    Column before = alter.before();
    Column after = alter.after();
    String label = label(alter.path());
    TypeChange change = TypeChange.of(before.type(), after.type());
    if (change != TypeChange.SAFE) {
      report(
          change == TypeChange.CAST ? Level.RISKY : Level.DESTRUCTIVE,
          switch (change) {
            case NARROWING -> Problem.TYPE_NARROWED;
            case LOSSY -> Problem.TYPE_LOSES_VALUES;
            default -> Problem.CAST_MAY_FAIL;
          },
          alter.path(),
          label,
          before.type().text(),
          after.type().text());
    }
    if (before.nullable() && !after.nullable() && alter.backfill() == null) {
      report(Level.UNFILLABLE, Problem.NULLS_UNFILLABLE, alter.path(), label, after.type().text());
    }
  }

  /** A key may change in two steps; what counts is where it comes from and gets to. */
  private void primaryKey(String name) {
    Table before = changes.before().table(renames.tableBefore(name)).orElse(null);
    Table after = changes.after().table(name).orElse(null);
    if (before == null || after == null || !checkedKeys.add(name)) {
      return;
    }
    SchemaPath path = SchemaPath.table(name);
    if (after.primaryKey().isEmpty()) {
      report(
          Level.DESTRUCTIVE,
          Problem.PRIMARY_KEY_DROPPED,
          path,
          name,
          String.join(", ", before.primaryKey()));
      return;
    }
    List<String> former = renames.columnsAfter(name, before.primaryKey());
    boolean wider = !former.isEmpty() && new HashSet<>(after.primaryKey()).containsAll(former);
    if (constraints.isAnyDropped(name, before.primaryKey())) {
      wider = false;
    }
    boolean counted =
        after.primaryKey().stream().anyMatch(column -> constraints.isNewIdentity(name, column));
    if (!wider && !counted) {
      report(
          Level.RISKY,
          Problem.PRIMARY_KEY_MAY_FAIL,
          path,
          name,
          String.join(", ", after.primaryKey()));
    }
  }

  private static String label(SchemaPath path) {
    return path.table() + "." + path.name();
  }

  private void report(
      Level level, Problem problem, @Nullable SchemaPath path, String... arguments) {
    findings.add(new LintFinding(Finding.of(problem, path, arguments), level));
  }
}
