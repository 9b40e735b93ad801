package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.mysql.MySqlWriter.alter;
import static dev.eloquent.processor.dialect.mysql.MySqlWriter.name;

import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Adds columns and turns one into another; {@code MODIFY} always says the whole definition. */
final class MySqlColumnChange {
  private MySqlColumnChange() {}

  static String place(String table, Column column) {
    return table + "." + column.name();
  }

  static String add(Column column) {
    return "ADD COLUMN " + MySqlWriter.column(column);
  }

  static String modify(Column column) {
    return "MODIFY COLUMN " + MySqlWriter.column(column);
  }

  static String drop(Column column) {
    return "DROP COLUMN " + name(column.name());
  }

  /** Whether the server looks at the foreign keys of a column for this change. */
  static boolean touchesKeys(Column before, Column after) {
    return !MySqlTypes.of(before.type()).equals(MySqlTypes.of(after.type()))
        || before.nullable() != after.nullable()
        || before.identity() != after.identity();
  }

  static List<PlannedStatement> plan(AlterColumn change) {
    Column before = change.before();
    Column after = change.after();
    List<PlannedStatement> plan = new ArrayList<>();
    if (change.backfill() == null || !before.nullable() || after.nullable()) {
      change(plan, change.table(), before, after);
      return plan;
    }
    // The type first, for the value is one of the new type; NOT NULL when no row holds NULL.
    Column open = new Column(after.name(), after.type(), true, false, null, after.comment());
    boolean retyped = !MySqlTypes.of(before.type()).equals(MySqlTypes.of(after.type()));
    Column from = retyped ? open : before;
    if (retyped) {
      change(plan, change.table(), before, open);
    }
    plan.add(
        new PlannedStatement(
            "Fill column " + place(change.table(), after) + " where it is NULL",
            fill(change.table(), after, change.backfill())
                + " WHERE "
                + name(after.name())
                + " IS NULL",
            List.of(),
            "rows that held NULL in "
                + place(change.table(), after)
                + " keep the value they were given"));
    change(plan, change.table(), from, after);
    return plan;
  }

  private static void change(
      List<PlannedStatement> plan, String table, Column before, Column after) {
    String there = modify(after);
    String back = modify(before);
    if (there.equals(back)) {
      return;
    }
    String note = "";
    if (!MySqlTypes.of(before.type()).equals(MySqlTypes.of(after.type()))) {
      note =
          "values of " + place(table, after) + " come back as converted to " + after.type().text();
    } else if (!before.nullable() && after.nullable()) {
      note = "stops while a row holds NULL in " + place(table, after);
    }
    plan.add(
        new PlannedStatement(
            "Change column " + place(table, after),
            alter(table, there),
            List.of(alter(table, back)),
            note));
  }

  private static String fill(String table, Column column, DefaultValue value) {
    return "UPDATE "
        + name(table)
        + " SET "
        + name(column.name())
        + " = "
        + MySqlValues.of(column.type(), value);
  }

  static List<PlannedStatement> plan(AddColumn change) {
    Column column = change.column();
    String comment = "Add column " + place(change.table(), column);
    String reverse = alter(change.table(), drop(column));
    if (change.backfill() == null) {
      return List.of(PlannedStatement.of(comment, alter(change.table(), add(column)), reverse));
    } else if (change.backfill() instanceof DefaultValue.Expression) {
      return computed(change, comment, reverse);
    }
    List<String> sql = addFilled(change.table(), column, change.backfill());
    return List.of(
        PlannedStatement.of(comment, sql.get(0), reverse),
        PlannedStatement.of("Set the default of " + place(change.table(), column), sql.get(1)));
  }

  /**
   * With the value as a default that is taken away again: the server fills the rows as it adds the
   * column, so none is written twice, and none is ever seen without its value.
   */
  static List<String> addFilled(String table, Column column, DefaultValue value) {
    Column filled =
        new Column(column.name(), column.type(), column.nullable(), false, value, column.comment());
    return List.of(alter(table, add(filled)), alter(table, modify(column)));
  }

  /** With an UPDATE, for the expression may use other columns. */
  private static List<PlannedStatement> computed(AddColumn change, String comment, String reverse) {
    Column column = change.column();
    Column open = new Column(column.name(), column.type(), true, false, null, column.comment());
    List<PlannedStatement> plan = new ArrayList<>();
    plan.add(PlannedStatement.of(comment, alter(change.table(), add(open)), reverse));
    plan.add(
        PlannedStatement.of(
            "Fill column " + place(change.table(), column),
            fill(change.table(), column, Objects.requireNonNull(change.backfill()))));
    if (!modify(open).equals(modify(column))) {
      plan.add(
          PlannedStatement.of(
              "Finish column " + place(change.table(), column),
              alter(change.table(), modify(column))));
    }
    return plan;
  }
}
