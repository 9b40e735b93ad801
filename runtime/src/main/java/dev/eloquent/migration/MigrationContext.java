package dev.eloquent.migration;

import java.sql.Connection;
import org.slf4j.Logger;

/** What a Java migration works with. */
public interface MigrationContext {
  /**
   * The connection, in the version's transaction. What would end that transaction or leave its
   * schema is refused; savepoints are allowed.
   */
  Connection connection();

  /** The dialect's id: {@code postgresql}, {@code mysql} (MariaDB, too) or {@code sqlite}. */
  String dialect();

  /** A logger named after the class. */
  Logger logger();

  /**
   * Says how far the work is, for whoever watches.
   *
   * @param done so many, of rows or whatever is counted
   * @param total of so many; 0 if that is not known
   */
  void progress(long done, long total);

  /**
   * A context on a connection whose transaction is the caller's, as a test of a migration needs it.
   */
  static MigrationContext of(Connection connection, String dialect, Logger logger) {
    return new JavaContext(connection, dialect, logger, (done, total) -> {});
  }
}
