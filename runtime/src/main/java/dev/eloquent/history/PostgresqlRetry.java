package dev.eloquent.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a statement ended that ran outside of a transaction and stopped, by PostgreSQL's catalogue.
 *
 * <p>What is not recognised here may run again as it is ({@code VACUUM}, {@code REINDEX}), or says
 * itself why not.
 */
final class PostgresqlRetry {
  private static final String GAP = "(?:\\s|--[^\\n]*\\n|/\\*(?:[^*]|\\*(?!/))*\\*/)+";
  private static final String NAME = "(?:[^\\s\".(;]+|\"(?:[^\"]|\"\")*\")";
  private static final String PATH = "(" + NAME + "(?:\\." + NAME + ")*)";
  private static final Pattern CREATE_INDEX =
      pattern(
          "CREATE( UNIQUE)? INDEX CONCURRENTLY( IF NOT EXISTS)? (" + NAME + ") ON( ONLY)? " + PATH);
  private static final Pattern DROP_INDEX = pattern("DROP INDEX CONCURRENTLY( IF EXISTS)? " + PATH);
  private static final Pattern OBJECT =
      pattern("(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)( IF EXISTS)? (" + NAME + ")");

  private final Connection connection;

  PostgresqlRetry(Connection connection) {
    this.connection = connection;
  }

  /** Words with single spaces, between which a statement has any white space and comments. */
  private static Pattern pattern(String words) {
    return Pattern.compile(words.replace(" ", GAP), Pattern.CASE_INSENSITIVE);
  }

  /** See {@link History#settle}. */
  boolean settle(String sql, boolean killed) throws SQLException {
    Matcher created = CREATE_INDEX.matcher(sql);
    if (created.lookingAt()) {
      return settleIndex(folded(created.group(3)), created.group(5), killed);
    }
    Matcher dropped = DROP_INDEX.matcher(sql);
    if (dropped.lookingAt()) {
      return killed && ask("SELECT to_regclass(?)::text", dropped.group(2)) == null;
    }
    Matcher object = OBJECT.matcher(sql);
    if (killed && object.lookingAt()) {
      boolean exists = exists(object.group(2), folded(object.group(4)));
      return exists == object.group(1).equalsIgnoreCase("CREATE");
    }
    return false;
  }

  /**
   * An index of that name and table: a valid one is the finished work, another one is in the way.
   */
  private boolean settleIndex(String name, String table, boolean killed) throws SQLException {
    String index =
        " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
            + " WHERE c.relname = ? AND i.indrelid = to_regclass(?)";
    String valid = ask("SELECT i.indisvalid" + index, name, table);
    if ("f".equals(valid)) {
      String found = ask("SELECT c.oid::regclass::text" + index, name, table);
      try (Statement statement = connection.createStatement()) {
        statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + found);
      }
    }
    return killed && "t".equals(valid);
  }

  private boolean exists(String kind, String name) throws SQLException {
    String query =
        switch (kind.toUpperCase(Locale.ROOT)) {
          case "DATABASE" -> "SELECT 1 FROM pg_database WHERE datname = ?";
          case "TABLESPACE" -> "SELECT 1 FROM pg_tablespace WHERE spcname = ?";
          default -> "SELECT 1 FROM pg_stat_subscription WHERE subname = ?";
        };
    return ask(query, name) != null;
  }

  private @Nullable String ask(String query, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    } catch (SQLException e) {
      throw new HistoryException(query, e);
    }
  }

  /** A name as the catalogue has it. */
  private static String folded(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name.toLowerCase(Locale.ROOT);
  }
}
