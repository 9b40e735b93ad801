package dev.eloquent.seed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection's statements that were used last, ready for the next row. */
final class StatementCache {
  /** A model seldom has more than one or two shapes of rows. */
  private static final int STATEMENTS = 64;

  /** Prepares a statement. */
  interface Preparation {
    PreparedStatement prepare(String sql) throws SQLException;
  }

  private final Map<String, PreparedStatement> statements =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
          if (size() <= STATEMENTS) {
            return false;
          }
          closeQuietly(eldest.getValue());
          return true;
        }
      };

  private final Connection connection;

  StatementCache(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** The statement of that text. */
  PreparedStatement get(String sql) throws SQLException {
    return get(sql, connection::prepareStatement);
  }

  /** The statement of that text, prepared in a way of its own. */
  PreparedStatement get(String sql, Preparation preparation) throws SQLException {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = preparation.prepare(sql);
      statements.put(sql, known);
    }
    return known;
  }

  void close() {
    statements.values().forEach(StatementCache::closeQuietly);
    statements.clear();
  }

  private static void closeQuietly(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      // What it was for is done, or has failed with a reason of its own.
    }
  }
}
