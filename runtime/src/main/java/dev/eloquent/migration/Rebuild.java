package dev.eloquent.migration;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.format.RebuildScript.Rebuilt;
import java.util.ArrayList;
import java.util.List;

/**
 * What a script needs because it rebuilds SQLite tables.
 *
 * @param foreignKeysOff whether foreign keys must be off before its transaction begins
 * @param tables those that it rebuilds
 */
record Rebuild(boolean foreignKeysOff, List<Rebuilt> tables) {
  /** A script of another database. */
  static final Rebuild NONE = new Rebuild(false, List.of());

  /** Looks through a script. */
  static Rebuild of(String dialect, Statements<String> statements) {
    if (!dialect.equals("sqlite")) {
      return NONE;
    }
    boolean off = false;
    List<Rebuilt> tables = new ArrayList<>();
    try (Statements.Cursor<String> cursor = statements.from(1)) {
      for (String sql = cursor.next(); sql != null; sql = cursor.next()) {
        off |= RebuildScript.needsForeignKeysOff(sql);
        RebuildScript.read(sql).ifPresent(tables::add);
      }
    }
    return new Rebuild(off, tables);
  }
}
