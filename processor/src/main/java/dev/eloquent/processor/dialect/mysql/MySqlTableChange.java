package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.mysql.MySqlColumnChange.fill;
import static dev.eloquent.processor.dialect.mysql.MySqlColumnChange.filled;
import static dev.eloquent.processor.dialect.mysql.MySqlColumnChange.open;
import static dev.eloquent.processor.dialect.mysql.MySqlColumnChange.place;
import static dev.eloquent.processor.dialect.mysql.MySqlColumnChange.uncounted;
import static dev.eloquent.processor.dialect.mysql.MySqlWriter.name;

import dev.eloquent.processor.dialect.Placeholders;
import dev.eloquent.processor.dialect.RenameOrder.Rename;
import dev.eloquent.processor.dialect.Steps;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CommentTable;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameConstraint;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes one table, foreign keys aside, in as few statements as are right: one {@code ALTER TABLE}
 * unless rows are filled between, or columns are renamed that cannot be in company.
 *
 * <p>A column with {@code AUTO_INCREMENT} must be the first of a key at the end of every statement,
 * so it comes and goes, or starts and stops counting, in the statement that adds or drops the key.
 */
final class MySqlTableChange {
  private final Steps steps;
  private final Optional<Table> before;
  private final Optional<Table> after;
  private final String table;
  private final List<SchemaChange> changes;
  private final Set<String> columnsOfKeys;
  private final List<PlannedStatement> plan = new ArrayList<>();

  /**
   * Creates one, for a table that has its later name already.
   *
   * @param changes those of this table
   * @param columnsOfKeys the columns of the table that foreign keys rest on that stay
   */
  MySqlTableChange(
      ChangeSet all,
      Steps steps,
      String former,
      String table,
      List<SchemaChange> changes,
      Set<String> columnsOfKeys) {
    this.steps = steps;
    this.table = table;
    this.changes = changes;
    this.columnsOfKeys = columnsOfKeys;
    before = all.before().table(former);
    after = all.after().table(table);
  }

  List<PlannedStatement> plan() {
    MySqlAlter first = new MySqlAlter(table);
    drops(first);
    List<Rename> renames =
        of(RenameColumn.class).isEmpty() ? List.of() : steps.columnRenames(table);
    if (renames.stream().anyMatch(r -> columnsOfKeys.contains(r.to())) || namesMeet()) {
      end(first);
      rename(renames);
      first = new MySqlAlter(table);
    } else {
      for (Rename rename : renames) {
        first.rename(former(formerColumns(), rename), rename.to());
      }
    }
    for (RenameConstraint change : of(RenameConstraint.class)) {
      first.clause(
          "Rename index " + change.from() + " to " + change.to(),
          "RENAME INDEX " + name(change.from()) + " TO " + name(change.to()),
          "RENAME INDEX " + name(change.to()) + " TO " + name(change.from()));
    }
    boolean fills =
        of(AddColumn.class).stream().anyMatch(c -> c.backfill() != null)
            || of(AlterColumn.class).stream().anyMatch(MySqlTableChange::isFilled);
    if (!fills) {
      columns(first, first);
      adds(first);
      end(first);
    } else {
      // Keys, indexes and checks are about values that are there when the rows are filled.
      MySqlAlter last = new MySqlAlter(table);
      columns(first, last);
      adds(last);
      end(first);
      plan.addAll(fills());
      end(last);
    }
    return plan;
  }

  private <C extends SchemaChange> List<C> of(Class<C> kind) {
    return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private void end(MySqlAlter statement) {
    statement.statement().ifPresent(plan::add);
  }

  private void drops(MySqlAlter statement) {
    for (DropCheck change : of(DropCheck.class)) {
      MySqlPlanner.dropCheck(statement, change.check());
    }
    for (DropIndex change : of(DropIndex.class)) {
      statement.dropRule(
          "Drop index " + change.index().name(),
          "DROP INDEX " + name(change.index().name()),
          "ADD " + MySqlWriter.index(change.index()));
    }
    List<Column> dropped = of(DropColumn.class).stream().map(DropColumn::column).toList();
    for (ChangePrimaryKey change : of(ChangePrimaryKey.class)) {
      if (!change.before().isEmpty()) {
        statement.clause(
            "Drop primary key of " + table,
            "DROP PRIMARY KEY",
            "ADD " + MySqlWriter.primaryKey(change.before()));
      }
      formerColumns().values().stream()
          .filter(c -> c.identity() && !dropped.contains(c))
          .forEach(c -> statement.change(c, uncounted(c)));
    }
    for (Column column : dropped) {
      Table former = before.orElseThrow();
      DefaultValue placeholder =
          Placeholders.isNeeded(column) ? Placeholders.of(former, column, "UUID()") : null;
      String value = placeholder == null ? null : MySqlValues.of(column.type(), placeholder);
      statement.drop(column, placeholder, Placeholders.note(former, column, value));
    }
  }

  private Map<String, Column> formerColumns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    before.ifPresent(t -> t.columns().forEach(c -> columns.put(c.name(), c)));
    return columns;
  }

  /**
   * Whether a column takes the name that another one leaves: then no clause may depend on the order
   * in which a server applies them. Case makes no difference.
   */
  private boolean namesMeet() {
    Set<String> left = new TreeSet<>();
    Set<String> taken = new TreeSet<>();
    of(DropColumn.class).forEach(c -> left.add(folded(c.column().name())));
    of(AddColumn.class).forEach(c -> taken.add(folded(c.column().name())));
    for (RenameColumn change : of(RenameColumn.class)) {
      left.add(folded(change.from()));
      taken.add(folded(change.to()));
    }
    left.retainAll(taken);
    return !left.isEmpty();
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * One statement each: a column of a foreign key that stays cannot be renamed by a statement that
   * copies the table, and what a statement in company does is for the server to choose.
   */
  private void rename(List<Rename> renames) {
    Map<String, Column> current = formerColumns();
    for (Rename rename : renames) {
      Column column = former(current, rename);
      current.put(rename.to(), MySqlColumnChange.renamed(column, rename.to()));
      MySqlAlter statement = new MySqlAlter(table);
      statement.rename(column, rename.to());
      end(statement);
    }
  }

  private static Column former(Map<String, Column> current, Rename rename) {
    return Objects.requireNonNull(current.get(rename.from()), rename.from());
  }

  private void columns(MySqlAlter first, MySqlAlter last) {
    boolean rekeys = !of(ChangePrimaryKey.class).isEmpty();
    for (AddColumn change : of(AddColumn.class)) {
      Column column = change.column();
      DefaultValue backfill = change.backfill();
      if (backfill == null) {
        (column.identity() && rekeys ? last : first).add(column);
      } else {
        // An expression may use other columns, which a default cannot.
        boolean computed = backfill instanceof DefaultValue.Expression;
        Column added = computed ? open(column) : filled(column, backfill);
        first.add(added);
        last.finish(added, column);
      }
    }
    for (AlterColumn change : of(AlterColumn.class)) {
      Column from = rekeys ? uncounted(change.before()) : change.before();
      Column to = rekeys ? uncounted(change.after()) : change.after();
      if (isFilled(change) && MySqlColumnChange.retypes(from, to)) {
        // The type first, for the value is one of the new type.
        first.change(from, open(to));
        from = open(to);
      }
      last.change(from, to);
    }
  }

  private static boolean isFilled(AlterColumn change) {
    return change.backfill() != null && change.before().nullable() && !change.after().nullable();
  }

  /** What fills rows, other than defaults of added columns: it runs when all columns are there. */
  private List<PlannedStatement> fills() {
    List<PlannedStatement> fills = new ArrayList<>();
    for (AddColumn change : of(AddColumn.class)) {
      if (change.backfill() instanceof DefaultValue.Expression value) {
        fills.add(
            PlannedStatement.of(
                "Fill column " + place(table, change.column()),
                fill(table, change.column(), value)));
      }
    }
    for (AlterColumn change : of(AlterColumn.class)) {
      DefaultValue value = change.backfill();
      if (value != null && isFilled(change)) {
        String place = place(table, change.after());
        fills.add(
            new PlannedStatement(
                "Fill column " + place + " where it is NULL",
                fill(table, change.after(), value)
                    + " WHERE "
                    + name(change.after().name())
                    + " IS NULL",
                List.of(),
                "rows that held NULL in " + place + " keep the value they were given"));
      }
    }
    return fills;
  }

  private void adds(MySqlAlter statement) {
    for (ChangePrimaryKey change : of(ChangePrimaryKey.class)) {
      addKey(statement, change);
    }
    for (CommentTable change : of(CommentTable.class)) {
      statement.clause(
          "Comment table " + table,
          "COMMENT=" + MySqlWriter.comment(change.to()),
          "COMMENT=" + MySqlWriter.comment(change.from()));
    }
    for (AddIndex change : of(AddIndex.class)) {
      statement.clause(
          "Create index " + change.index().name(),
          "ADD " + MySqlWriter.index(change.index()),
          "DROP INDEX " + name(change.index().name()));
    }
    for (AddCheck change : of(AddCheck.class)) {
      statement.clause(
          "Add check " + change.check().name(),
          "ADD " + MySqlWriter.check(change.check()),
          "DROP CONSTRAINT " + name(change.check().name()));
    }
  }

  private void addKey(MySqlAlter statement, ChangePrimaryKey change) {
    List<Column> added = of(AddColumn.class).stream().map(AddColumn::column).toList();
    after.stream()
        .flatMap(t -> t.columns().stream())
        .filter(c -> c.identity() && !added.contains(c))
        .forEach(c -> statement.change(uncounted(c), c));
    if (!change.after().isEmpty()) {
      statement.clause(
          "Add primary key of " + table,
          "ADD " + MySqlWriter.primaryKey(change.after()),
          "DROP PRIMARY KEY");
    }
  }
}
