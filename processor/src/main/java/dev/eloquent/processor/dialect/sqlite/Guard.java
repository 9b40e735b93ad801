package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.SqliteNames.text;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.format.RebuildScript.Rebuilt;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Table;
import java.util.List;

/**
 * Statements that stop a script before it harms anything: inserts into a temporary table whose
 * checks, named by what is wrong, allow 0 only.
 *
 * <p>With foreign keys enforced, dropping the old table of a rebuild deletes the rows of its {@code
 * ON DELETE CASCADE} children, and enforcement cannot be switched within a transaction
 * (https://www.sqlite.org/pragma.html#pragma_foreign_keys). Whoever runs the script switches it off
 * before: {@link RebuildScript#GUARD} tells which scripts need that.
 */
final class Guard {
  private Guard() {}

  /** Begins with {@link RebuildScript#GUARD}. */
  static String create() {
    return RebuildScript.GUARD
        + """
         (
          foreign_keys INTEGER
            CONSTRAINT "PRAGMA foreign_keys must be OFF before this migration" CHECK (foreign_keys = 0),
          legacy_alter_table INTEGER
            CONSTRAINT "PRAGMA legacy_alter_table must be OFF" CHECK (legacy_alter_table = 0),
          unmanaged INTEGER
            CONSTRAINT "indexes, triggers, views or columns made by hand would be lost" CHECK (unmanaged = 0),
          orphans INTEGER
            CONSTRAINT "FOREIGN KEY: a row references nothing" CHECK (orphans = 0)
        )"""
            .stripTrailing();
  }

  static String drop() {
    return "DROP TABLE temp." + RebuildScript.GUARD_TABLE;
  }

  static String settings() {
    return RebuildScript.GUARD_INSERT
        + "foreign_keys, legacy_alter_table)\n"
        + "  SELECT f.foreign_keys, l.legacy_alter_table\n"
        + "  FROM pragma_foreign_keys AS f, pragma_legacy_alter_table AS l";
  }

  /** Counts what a rebuild of the table, as it is called then, would lose or break. */
  static String unmanaged(Table table) {
    List<String> indexes = table.indexes().stream().map(Index::name).toList();
    return RebuildScript.unmanaged(
        new Rebuilt(table.name(), indexes), table.columns().stream().map(Column::name).toList());
  }

  /** Counts the rows of a table that break a foreign key. */
  static String orphans(String table) {
    return RebuildScript.GUARD_INSERT
        + "orphans)\n  SELECT count(*) FROM pragma_foreign_key_check("
        + text(table)
        + ")";
  }
}
