package dev.eloquent.cli;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.history.CopyStatement;
import dev.eloquent.migration.PretendedVersion;
import dev.eloquent.migration.Statements;
import java.util.function.Consumer;

/**
 * Writes what would run as a script that {@code psql}, {@code mysql} and {@code sqlite3} take, and
 * Flyway; what is no SQL stands in comments.
 */
final class SqlScript {
  private final String dialect;
  private final Consumer<String> out;

  /**
   * @param out takes the text in pieces, each without a line feed at its end
   */
  SqlScript(String dialect, Consumer<String> out) {
    this.dialect = dialect;
    this.out = out;
  }

  /** What to know before running it by hand. */
  void begin(String database, boolean undo, boolean whole) {
    out.accept("-- " + database);
    out.accept(
        "-- What migrate "
            + (undo ? "rollback" : "run")
            + " would send, in this order, without what it writes into its history. It does not"
            + " know of what is run by hand.");
    if (whole) {
      out.accept("-- All versions are one transaction.");
    }
  }

  /** There is nothing to do. */
  void nothing() {
    out.accept("-- nothing to do");
  }

  /** Writes a version. */
  void version(PretendedVersion version) {
    if (version.java()) {
      out.accept(
          "-- V"
              + version.version()
              + ": Java class "
              + version.script()
              + (version.undo() ? " (undo)" : ""));
      out.accept("-- It is no SQL, and no part of this script.");
      return;
    }
    out.accept("-- " + version.script() + (version.undo() ? " (undo)" : "") + transaction(version));
    if (version.first() > 1) {
      out.accept("-- From statement " + version.first() + " on: those before it have run.");
    }
    if (needsForeignKeysOff(version.statements())) {
      out.accept("-- It rebuilds tables. Behind it, switch foreign keys on again.");
      statement("PRAGMA foreign_keys = OFF");
    }
    int[] number = {version.first() - 1};
    version
        .statements()
        .forEach(
            sql -> {
              number[0]++;
              if (version.transactions().outside().contains(number[0])) {
                out.accept("-- The next statement runs in no transaction.");
              }
              statement(sql);
            });
  }

  private String transaction(PretendedVersion version) {
    if (dialect.equals("mysql") || dialect.equals("mongodb")) {
      // Each DDL statement commits; commands are no transactions.
      return "";
    }
    return version.transactions().one() ? ", one transaction" : ", a transaction each statement";
  }

  private boolean needsForeignKeysOff(Statements<String> statements) {
    boolean[] off = {false};
    if (dialect.equals("sqlite")) {
      statements.forEach(sql -> off[0] |= RebuildScript.needsForeignKeysOff(sql));
    }
    return off[0];
  }

  /** Writes a statement so that the database's own program finds its end. */
  void statement(String sql) {
    if (dialect.equals("mongodb")) {
      out.accept(sql);
    } else if (dialect.equals("mysql") && sql.substring(0, sql.length() - 1).contains(";")) {
      String delimiter = "//";
      while (sql.contains(delimiter)) {
        delimiter += "/";
      }
      out.accept("DELIMITER " + delimiter + "\n" + sql + "\n" + delimiter + "\nDELIMITER ;");
    } else if (sql.endsWith(";") || (isPostgresql() && CopyStatement.of(sql) != null)) {
      out.accept(sql);
    } else {
      out.accept(sql + (endsInComment(sql) ? "\n;" : ";"));
    }
  }

  private boolean isPostgresql() {
    return dialect.equals("postgresql");
  }

  /** Whether its last line may be a comment, which would swallow a semicolon. */
  private boolean endsInComment(String sql) {
    String last = sql.substring(sql.lastIndexOf('\n') + 1);
    return last.contains("--") || (dialect.equals("mysql") && last.contains("#"));
  }
}
