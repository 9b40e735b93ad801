package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.mysql.MySqlWriter.alter;
import static dev.eloquent.processor.dialect.mysql.MySqlWriter.name;

import dev.eloquent.processor.dialect.Detachments;
import dev.eloquent.processor.dialect.Placeholders;
import dev.eloquent.processor.dialect.RenameOrder.Rename;
import dev.eloquent.processor.dialect.Steps;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddForeignKey;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CommentTable;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropForeignKey;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans a change set: drops, then renames, then changes, then adds. Tables go first and come last,
 * but for foreign keys, as a change set orders them: what a foreign key of theirs rests on is
 * there.
 */
final class MySqlPlanner {
  private final ChangeSet changes;
  private final Steps steps;
  private final MySqlKeyChange keys;
  private final List<PlannedStatement> plan = new ArrayList<>();

  private MySqlPlanner(ChangeSet changes) {
    this.changes =
        Detachments.apply(MySqlPhysical.of(changes), MySqlColumnChange::touchesKeys, true);
    this.steps = new Steps(this.changes);
    this.keys = new MySqlKeyChange(this.changes, steps);
  }

  static MigrationPlan plan(ChangeSet changes) {
    MySqlPlanner planner = new MySqlPlanner(changes);
    planner.drops();
    planner.renames();
    planner.columns();
    planner.adds();
    return new MigrationPlan(planner.plan);
  }

  private void add(String comment, String sql, String... reverse) {
    plan.add(PlannedStatement.of(comment, sql, reverse));
  }

  private void drops() {
    steps.all(DropForeignKey.class).forEach(c -> dropForeignKey(c.table(), c.foreignKey()));
    List<DropTable> tables = steps.all(DropTable.class);
    tables.forEach(t -> steps.earlyKeys(t).forEach(k -> dropForeignKey(t.table(), k)));
    tables.forEach(this::dropTable);
    for (DropCheck change : steps.all(DropCheck.class)) {
      add(
          "Drop check " + change.check().name(),
          dropCheck(change.table(), change.check()),
          addCheck(change.table(), change.check()));
    }
    for (DropIndex change : steps.all(DropIndex.class)) {
      add(
          "Drop index " + change.index().name(),
          dropIndex(change.table(), change.index()),
          addIndex(change.table(), change.index()));
    }
    steps.all(ChangePrimaryKey.class).forEach(c -> keys.dropKey(c).ifPresent(plan::add));
    steps.all(DropColumn.class).stream()
        .filter(c -> !keys.dropsWithKey(c))
        .forEach(this::dropColumn);
  }

  private void renames() {
    for (Rename rename : steps.tableRenames()) {
      add(
          "Rename table " + rename.from() + " to " + rename.to(),
          alter(rename.from(), "RENAME TO " + name(rename.to())),
          alter(rename.to(), "RENAME TO " + name(rename.from())));
    }
    Set<String> tables = new LinkedHashSet<>();
    steps.all(RenameColumn.class).forEach(c -> tables.add(c.table()));
    for (String table : tables) {
      Map<String, Column> current = new HashMap<>();
      changes
          .before()
          .table(steps.formerName(table))
          .ifPresent(t -> t.columns().forEach(c -> current.put(c.name(), c)));
      for (Rename rename : steps.columnRenames(table)) {
        Optional<Column> former = Optional.ofNullable(current.remove(rename.from()));
        former.ifPresent(c -> current.put(rename.to(), c));
        add(
            "Rename column " + table + "." + rename.from() + " to " + rename.to(),
            renameColumn(table, rename.from(), rename.to(), former),
            renameColumn(table, rename.to(), rename.from(), former));
      }
    }
  }

  private static String renameColumn(
      String table, String from, String to, Optional<Column> former) {
    if (former.isEmpty() || !(former.get().type() instanceof ColumnType.Json)) {
      return alter(table, "RENAME COLUMN " + name(from) + " TO " + name(to));
    }
    // MariaDB names its own check of a JSON column after it, and follows only this form.
    Column c = former.get();
    Column renamed = new Column(to, c.type(), c.nullable(), false, c.defaultValue(), c.comment());
    return alter(table, "CHANGE COLUMN " + name(from) + " " + MySqlWriter.column(renamed));
  }

  private void creates() {
    List<CreateTable> tables = steps.all(CreateTable.class);
    for (CreateTable create : tables) {
      add(
          "Create table " + create.table(),
          MySqlWriter.create(Steps.without(create.definition(), steps.lateKeys(create))),
          "DROP TABLE " + name(create.table()));
    }
    tables.forEach(t -> steps.lateKeys(t).forEach(k -> addForeignKey(t.table(), k)));
  }

  private void columns() {
    steps.all(AddColumn.class).stream()
        .filter(c -> !keys.addsWithKey(c))
        .forEach(c -> plan.addAll(MySqlColumnChange.plan(c)));
    steps.all(AlterColumn.class).forEach(this::alterColumn);
    steps.all(ChangePrimaryKey.class).forEach(c -> keys.addKey(c).ifPresent(plan::add));
    for (CommentTable change : steps.all(CommentTable.class)) {
      add(
          "Comment table " + change.table(),
          alter(change.table(), "COMMENT=" + MySqlWriter.comment(change.to())),
          alter(change.table(), "COMMENT=" + MySqlWriter.comment(change.from())));
    }
  }

  private void alterColumn(AlterColumn change) {
    // Counting starts and stops with the key.
    AlterColumn effective =
        keys.rekeys(change.table())
            ? new AlterColumn(
                change.table(),
                MySqlKeyChange.uncounted(change.before()),
                MySqlKeyChange.uncounted(change.after()),
                change.backfill())
            : change;
    plan.addAll(MySqlColumnChange.plan(effective));
  }

  private void adds() {
    for (AddIndex change : steps.all(AddIndex.class)) {
      add(
          "Create index " + change.index().name(),
          addIndex(change.table(), change.index()),
          dropIndex(change.table(), change.index()));
    }
    for (AddCheck change : steps.all(AddCheck.class)) {
      add(
          "Add check " + change.check().name(),
          addCheck(change.table(), change.check()),
          dropCheck(change.table(), change.check()));
    }
    creates();
    steps.all(AddForeignKey.class).forEach(c -> addForeignKey(c.table(), c.foreignKey()));
  }

  private static String addIndex(String table, Index index) {
    return alter(table, "ADD " + MySqlWriter.index(index));
  }

  private static String dropIndex(String table, Index index) {
    return alter(table, "DROP INDEX " + name(index.name()));
  }

  private static String addCheck(String table, Check check) {
    return alter(table, "ADD " + MySqlWriter.check(check));
  }

  private static String dropCheck(String table, Check check) {
    return alter(table, "DROP CONSTRAINT " + name(check.name()));
  }

  private static String addKey(String table, ForeignKey key) {
    return alter(table, "ADD " + MySqlWriter.foreignKey(key));
  }

  private static String dropKey(String table, ForeignKey key) {
    return alter(table, "DROP FOREIGN KEY " + name(key.name()));
  }

  private void addForeignKey(String table, ForeignKey key) {
    add("Add foreign key " + key.name(), addKey(table, key), dropKey(table, key));
  }

  private void dropForeignKey(String table, ForeignKey key) {
    add("Drop foreign key " + key.name(), dropKey(table, key), addKey(table, key));
  }

  private void dropTable(DropTable change) {
    plan.add(
        new PlannedStatement(
            "Drop table " + change.table(),
            "DROP TABLE " + name(change.table()),
            List.of(
                MySqlWriter.create(Steps.without(change.definition(), steps.earlyKeys(change)))),
            "the rows of " + change.table() + " are lost"));
  }

  private void dropColumn(DropColumn change) {
    Column column = change.column();
    String place = MySqlColumnChange.place(change.table(), column);
    String note = "the values of " + place + " are lost";
    List<String> reverse = List.of(alter(change.table(), MySqlColumnChange.add(column)));
    boolean filled = !column.nullable() && column.defaultValue() == null;
    Optional<Table> before = changes.before().table(change.table()).filter(t -> filled);
    if (before.isPresent()) {
      DefaultValue placeholder = Placeholders.of(before.get(), column, "UUID()");
      reverse = MySqlColumnChange.addFilled(change.table(), column, placeholder);
      note += ", rows get " + MySqlValues.of(column.type(), placeholder);
    }
    plan.add(
        new PlannedStatement(
            "Drop column " + place,
            alter(change.table(), MySqlColumnChange.drop(column)),
            reverse,
            note));
  }
}
