package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.mysql.MySqlColumnChange.add;
import static dev.eloquent.processor.dialect.mysql.MySqlColumnChange.drop;
import static dev.eloquent.processor.dialect.mysql.MySqlColumnChange.modify;
import static dev.eloquent.processor.dialect.mysql.MySqlWriter.alter;
import static dev.eloquent.processor.dialect.mysql.MySqlWriter.primaryKey;

import dev.eloquent.processor.dialect.Steps;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes primary keys. A column with {@code AUTO_INCREMENT} must be the first of a key at the end
 * of every statement, so it comes and goes, or starts and stops counting, in the statement that
 * adds or drops the key.
 */
final class MySqlKeyChange {
  private final ChangeSet changes;
  private final Steps steps;

  MySqlKeyChange(ChangeSet changes, Steps steps) {
    this.changes = changes;
    this.steps = steps;
  }

  /** Whether the table, by its new name, gets another primary key in this step. */
  boolean rekeys(String table) {
    return steps.all(ChangePrimaryKey.class).stream().anyMatch(c -> c.table().equals(table));
  }

  /** Whether the column goes together with the primary key that it counts for. */
  boolean dropsWithKey(DropColumn change) {
    return change.column().identity()
        && steps.all(ChangePrimaryKey.class).stream()
            .anyMatch(c -> steps.formerName(c.table()).equals(change.table()));
  }

  /** Whether the column comes together with the primary key that it counts for. */
  boolean addsWithKey(AddColumn change) {
    return change.column().identity() && rekeys(change.table());
  }

  /** The column while it counts for no key. */
  static Column uncounted(Column column) {
    return new Column(
        column.name(),
        column.type(),
        column.nullable(),
        false,
        column.defaultValue(),
        column.comment());
  }

  /** Before any column is dropped. */
  Optional<PlannedStatement> dropKey(ChangePrimaryKey change) {
    String name = steps.formerName(change.table());
    Optional<Table> table = changes.before().table(name);
    if (table.isEmpty() || change.before().isEmpty()) {
      return Optional.empty();
    }
    List<String> there = new ArrayList<>();
    List<String> back = new ArrayList<>();
    for (Column column : table.get().columns()) {
      if (column.identity()) {
        boolean dropped =
            steps.all(DropColumn.class).stream()
                .anyMatch(c -> c.table().equals(name) && c.column().equals(column));
        there.add(dropped ? drop(column) : modify(uncounted(column)));
        back.add(dropped ? add(column) : modify(column));
      }
    }
    boolean goes = there.stream().anyMatch(a -> a.startsWith("DROP COLUMN"));
    there.add(0, "DROP PRIMARY KEY");
    back.add("ADD " + primaryKey(table.get().primaryKey()));
    return Optional.of(
        new PlannedStatement(
            "Drop primary key of " + name,
            alter(name, there),
            List.of(alter(name, back)),
            goes
                ? "the values of the primary key of " + name + " are lost, rows get new ones"
                : ""));
  }

  /** After all columns are there. */
  Optional<PlannedStatement> addKey(ChangePrimaryKey change) {
    Optional<Table> table = changes.after().table(change.table());
    if (table.isEmpty() || change.after().isEmpty()) {
      return Optional.empty();
    }
    List<String> there = new ArrayList<>();
    List<String> back = new ArrayList<>();
    for (Column column : table.get().columns()) {
      if (column.identity()) {
        boolean added =
            steps.all(AddColumn.class).stream()
                .anyMatch(c -> c.table().equals(change.table()) && c.column().equals(column));
        there.add(added ? add(column) : modify(column));
        back.add(added ? drop(column) : modify(uncounted(column)));
      }
    }
    there.add("ADD " + primaryKey(change.after()));
    back.add(0, "DROP PRIMARY KEY");
    return Optional.of(
        PlannedStatement.of(
            "Add primary key of " + change.table(),
            alter(change.table(), there),
            alter(change.table(), back)));
  }
}
