package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.SqliteNames.id;
import static dev.eloquent.processor.dialect.sqlite.SqliteNames.list;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The definitions of tables and indexes.
 *
 * <p>Foreign keys and enum checks of one column are written with the column, for only then can
 * {@code DROP COLUMN} take them along
 * (https://www.sqlite.org/lang_altertable.html#altertabdropcol).
 */
final class TableSql {
  private TableSql() {}

  /** {@code CREATE TABLE}, under a name that may differ from the table's. */
  static String createTable(Table table, String name) {
    List<String> lines = new ArrayList<>();
    for (Column column : table.columns()) {
      lines.add(column(table, column));
    }
    if (!table.primaryKey().isEmpty() && !hasIdentity(table)) {
      lines.add(
          "CONSTRAINT "
              + id(Names.primaryKey(table.name()))
              + " PRIMARY KEY ("
              + list(table.primaryKey())
              + ")");
    }
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columns().size() > 1) {
        lines.add(
            "CONSTRAINT "
                + id(key.name())
                + " FOREIGN KEY ("
                + list(key.columns())
                + ") "
                + references(key));
      }
    }
    for (Check check : table.checks()) {
      if (check.rule() instanceof CheckRule.Sql) {
        lines.add(check(check));
      }
    }
    return "CREATE TABLE " + id(name) + " (\n  " + String.join(",\n  ", lines) + "\n)";
  }

  /** The column's definition with everything that belongs to it alone. */
  static String column(Table table, Column column) {
    StringBuilder sql = new StringBuilder(id(column.name())).append(' ').append(type(column));
    for (ForeignKey key : table.foreignKeys()) {
      if (key.columns().equals(List.of(column.name()))) {
        sql.append(" CONSTRAINT ").append(id(key.name())).append(' ').append(references(key));
      }
    }
    for (Check check : table.checks()) {
      if (check.rule() instanceof CheckRule.OneOf rule && rule.column().equals(column.name())) {
        sql.append(' ').append(check(check));
      }
    }
    if (column.identity()) {
      sql.append(" CONSTRAINT ").append(id(Names.primaryKey(table.name())));
      sql.append(" PRIMARY KEY AUTOINCREMENT");
    }
    return sql.toString();
  }

  /** Type, nullability and default: what {@code AlterColumn} can change. */
  static String type(Column column) {
    StringBuilder sql = new StringBuilder();
    // Only a column of exactly this type counts up: https://www.sqlite.org/autoinc.html
    sql.append(column.identity() ? "INTEGER" : SqliteTypes.of(column.type()));
    sql.append(column.nullable() ? "" : " NOT NULL");
    if (column.defaultValue() != null) {
      sql.append(" DEFAULT ").append(SqliteValues.sql(column.type(), column.defaultValue()));
    }
    return sql.toString();
  }

  static boolean hasIdentity(Table table) {
    return table.columns().stream().anyMatch(Column::identity);
  }

  static String createIndex(String table, Index index) {
    String columns =
        index.columns().stream()
            .map(c -> id(c.name()) + (c.descending() ? " DESC" : ""))
            .collect(Collectors.joining(", "));
    String where = index.where().isEmpty() ? "" : " WHERE " + index.where();
    return (index.unique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
        + id(index.name())
        + " ON "
        + id(table)
        + " ("
        + columns
        + ")"
        + where;
  }

  private static String check(Check check) {
    String condition;
    if (check.rule() instanceof CheckRule.OneOf rule) {
      condition =
          id(rule.column())
              + " IN ("
              + rule.values().stream().map(SqliteNames::text).collect(Collectors.joining(", "))
              + ")";
    } else {
      condition = ((CheckRule.Sql) check.rule()).expression();
    }
    return "CONSTRAINT " + id(check.name()) + " CHECK " + SqliteNames.parenthesized(condition);
  }

  private static String references(ForeignKey key) {
    return "REFERENCES "
        + id(key.referencedTable())
        + " ("
        + list(key.referencedColumns())
        + ")"
        + action(" ON DELETE ", key.onDelete())
        + action(" ON UPDATE ", key.onUpdate());
  }

  private static String action(String event, ReferentialAction action) {
    return action == ReferentialAction.NO_ACTION ? "" : event + action.name().replace('_', ' ');
  }
}
