package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.mysql.MySqlWriter.name;

import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;

/** Actions on columns; {@code MODIFY} always says the whole definition. */
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
    return retypes(before, after)
        || before.nullable() != after.nullable()
        || before.identity() != after.identity();
  }

  static boolean retypes(Column before, Column after) {
    return !MySqlTypes.of(before.type()).equals(MySqlTypes.of(after.type()));
  }

  /** What the reverse of the change cannot bring back, or may stop at; empty for nothing. */
  static String note(String table, Column before, Column after) {
    if (retypes(before, after)) {
      return "values of "
          + place(table, after)
          + " come back as converted to "
          + after.type().text();
    }
    return !before.nullable() && after.nullable()
        ? "stops while a row holds NULL in " + place(table, after)
        : "";
  }

  static Column renamed(Column c, String name) {
    return new Column(name, c.type(), c.nullable(), c.identity(), c.defaultValue(), c.comment());
  }

  /** The column while it counts for no key. */
  static Column uncounted(Column c) {
    return new Column(c.name(), c.type(), c.nullable(), false, c.defaultValue(), c.comment());
  }

  /** The column while rows may have no value in it. */
  static Column open(Column c) {
    return new Column(c.name(), c.type(), true, false, null, c.comment());
  }

  /**
   * With the value as a default that is taken away again: the server fills the rows as it adds the
   * column, so none is written twice, and none is ever seen without its value.
   */
  static Column filled(Column c, DefaultValue value) {
    return new Column(c.name(), c.type(), c.nullable(), false, value, c.comment());
  }

  /** Gives rows the value; the column is there. */
  static String fill(String table, Column column, DefaultValue value) {
    return "UPDATE "
        + name(table)
        + " SET "
        + name(column.name())
        + " = "
        + MySqlValues.of(column.type(), value);
  }
}
