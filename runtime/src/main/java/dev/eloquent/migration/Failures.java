package dev.eloquent.migration;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.format.RebuildScript.Rebuilt;
import dev.eloquent.history.CopyStatement;
import dev.eloquent.history.HandMadeException;
import dev.eloquent.history.HistoryException;
import dev.eloquent.history.LockLostException;
import dev.eloquent.history.Secrets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns what drivers throw into problems that say what to do, without secrets. */
final class Failures {
  /** What SQLite says of what stands in the way of {@code ALTER TABLE}. */
  private static final Pattern HAND_MADE = Pattern.compile("error in (index|trigger|view) ");

  private static final Set<Integer> MYSQL_RIGHTS =
      Set.of(1044, 1142, 1143, 1227, 1290, 1370, 1419, 1792, 1836);
  private static final int LONGEST_SQL = 10_000;
  private static final int MYSQL_UNKNOWN_COLUMN = 1054;

  /**
   * Duplicate, child without parent, check (MySQL, MariaDB): some come with a state of their own.
   */
  private static final Set<Integer> MYSQL_CONSTRAINT = Set.of(1062, 1452, 3819, 4025);

  private static final int SQLITE_READONLY = 8;
  private static final int SQLITE_CANTOPEN = 14;
  private static final int SQLITE_CONSTRAINT = 19;

  private Failures() {}

  /** The driver's message without secrets, never null. */
  static String message(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : Secrets.hide(message);
  }

  /** The cause to keep: none if it would show a secret. */
  static @Nullable Throwable cause(Throwable e) {
    return Secrets.shown(e) ? null : e;
  }

  /** No connection could be opened. */
  static MigrationException connection(SQLException e) {
    if (isRights(e)) {
      return rights(e, "opening the database", null);
    }
    return new MigrationException(
        MigrationProblem.CONNECTION,
        "The database cannot be reached: "
            + message(e).replaceFirst("\\.$", "")
            + ". Check that it runs, and its address, user and password.",
        cause(e));
  }

  /** A statement of this library's own failed, or the lock for it was lost. */
  static MigrationException own(SQLException e, String table, Limits limits) {
    if (e instanceof LockLostException lost) {
      return new MigrationException(MigrationProblem.LOCK_LOST, message(lost), cause(lost));
    }
    Limit limit = Limit.of(e, limits);
    if (limit != null) {
      String sql = e instanceof HistoryException own ? " The statement was: " + own.sql() : "";
      return new MigrationException(
          limit.problem(),
          "The history cannot be written: " + message(e) + "." + limit.hint(limits, 0) + sql,
          cause(e));
    }
    return database(e, table);
  }

  /** A statement of a migration was stopped by a limit. */
  static MigrationException limited(
      Limit limit, String what, String hint, int version, int k, String sql, SQLException e) {
    return new MigrationException(
        limit.problem(),
        what + ": " + message(e) + "." + hint + " " + shortened(withoutRows(sql)),
        version,
        k,
        sql,
        cause(e));
  }

  /** A statement of this library's own failed. */
  static MigrationException database(SQLException e, String table) {
    String sql = e instanceof HistoryException own ? own.sql() : null;
    if (isRights(e)) {
      return rights(e, "the history", sql);
    }
    if (isUnknownColumn(e)) {
      return new MigrationException(
          MigrationProblem.HISTORY_TABLE,
          "The history table "
              + table
              + " or its journal has not the columns that it must: "
              + message(e)
              + ". Name another table with --history-table, or restore this one; the statement was: "
              + sql,
          cause(e));
    }
    if (isConnection(e)) {
      return connection(e);
    }
    String where = sql == null ? "" : " in: " + sql;
    return new MigrationException(
        MigrationProblem.DATABASE, "The database failed: " + message(e) + where, cause(e));
  }

  /** What was made by hand stands in the way of a rebuild. */
  static MigrationException handMade(String what, int version, HandMadeException e) {
    return new MigrationException(
        MigrationProblem.HAND_MADE,
        what
            + " rebuilds a table, and an object that was made by hand cannot be kept: "
            + message(e)
            + ". Nothing was changed. Drop the object, run again, and make anew what should take its"
            + " place.",
        version,
        0,
        null,
        cause(e));
  }

  /** A statement of a migration failed. */
  static MigrationException statement(
      MigrationProblem problem, String what, int version, int k, String sql, SQLException e) {
    String hint = hint(problem, sql, e);
    return new MigrationException(
        problem,
        what + ": " + message(e) + "." + hint + " " + shortened(withoutRows(sql)),
        version,
        k,
        sql,
        cause(e));
  }

  /** Without the rows of a {@code COPY … FROM stdin}, of which the database names the bad one. */
  private static String withoutRows(String sql) {
    CopyStatement copy = CopyStatement.of(sql);
    return copy == null ? sql : copy.head() + "; …";
  }

  /** What user's code threw: the class, its line, and the messages of it and of its causes. */
  static String inClass(Throwable e, String className) {
    StringBuilder text = new StringBuilder(className);
    StackTraceElement place = null;
    StringBuilder messages = new StringBuilder();
    for (Throwable t = e; t != null; t = t.getCause()) {
      for (StackTraceElement frame : t.getStackTrace()) {
        boolean own =
            frame.getClassName().equals(className)
                || frame.getClassName().startsWith(className + "$");
        place = place == null && own ? frame : place;
      }
      if (messages.indexOf(message(t)) < 0) {
        messages.append(messages.isEmpty() ? "" : ": ");
        messages.append(t.getClass().getSimpleName());
        messages.append(t.getMessage() == null ? "" : ": " + message(t));
      }
    }
    if (place != null) {
      text.append(" (").append(place.getFileName()).append(':').append(place.getLineNumber());
      text.append(')');
    }
    return text.append(": ").append(messages).append('.').toString();
  }

  /** A row of reference data says enough of an INSERT with a thousand. */
  private static String shortened(String sql) {
    return sql.length() > LONGEST_SQL ? sql.substring(0, LONGEST_SQL) + " …" : sql;
  }

  private static String hint(MigrationProblem problem, String sql, SQLException e) {
    if (isRights(e)) {
      return " " + grant(sql);
    }
    if (HAND_MADE.matcher(message(e)).find()) {
      return " It was made by hand: drop it, run again, and make anew what should take its place.";
    }
    Optional<Rebuilt> rebuilt = RebuildScript.read(sql);
    if (rebuilt.isPresent()) {
      return " A column was added to "
          + rebuilt.get().name()
          + " by hand, and the rebuild would lose it: declare it in the model, or drop it.";
    }
    if (problem == MigrationProblem.UNDO_STATEMENT && isConstraint(e)) {
      return " Rows hold what this rule refuses, perhaps because lost values cannot be brought back:"
          + " see the notes in the undo file. Correct or delete these rows, then roll back again.";
    }
    return "";
  }

  private static boolean isConstraint(SQLException e) {
    return state(e).startsWith("23")
        || MYSQL_CONSTRAINT.contains(e.getErrorCode())
        || (isSqlite(e) && (e.getErrorCode() & 0xff) == SQLITE_CONSTRAINT);
  }

  private static MigrationException rights(SQLException e, String what, @Nullable String sql) {
    String statement = sql == null ? "" : " The statement was: " + sql;
    return new MigrationException(
        MigrationProblem.NO_RIGHTS,
        "The database does not allow "
            + what
            + " to be written or read: "
            + message(e)
            + ". "
            + grant(sql == null ? "" : sql)
            + statement,
        cause(e));
  }

  /** What an administrator has to allow. */
  private static String grant(String sql) {
    String verb = sql.strip().split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
    String right =
        switch (verb) {
          case "CREATE" -> "CREATE on the schema";
          case "ALTER", "DROP" -> "ownership of the object (PostgreSQL), or ALTER and DROP (MySQL)";
          case "INSERT", "WITH" -> "SELECT and INSERT on the history table and the journal";
          case "SELECT" -> "SELECT on the table";
          case "UPDATE", "DELETE" -> verb + " on the table";
          default -> "what the statement needs";
        };
    return "Grant this user " + right + ", and check that the database is not read-only.";
  }

  static boolean isRights(SQLException e) {
    String state = state(e);
    String message = message(e);
    return state.equals("42501")
        || state.equals("25006")
        || (MYSQL_RIGHTS.contains(e.getErrorCode()) && !isSqlite(e))
        || (isSqlite(e) && (e.getErrorCode() & 0xff) == SQLITE_READONLY)
        || message.contains("SQLITE_READONLY")
        // MySQL's driver asks for the session's mode and refuses by itself.
        || message.contains("Connection is read-only");
  }

  /**
   * Whether the connection was lost, so that nobody knows how its last statement ended: not even a
   * driver that connects again by itself may record that it failed.
   */
  static boolean isLost(SQLException e) {
    return state(e).startsWith("08") || state(e).equals("57P01");
  }

  private static boolean isUnknownColumn(SQLException e) {
    return state(e).equals("42703")
        || e.getErrorCode() == MYSQL_UNKNOWN_COLUMN
        || message(e).contains("no such column")
        || message(e).contains("has no column named");
  }

  private static boolean isConnection(SQLException e) {
    String state = state(e);
    return state.startsWith("08")
        || state.startsWith("28")
        || state.equals("3D000")
        || state.equals("3F000")
        || state.equals("57P01")
        || (isSqlite(e) && (e.getErrorCode() & 0xff) == SQLITE_CANTOPEN);
  }

  private static boolean isSqlite(SQLException e) {
    return message(e).contains("SQLITE_");
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
