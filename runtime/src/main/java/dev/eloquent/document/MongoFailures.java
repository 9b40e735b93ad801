package dev.eloquent.document;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import dev.eloquent.history.HistoryException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;

/** What the driver throws, as what the migrator understands: state codes of SQL's. */
final class MongoFailures {
  private static final int DUPLICATE_KEY = 11000;

  private MongoFailures() {}

  /** Work with the driver. */
  interface Call<T> {
    T run();
  }

  /** Runs work of this library's own; a failure names it. */
  static <T> T own(String what, Call<T> call) throws SQLException {
    try {
      return call.run();
    } catch (MongoException e) {
      throw new HistoryException(what, of(e));
    }
  }

  static boolean isDuplicate(MongoException e) {
    return e.getCode() == DUPLICATE_KEY
        || (e instanceof MongoBulkWriteException bulk
            && bulk.getWriteErrors().stream().anyMatch(w -> w.getCode() == DUPLICATE_KEY));
  }

  /** The failure with its state. */
  static SQLException of(MongoException e) {
    if (e instanceof MongoExecutionTimeoutException) {
      return new SQLTimeoutException(message(e), "57014", e);
    }
    return new SQLException(message(e), state(e), e);
  }

  /**
   * Whether the connection or the server was lost, also while another thread had it, and there may
   * be another one.
   */
  static boolean isLost(MongoException e) {
    return e instanceof MongoSocketException
        || e instanceof MongoConnectionPoolClearedException
        || e instanceof MongoNotPrimaryException
        || e instanceof MongoNodeIsRecoveringException;
  }

  private static String state(MongoException e) {
    if (isLost(e) || e instanceof MongoTimeoutException || e instanceof MongoInterruptedException) {
      return "08006";
    }
    return e instanceof MongoSecurityException ? "28000" : state(e.getCode());
  }

  /** The state of a server's error code. */
  static String state(int code) {
    return switch (code) {
      case 13 -> "42501";
      case 18 -> "28000";
      case 24, 46, 112 -> "55P03";
      case 121 -> "23514";
      case DUPLICATE_KEY -> "23505";
      default -> "HY000";
    };
  }

  /** The server's own words: the driver's message repeats the whole answer. */
  private static String message(MongoException e) {
    if (e instanceof MongoCommandException command) {
      return command.getErrorMessage()
          + " ("
          + (command.getErrorCodeName().isEmpty() ? "error" : command.getErrorCodeName())
          + (", code " + command.getErrorCode() + ")");
    }
    if (e instanceof MongoWriteException write) {
      return write.getError().getMessage();
    }
    if (e instanceof MongoServerException || e.getMessage() == null) {
      return e.getClass().getSimpleName() + ", code " + e.getCode() + ": " + e.getMessage();
    }
    return e.getMessage();
  }
}
