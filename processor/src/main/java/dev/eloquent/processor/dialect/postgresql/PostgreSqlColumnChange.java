package dev.eloquent.processor.dialect.postgresql;

import static dev.eloquent.processor.dialect.postgresql.PostgreSqlWriter.name;

import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Turns one column into another. */
final class PostgreSqlColumnChange {
  private final String table;
  private final Column before;
  private final Column after;

  private PostgreSqlColumnChange(String table, Column before, Column after) {
    this.table = table;
    this.before = before;
    this.after = after;
  }

  /** Whether the column's stored type changes. */
  static boolean retypes(Column before, Column after) {
    return !PostgreSqlTypes.of(before.type()).equals(PostgreSqlTypes.of(after.type()));
  }

  static List<PlannedStatement> plan(AlterColumn change) {
    PostgreSqlColumnChange there =
        new PostgreSqlColumnChange(change.table(), change.before(), change.after());
    PostgreSqlColumnChange back =
        new PostgreSqlColumnChange(change.table(), change.after(), change.before());
    List<PlannedStatement> statements = new ArrayList<>();
    if (there.before.identity() && !there.after.identity()) {
      statements.add(there.dropIdentity());
    }
    if (change.backfill() == null || !change.before().nullable() || change.after().nullable()) {
      there.statement(there.all(), back.all(), there.note()).ifPresent(statements::add);
    } else {
      // The type first, for the value is one of the new type; NOT NULL when no row holds NULL.
      there.statement(there.shape(), back.shape(), there.note()).ifPresent(statements::add);
      statements.add(there.backfill(change.backfill()));
      there.statement(there.nullability(), back.nullability(), "").ifPresent(statements::add);
    }
    if (there.after.identity() && !there.before.identity()) {
      statements.addAll(there.addIdentity());
    }
    if (!there.before.comment().equals(there.after.comment())) {
      statements.add(there.comment());
    }
    return statements;
  }

  private Optional<PlannedStatement> statement(List<String> there, List<String> back, String note) {
    if (there.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PlannedStatement(
            "Change column " + table + "." + after.name(), sql(there), List.of(sql(back)), note));
  }

  private String sql(List<String> actions) {
    return PostgreSqlWriter.alter(table, actions.toArray(String[]::new));
  }

  private List<String> all() {
    List<String> actions = new ArrayList<>(shape());
    actions.addAll(nullability());
    return actions;
  }

  private List<String> nullability() {
    return before.nullable() == after.nullable()
        ? List.of()
        : List.of(column() + (after.nullable() ? " DROP NOT NULL" : " SET NOT NULL"));
  }

  /** Type and default. */
  private List<String> shape() {
    List<String> actions = new ArrayList<>();
    boolean retyped = retypes(before, after);
    boolean newDefault = retyped || !Objects.equals(before.defaultValue(), after.defaultValue());
    // A default of the old type may have no meaning in the new one.
    if (before.defaultValue() != null && (retyped || after.defaultValue() == null)) {
      actions.add(column() + " DROP DEFAULT");
    }
    if (retyped) {
      actions.add(
          column()
              + " TYPE "
              + PostgreSqlTypes.of(after.type())
              + PostgreSqlConversions.using(after.name(), before.type(), after.type()));
    }
    if (after.defaultValue() != null && newDefault) {
      actions.add(
          column() + " SET DEFAULT " + PostgreSqlValues.of(after.type(), after.defaultValue()));
    }
    return actions;
  }

  private String column() {
    return "ALTER COLUMN " + name(after.name());
  }

  private PlannedStatement backfill(DefaultValue value) {
    return new PlannedStatement(
        "Fill column " + table + "." + after.name() + " where it is NULL",
        "UPDATE "
            + name(table)
            + " SET "
            + name(after.name())
            + " = "
            + PostgreSqlValues.of(after.type(), value)
            + " WHERE "
            + name(after.name())
            + " IS NULL",
        List.of(),
        "rows that held NULL in " + table + "." + after.name() + " keep the value they were given");
  }

  private List<PlannedStatement> addIdentity() {
    String place = table + "." + after.name();
    return List.of(
        PlannedStatement.of("Count " + place + " up", sql(identity(true)), sql(identity(false))),
        PlannedStatement.of("Count " + place + " on from its rows", setval()));
  }

  private PlannedStatement dropIdentity() {
    return PlannedStatement.of(
        "Count " + table + "." + after.name() + " up no more",
        sql(identity(false)),
        sql(identity(true)),
        setval());
  }

  private List<String> identity(boolean add) {
    return List.of(column() + (add ? " ADD GENERATED BY DEFAULT AS IDENTITY" : " DROP IDENTITY"));
  }

  /** Counting goes on behind the rows that are there. */
  private String setval() {
    return "SELECT setval(pg_get_serial_sequence("
        + PostgreSqlValues.string(name(table))
        + ", "
        + PostgreSqlValues.string(after.name())
        + "), (SELECT COALESCE(MAX("
        + name(after.name())
        + "), 0) + 1 FROM "
        + name(table)
        + "), false)";
  }

  private PlannedStatement comment() {
    return PlannedStatement.of(
        "Comment column " + table + "." + after.name(),
        PostgreSqlWriter.commentColumn(table, after.name(), after.comment()),
        PostgreSqlWriter.commentColumn(table, after.name(), before.comment()));
  }

  private String note() {
    if (retypes(before, after)) {
      return "values of "
          + table
          + "."
          + after.name()
          + " come back as converted to "
          + after.type().text();
    }
    return before.nullable() || !after.nullable()
        ? ""
        : "stops while a row holds NULL in " + table + "." + after.name();
  }
}
