package dev.eloquent.history;

import dev.eloquent.history.Checkpoint.Named;
import dev.eloquent.history.Checkpoint.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement that no transaction takes and PostgreSQL's catalogue say before it runs.
 *
 * <p>An index counts as there when it is valid.
 */
final class PostgresqlCheckpoints {
  private static final String GAP = "(?:\\s|--[^\\n]*\\n|/\\*(?:[^*]|\\*(?!/))*\\*/)+";
  private static final String NAME = "(?:[^\\s\".(;]+|\"(?:[^\"]|\"\")*\")";
  private static final String PATH = "(" + NAME + "(?:\\." + NAME + ")*)";
  private static final Pattern CREATE_INDEX =
      pattern(
          "CREATE( UNIQUE)? INDEX CONCURRENTLY( IF NOT EXISTS)? (" + NAME + ") ON( ONLY)? " + PATH);
  private static final Pattern DROP_INDEX = pattern("DROP INDEX CONCURRENTLY( IF EXISTS)? " + PATH);
  private static final Pattern OBJECT =
      pattern("(CREATE|DROP) (DATABASE|TABLESPACE|SUBSCRIPTION)( IF EXISTS)? (" + NAME + ")");

  /** What does the same, or nothing, the second time. */
  private static final Pattern REPEAT =
      pattern("(?:VACUUM|REINDEX|ALTER SYSTEM|DISCARD|CLUSTER|SET|RESET|CHECKPOINT)\\b");

  /** An index by its name and its table. */
  private static final String INDEX =
      " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
          + " WHERE c.relname = ? AND i.indrelid = to_regclass(?)";

  private static final String INDEX_ON = "index on ";
  private static final String RELATION = "index";

  private final Connection connection;

  PostgresqlCheckpoints(Connection connection) {
    this.connection = connection;
  }

  /** Words with single spaces, between which a statement has any white space and comments. */
  private static Pattern pattern(String words) {
    return Pattern.compile(words.replace(" ", GAP), Pattern.CASE_INSENSITIVE);
  }

  /** See {@link SqlSession#checkpoint}. */
  Checkpoint before(String sql) throws SQLException {
    Matcher created = CREATE_INDEX.matcher(sql);
    if (created.lookingAt()) {
      return appears(named(INDEX_ON + created.group(5), folded(created.group(3))));
    }
    Matcher dropped = DROP_INDEX.matcher(sql);
    if (dropped.lookingAt()) {
      return disappears(named(RELATION, dropped.group(2)));
    }
    Matcher object = OBJECT.matcher(sql);
    if (object.lookingAt()) {
      Named named = named(object.group(2).toLowerCase(Locale.ROOT), folded(object.group(4)));
      return object.group(1).equalsIgnoreCase("CREATE") ? appears(named) : disappears(named);
    }
    return REPEAT.matcher(sql).lookingAt() ? Checkpoint.REPEAT : Checkpoint.OPAQUE;
  }

  /** What is there already is refused by the statement itself, or IF NOT EXISTS. */
  private static Checkpoint appears(Named object) {
    return object.absent() ? new Checkpoint(Rule.CREATES, List.of(object), "") : Checkpoint.REPEAT;
  }

  private static Checkpoint disappears(Named object) {
    return object.absent() ? Checkpoint.REPEAT : new Checkpoint(Rule.DROPS, List.of(object), "");
  }

  /** The same objects now. */
  List<Named> now(Checkpoint before) throws SQLException {
    List<Named> now = new ArrayList<>();
    for (Named object : before.objects()) {
      now.add(named(object.kind(), object.name()));
    }
    return now;
  }

  private Named named(String kind, String name) throws SQLException {
    boolean there;
    if (kind.startsWith(INDEX_ON)) {
      String valid = "SELECT 1" + INDEX + " AND i.indisvalid";
      there = ask(valid, name, kind.substring(INDEX_ON.length())) != null;
    } else if (kind.equals(RELATION)) {
      there = ask("SELECT to_regclass(?)::text", name) != null;
    } else {
      there = exists(kind, name);
    }
    return new Named(kind, name, there ? Named.PRESENT : Named.ABSENT);
  }

  /** An invalid index of the statement's name and table is in its way. */
  void clean(String sql) throws SQLException {
    Matcher created = CREATE_INDEX.matcher(sql);
    if (!created.lookingAt()) {
      return;
    }
    String left = "SELECT c.oid::regclass::text" + INDEX + " AND NOT i.indisvalid";
    String found = ask(left, folded(created.group(3)), created.group(5));
    if (found != null) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + found);
      }
    }
  }

  private boolean exists(String kind, String name) throws SQLException {
    String query =
        switch (kind) {
          case "database" -> "SELECT 1 FROM pg_database WHERE datname = ?";
          case "tablespace" -> "SELECT 1 FROM pg_tablespace WHERE spcname = ?";
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
