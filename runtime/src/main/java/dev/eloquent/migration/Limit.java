package dev.eloquent.migration;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What stopped a statement that has no fault of its own. */
enum Limit {
  /** It took too long. */
  STATEMENT(MigrationProblem.STATEMENT_TIMEOUT),
  /** It waited too long for a lock. */
  LOCK(MigrationProblem.LOCK_WAIT),
  /** It and another one waited for each other. */
  DEADLOCK(MigrationProblem.LOCK_WAIT);

  private static final int MARIADB_STATEMENT = 1969;
  private static final int MYSQL_LOCK = 1205;
  private static final int MYSQL_DEADLOCK = 1213;
  private static final int SQLITE_BUSY = 5;

  private final MigrationProblem problem;

  Limit(MigrationProblem problem) {
    this.problem = problem;
  }

  MigrationProblem problem() {
    return problem;
  }

  /** The limit that a failure came from; null for another failure. */
  static @Nullable Limit of(SQLException e, Limits limits) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    boolean sqlite = Failures.message(e).contains("SQLITE_");
    int code = e.getErrorCode();
    // PostgreSQL has one state for a timeout and for a statement that somebody cancelled.
    boolean cancelled = state.equals("57014") && limits.statement() != null;
    if (e instanceof SQLTimeoutException || cancelled || code == MARIADB_STATEMENT) {
      return STATEMENT;
    }
    if (state.equals("40P01") || code == MYSQL_DEADLOCK) {
      return DEADLOCK;
    }
    boolean busy = sqlite && (code & 0xff) == SQLITE_BUSY;
    return state.equals("55P03") || code == MYSQL_LOCK || busy ? LOCK : null;
  }

  /** Why, and what to do. */
  String hint(Limits limits, int retries) {
    String again = retries == 0 ? "" : " It was tried again " + times(retries) + ".";
    return switch (this) {
      case STATEMENT ->
          " It took longer than "
              + (limits.statement() == null
                  ? "the database allows"
                  : "--statement-timeout " + text(limits.statement()) + " allows")
              + ". Allow more, or do the work in smaller parts.";
      case LOCK ->
          again
              + " Another connection kept a lock that it needs for longer than "
              + (limits.lock() == null
                  ? "the database waits"
                  : "--lock-timeout " + text(limits.lock()))
              + ". Look for long transactions and end them, or wait longer with --lock-timeout.";
      case DEADLOCK ->
          again
              + " It and another connection waited for each other's locks, and the database ended"
              + " this one. Run again when the other one is done.";
    };
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
