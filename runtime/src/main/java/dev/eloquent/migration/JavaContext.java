package dev.eloquent.migration;

import java.sql.Connection;
import org.slf4j.Logger;

/** The context of one run of one direction. */
final class JavaContext implements MigrationContext {
  private final Connection connection;
  private final String dialect;
  private final Logger logger;
  private final Progress progress;

  /** Told how far the work is. */
  interface Progress {
    void at(long done, long total);
  }

  JavaContext(Connection connection, String dialect, Logger logger, Progress progress) {
    this.connection = GuardedConnection.of(connection);
    this.dialect = dialect;
    this.logger = logger;
    this.progress = progress;
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public String dialect() {
    return dialect;
  }

  @Override
  public Logger logger() {
    return logger;
  }

  @Override
  public void progress(long done, long total) {
    progress.at(done, total);
  }
}
