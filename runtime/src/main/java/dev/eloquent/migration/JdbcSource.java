package dev.eloquent.migration;

import dev.eloquent.history.History;
import dev.eloquent.history.HistorySource;
import dev.eloquent.history.JournalEvent.Author;
import dev.eloquent.history.SqlHistory;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Histories in tables, on connections of a data source. */
record JdbcSource(DataSource dataSource) implements HistorySource {
  @Override
  public History open(String table, Author author) throws SQLException {
    Connection connection;
    try {
      connection = dataSource.getConnection();
    } catch (SQLException e) {
      throw Failures.connection(e);
    }
    try {
      History history = SqlHistory.of(dataSource, connection, table, author);
      if (history == null) {
        throw new MigrationException(
            MigrationProblem.UNKNOWN_DATABASE,
            "The database calls itself "
                + connection.getMetaData().getDatabaseProductName()
                + "; PostgreSQL, MySQL, MariaDB and SQLite are known.",
            null);
      }
      return history;
    } catch (SQLException | RuntimeException e) {
      closeAfter(connection, e);
      throw e;
    }
  }

  private static void closeAfter(Connection connection, Exception failure) {
    try {
      connection.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }
}
