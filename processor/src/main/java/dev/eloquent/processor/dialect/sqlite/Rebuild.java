package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.SqliteNames.id;
import static dev.eloquent.processor.dialect.sqlite.SqliteNames.text;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statements that replace a table by one of another definition with the same rows, as
 * https://www.sqlite.org/lang_altertable.html#otheralter prescribes: in this order the foreign keys
 * of other tables, which name the table, stay as they are.
 */
final class Rebuild {
  private final TableWork work;
  private final boolean reverse;
  private final Table table;
  private final String newName;
  private final String subject;

  /**
   * Creates one for a table that already has its new name and its columns theirs.
   *
   * @param reverse whether columns without a value get a placeholder
   */
  Rebuild(TableWork work, boolean reverse) {
    this.work = work;
    this.reverse = reverse;
    this.table = work.after();
    this.newName = RebuildScript.NEW_TABLE + table.name();
    this.subject = "table " + (reverse ? work.before() : work.after()).name();
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    add(steps, "rebuild table " + table.name(), TableSql.createTable(table, newName));
    copy().ifPresent(sql -> add(steps, "copy the rows of " + table.name(), sql));
    if (TableSql.hasIdentity(work.before()) && TableSql.hasIdentity(table)) {
      counter(steps);
    }
    steps.add(
        new Step(
            subject, "drop the old " + table.name(), "DROP TABLE " + id(table.name()), lost()));
    add(
        steps,
        "put the new " + table.name() + " in its place",
        "ALTER TABLE " + id(newName) + " RENAME TO " + id(table.name()));
    for (Index index : table.indexes()) {
      add(steps, "create index " + index.name(), TableSql.createIndex(table.name(), index));
    }
    return steps;
  }

  private void add(List<Step> steps, String comment, String sql) {
    steps.add(new Step(subject, comment, sql, ""));
  }

  private String lost() {
    return work.dropped().stream()
        .map(c -> SqliteValues.lost(work.before(), c))
        .collect(Collectors.joining("; "));
  }

  private Optional<String> copy() {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Column column : table.columns()) {
      Optional<Column> origin = work.origin(column);
      Optional<String> value =
          origin.isPresent() ? Optional.of(kept(origin.get(), column)) : filled(column);
      value.ifPresent(
          v -> {
            columns.add(column.name());
            values.add(v);
          });
    }
    return columns.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "INSERT INTO "
                + id(newName)
                + " ("
                + SqliteNames.list(columns)
                + ")\n  SELECT "
                + String.join(", ", values)
                + "\n  FROM "
                + id(table.name()));
  }

  /** What a kept column holds; NULL becomes the backfill or default if it must not be NULL. */
  private String kept(Column origin, Column column) {
    String value = SqliteConversions.convert(origin.type(), column.type(), id(column.name()));
    AlterColumn change = work.alteration(column.name());
    DefaultValue instead =
        change != null && change.backfill() != null ? change.backfill() : column.defaultValue();
    return origin.nullable() && !column.nullable() && instead != null
        ? "coalesce(" + value + ", " + SqliteValues.sql(column.type(), instead) + ")"
        : value;
  }

  /** What a new column gets; empty for its default. */
  private Optional<String> filled(Column column) {
    Optional<DefaultValue> backfill =
        work.added().stream()
            .filter(a -> a.column().name().equals(column.name()))
            .flatMap(a -> Optional.ofNullable(a.backfill()).stream())
            .findFirst();
    if (backfill.isPresent()) {
      return Optional.of(SqliteValues.sql(column.type(), backfill.get()));
    }
    return reverse
        ? Optional.ofNullable(SqliteValues.placeholder(table, column))
        : Optional.empty();
  }

  /** Takes the counter over, so that the number of a deleted row is never given again. */
  private void counter(List<Step> steps) {
    add(
        steps,
        "forget the counter of the copy",
        "DELETE FROM sqlite_sequence WHERE name = " + text(newName));
    add(
        steps,
        "take over the counter of " + table.name(),
        "INSERT INTO sqlite_sequence (name, seq)\n  SELECT "
            + text(newName)
            + ", seq FROM sqlite_sequence WHERE name = "
            + text(table.name()));
  }
}
