package dev.eloquent.processor.dialect.postgresql;

import static dev.eloquent.processor.dialect.postgresql.PostgreSqlWriter.alter;
import static dev.eloquent.processor.dialect.postgresql.PostgreSqlWriter.name;

import dev.eloquent.processor.dialect.Detachments;
import dev.eloquent.processor.dialect.Placeholders;
import dev.eloquent.processor.dialect.RenameOrder;
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
import dev.eloquent.processor.diff.SchemaChange.RenameConstraint;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Plans a change set: drops, then renames, then changes, then adds. Tables go first and come last,
 * but for foreign keys, as a change set orders them: what a foreign key of theirs rests on is
 * there.
 */
final class PostgreSqlPlanner {
  private final ChangeSet changes;
  private final Steps steps;
  private final List<PlannedStatement> plan = new ArrayList<>();

  private PostgreSqlPlanner(ChangeSet changes) {
    this.changes = Detachments.apply(changes, PostgreSqlColumnChange::retypes, false);
    this.steps = new Steps(this.changes);
  }

  static MigrationPlan plan(ChangeSet changes) {
    PostgreSqlPlanner planner = new PostgreSqlPlanner(changes);
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
    tables.forEach(t -> earlyKeys(t).forEach(k -> dropForeignKey(t.table(), k)));
    tables.forEach(this::dropTable);
    steps.all(DropCheck.class).forEach(c -> dropCheck(c.table(), c.check()));
    steps.all(DropIndex.class).forEach(c -> dropIndex(c.table(), c.index()));
    steps.all(ChangePrimaryKey.class).forEach(this::dropPrimaryKey);
    steps.all(DropColumn.class).forEach(this::dropColumn);
  }

  private void renames() {
    for (Rename rename : steps.tableRenames()) {
      add(
          "Rename table " + rename.from() + " to " + rename.to(),
          alter(rename.from(), "RENAME TO " + name(rename.to())),
          alter(rename.to(), "RENAME TO " + name(rename.from())));
    }
    renamePrimaryKeys();
    Set<String> tables = new LinkedHashSet<>();
    steps.all(RenameColumn.class).forEach(c -> tables.add(c.table()));
    for (String table : tables) {
      for (Rename rename : steps.columnRenames(table)) {
        add(
            "Rename column " + table + "." + rename.from() + " to " + rename.to(),
            alter(table, "RENAME COLUMN " + name(rename.from()) + " TO " + name(rename.to())),
            alter(table, "RENAME COLUMN " + name(rename.to()) + " TO " + name(rename.from())));
      }
    }
    renameSequences();
    for (RenameConstraint change : steps.all(RenameConstraint.class)) {
      String what = change.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      add(
          "Rename " + what + " " + change.from() + " to " + change.to(),
          renameConstraint(change),
          renameConstraint(change.inverse()));
    }
  }

  private static String renameConstraint(RenameConstraint change) {
    // A unique index is an index here too, never a constraint.
    return change.kind() == SchemaPath.Kind.INDEX
        ? "ALTER INDEX " + name(change.from()) + " RENAME TO " + name(change.to())
        : alter(
            change.table(),
            "RENAME CONSTRAINT " + name(change.from()) + " TO " + name(change.to()));
  }

  /** Where there is one of that name: the server takes another one beside a name in use. */
  private void renameSequences() {
    String rename = "ALTER SEQUENCE IF EXISTS ";
    for (Rename sequence : PostgreSqlSequences.renames(changes, steps)) {
      add(
          "Rename sequence " + sequence.from() + " to " + sequence.to(),
          rename + name(sequence.from()) + " RENAME TO " + name(sequence.to()),
          rename + name(sequence.to()) + " RENAME TO " + name(sequence.from()));
    }
  }

  /** The name of a primary key is derived from its table's; a constraint's index has its name. */
  private void renamePrimaryKeys() {
    Set<String> rekeyed = new TreeSet<>();
    steps.all(ChangePrimaryKey.class).forEach(c -> rekeyed.add(c.table()));
    List<Rename> renames = new ArrayList<>();
    Set<String> taken = new TreeSet<>();
    for (Steps.Survivor table : steps.survivors()) {
      String from = Names.primaryKey(table.before().name());
      String to = Names.primaryKey(table.after().name());
      if (!table.before().primaryKey().isEmpty() && !rekeyed.contains(table.after().name())) {
        taken.add(from);
        if (!from.equals(to)) {
          renames.add(new Rename(from, to));
        }
      }
    }
    for (Rename rename : RenameOrder.resolve(renames, taken)) {
      add(
          "Rename primary key " + rename.from() + " to " + rename.to(),
          "ALTER INDEX " + name(rename.from()) + " RENAME TO " + name(rename.to()),
          "ALTER INDEX " + name(rename.to()) + " RENAME TO " + name(rename.from()));
    }
  }

  private List<ForeignKey> lateKeys(CreateTable create) {
    return withOwn(create.definition(), steps.lateKeys(create));
  }

  private List<ForeignKey> earlyKeys(DropTable drop) {
    return withOwn(drop.definition(), steps.earlyKeys(drop));
  }

  /** With the keys to the table itself that rest on an index, for that comes after the table. */
  private static List<ForeignKey> withOwn(Table table, List<ForeignKey> keys) {
    return table.foreignKeys().stream()
        .filter(
            k ->
                keys.contains(k)
                    || (k.referencedTable().equals(table.name())
                        && !k.referencedColumns().equals(table.primaryKey())))
        .toList();
  }

  private void creates() {
    List<CreateTable> tables = steps.all(CreateTable.class);
    for (CreateTable create : tables) {
      List<String> sql =
          PostgreSqlWriter.create(Steps.without(create.definition(), lateKeys(create)));
      add("Create table " + create.table(), sql.get(0), "DROP TABLE " + name(create.table()));
      // What follows goes with the table.
      for (String more : sql.subList(1, sql.size())) {
        add((more.startsWith("COMMENT") ? "Comment " : "Index ") + create.table(), more);
      }
    }
    tables.forEach(t -> lateKeys(t).forEach(k -> addForeignKey(t.table(), k)));
  }

  private void columns() {
    steps.all(AddColumn.class).forEach(this::addColumn);
    steps.all(AlterColumn.class).forEach(c -> plan.addAll(PostgreSqlColumnChange.plan(c)));
    steps.all(ChangePrimaryKey.class).forEach(this::addPrimaryKey);
    for (CommentTable change : steps.all(CommentTable.class)) {
      add(
          "Comment table " + change.table(),
          PostgreSqlWriter.commentTable(change.table(), change.to()),
          PostgreSqlWriter.commentTable(change.table(), change.from()));
    }
  }

  private void adds() {
    for (AddIndex change : steps.all(AddIndex.class)) {
      add(
          "Create index " + change.index().name(),
          PostgreSqlWriter.createIndex(change.table(), change.index()),
          dropIndex(change.index()));
    }
    for (AddCheck change : steps.all(AddCheck.class)) {
      add(
          "Add check " + change.check().name(),
          addConstraint(change.table(), PostgreSqlWriter.check(change.check())),
          dropConstraint(change.table(), change.check().name()));
    }
    creates();
    steps.all(AddForeignKey.class).forEach(c -> addForeignKey(c.table(), c.foreignKey()));
  }

  private static String addConstraint(String table, String constraint) {
    return alter(table, "ADD " + constraint);
  }

  private static String dropConstraint(String table, String constraint) {
    return alter(table, "DROP CONSTRAINT " + name(constraint));
  }

  private static String dropIndex(Index index) {
    return "DROP INDEX " + name(index.name());
  }

  private void addForeignKey(String table, ForeignKey key) {
    add(
        "Add foreign key " + key.name(),
        addConstraint(table, PostgreSqlWriter.foreignKey(key)),
        dropConstraint(table, key.name()));
  }

  private void dropForeignKey(String table, ForeignKey key) {
    add(
        "Drop foreign key " + key.name(),
        dropConstraint(table, key.name()),
        addConstraint(table, PostgreSqlWriter.foreignKey(key)));
  }

  private void dropCheck(String table, Check check) {
    add(
        "Drop check " + check.name(),
        dropConstraint(table, check.name()),
        addConstraint(table, PostgreSqlWriter.check(check)));
  }

  private void dropIndex(String table, Index index) {
    add("Drop index " + index.name(), dropIndex(index), PostgreSqlWriter.createIndex(table, index));
  }

  /** Before any column of it goes, which would take the constraint along. */
  private void dropPrimaryKey(ChangePrimaryKey change) {
    String table = steps.formerName(change.table());
    Optional<Table> before = changes.before().table(table);
    if (before.isPresent() && !change.before().isEmpty()) {
      add(
          "Drop primary key of " + table,
          dropConstraint(table, Names.primaryKey(table)),
          addConstraint(table, PostgreSqlWriter.primaryKey(table, before.get().primaryKey())));
    }
  }

  private void addPrimaryKey(ChangePrimaryKey change) {
    if (!change.after().isEmpty()) {
      add(
          "Add primary key of " + change.table(),
          addConstraint(
              change.table(), PostgreSqlWriter.primaryKey(change.table(), change.after())),
          dropConstraint(change.table(), Names.primaryKey(change.table())));
    }
  }

  private void dropTable(DropTable change) {
    plan.add(
        new PlannedStatement(
            "Drop table " + change.table(),
            "DROP TABLE " + name(change.table()),
            PostgreSqlWriter.create(Steps.without(change.definition(), earlyKeys(change))),
            "the rows of " + change.table() + " are lost"));
  }

  private void dropColumn(DropColumn change) {
    Column column = change.column();
    List<String> reverse = new ArrayList<>();
    Table before = changes.before().table(change.table()).orElseThrow();
    String value = null;
    if (Placeholders.isNeeded(column)) {
      DefaultValue placeholder = Placeholders.of(before, column, "gen_random_uuid()");
      reverse.addAll(addFilled(change.table(), column, placeholder));
      value = PostgreSqlValues.of(column.type(), placeholder);
    } else {
      reverse.add(alter(change.table(), "ADD COLUMN " + PostgreSqlWriter.column(column)));
    }
    String note = Placeholders.note(before, column, value);
    if (!column.comment().isEmpty()) {
      reverse.add(PostgreSqlWriter.commentColumn(change.table(), column.name(), column.comment()));
    }
    plan.add(
        new PlannedStatement(
            "Drop column " + change.table() + "." + column.name(),
            dropColumn(change.table(), column),
            reverse,
            note));
  }

  private static String dropColumn(String table, Column column) {
    return alter(table, "DROP COLUMN " + name(column.name()));
  }

  private void addColumn(AddColumn change) {
    Column column = change.column();
    String comment = "Add column " + change.table() + "." + column.name();
    String reverse = dropColumn(change.table(), column);
    Predicate<DefaultValue> evaluatedOnce = value -> !(value instanceof DefaultValue.Expression);
    if (change.backfill() == null || column.identity()) {
      add(comment, alter(change.table(), "ADD COLUMN " + PostgreSqlWriter.column(column)), reverse);
    } else if (evaluatedOnce.test(change.backfill())) {
      List<String> sql = addFilled(change.table(), column, change.backfill());
      add(comment, sql.get(0), reverse);
      add("Set the default of " + change.table() + "." + column.name(), sql.get(1));
    } else {
      addComputed(change, comment, reverse);
    }
    if (!column.comment().isEmpty()) {
      add(
          "Comment column " + change.table() + "." + column.name(),
          PostgreSqlWriter.commentColumn(change.table(), column.name(), column.comment()));
    }
  }

  /**
   * With the value as a default that goes again: PostgreSQL keeps a constant default in the catalog
   * and touches no row, while an UPDATE would write each.
   */
  private static List<String> addFilled(String table, Column column, DefaultValue value) {
    Column filled = new Column(column.name(), column.type(), column.nullable(), false, value, "");
    return List.of(
        alter(table, "ADD COLUMN " + PostgreSqlWriter.column(filled)),
        alter(table, defaultOf(column)));
  }

  private static String defaultOf(Column column) {
    return "ALTER COLUMN "
        + name(column.name())
        + (column.defaultValue() == null
            ? " DROP DEFAULT"
            : " SET DEFAULT " + PostgreSqlValues.of(column.type(), column.defaultValue()));
  }

  /** With an UPDATE, for the expression may use other columns, and a default may not. */
  private void addComputed(AddColumn change, String comment, String reverse) {
    Column column = change.column();
    String place = change.table() + "." + column.name();
    Column empty = new Column(column.name(), column.type(), true, false, null, "");
    add(comment, alter(change.table(), "ADD COLUMN " + PostgreSqlWriter.column(empty)), reverse);
    add(
        "Fill column " + place,
        "UPDATE "
            + name(change.table())
            + " SET "
            + name(column.name())
            + " = "
            + PostgreSqlValues.of(
                column.type(), java.util.Objects.requireNonNull(change.backfill())));
    List<String> actions = new ArrayList<>();
    if (column.defaultValue() != null) {
      actions.add(defaultOf(column));
    }
    if (!column.nullable()) {
      actions.add("ALTER COLUMN " + name(column.name()) + " SET NOT NULL");
    }
    if (!actions.isEmpty()) {
      add("Finish column " + place, alter(change.table(), actions.toArray(String[]::new)));
    }
  }
}
