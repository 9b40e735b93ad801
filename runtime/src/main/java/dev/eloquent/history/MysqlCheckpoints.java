package dev.eloquent.history;

import dev.eloquent.format.Checksums;
import dev.eloquent.history.Checkpoint.Named;
import dev.eloquent.history.Checkpoint.Rule;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement's beginning and the catalogue of MySQL and MariaDB say before it runs.
 *
 * <p>Each DDL statement on one object happens as a whole or not at all, also when the server
 * crashes: <a href="https://dev.mysql.com/doc/refman/8.4/en/atomic-ddl.html">MySQL 8</a>, <a
 * href="https://mariadb.com/kb/en/atomic-ddl/">MariaDB 10.6</a>. There {@code DROP TABLE a, b} is
 * one of each, and {@code CREATE OR REPLACE TABLE} a drop before it.
 */
final class MysqlCheckpoints {
  /** Comments, except those that the server runs. */
  private static final String COMMENT = "--(?=\\s|$)[^\\n]*+|#[^\\n]*+|(?>/\\*(?!M?!).*?\\*/)";

  private static final Pattern QUOTED_OR_COMMENT =
      Pattern.compile(
          "'(?:[^'\\\\]++|\\\\.|'')*+'|\"(?:[^\"\\\\]++|\\\\.|\"\")*+\"|`[^`]*+`|" + COMMENT,
          Pattern.DOTALL);

  private static final String NAME = "(?:(?:`[^`]+`)+|\"[^\"]+\"|[\\p{L}\\p{N}_$]+)";
  private static final String PATH = "(" + NAME + "(?:\\s*\\.\\s*" + NAME + ")?)";
  private static final String DEFINER =
      "(?:DEFINER\\s*=\\s*[^\\s@]+(?:\\s*@\\s*[^\\s]+)? )?(?:SQL SECURITY \\w+ )?";
  private static final String VIEW = "(?:ALGORITHM\\s*=\\s*\\w+ )?" + DEFINER + "VIEW";
  private static final String KINDS =
      "(TABLE|VIEW|TRIGGER|PROCEDURE|FUNCTION|EVENT|SEQUENCE|DATABASE|SCHEMA)";

  /** In a transaction; {@code SELECT} too, because a function that it calls may write. */
  private static final Pattern ROWS =
      Pattern.compile(
          "(?:\\s++|" + COMMENT + ")*+(?:INSERT|UPDATE|DELETE|REPLACE|WITH|SELECT|VALUES|DO)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** What changes nothing, or the same the second time, or has gone with its session. */
  private static final Pattern REPEAT =
      pattern(
          "(?:SET(?! STATEMENT\\b)|USE|SHOW|ANALYZE|OPTIMIZE|CHECK|FLUSH|LOCK TABLES?|UNLOCK|COMMIT"
              + "|ROLLBACK|SAVEPOINT|RELEASE|DESCRIBE|EXPLAIN|PREPARE|DEALLOCATE|START TRANSACTION"
              + "|(?:CREATE(?: OR REPLACE)?|DROP) TEMPORARY"
              + ("|DROP " + KINDS + " IF EXISTS")
              + "|ALTER (?:PROCEDURE|FUNCTION|DATABASE|SCHEMA)"
              + ("|(?:ALTER|CREATE OR REPLACE) " + VIEW)
              + ("|CREATE OR REPLACE " + DEFINER + "(?:AGGREGATE )?")
              + "(?:TRIGGER|PROCEDURE|FUNCTION|EVENT|(?:\\w+ )?INDEX))\\b.*");

  private static final Pattern CREATE =
      pattern(
          "CREATE (OR REPLACE )?(?:ALGORITHM\\s*=\\s*\\w+ )?"
              + (DEFINER + "(?:AGGREGATE )?" + KINDS + " (?:IF NOT EXISTS )?" + PATH)
              + "(?![\\p{L}\\p{N}_$]).*");

  private static final Pattern DROP =
      pattern("DROP " + KINDS + " (" + PATH + "(?:\\s*,\\s*" + PATH + ")*)(?: \\w+)?\\s*");

  private static final Pattern ALTER =
      pattern("ALTER (?:ONLINE )?(?:IGNORE )?TABLE (?:IF EXISTS )?" + PATH + " .*");

  /** {@code ALTER TABLE a …, RENAME TO b}. */
  private static final Pattern NEW_NAME =
      pattern(
          ".*?\\bRENAME (?!(?:COLUMN|INDEX|KEY|CONSTRAINT)\\b)(?:(?:TO|AS) |=\\s*)?" + PATH + ".*");

  private static final Pattern INDEX =
      pattern(
          "(?:CREATE (?:(?:UNIQUE|FULLTEXT|SPATIAL) )?INDEX (?:IF NOT EXISTS )?"
              + (NAME + " (?:USING \\w+ )?|DROP INDEX (?:IF EXISTS )?" + NAME + " )ON " + PATH)
              + "(?![\\p{L}\\p{N}_$]).*");

  private static final Pattern RENAME =
      pattern(
          "RENAME TABLES? ("
              + PATH
              + " TO "
              + PATH
              + "(?:\\s*,\\s*"
              + PATH
              + " TO "
              + PATH
              + ")*)");

  /** What definitions do not show, or what ends by itself. */
  private static final Pattern HIDDEN =
      Pattern.compile(
          "\\b(?:EXCHANGE|TRUNCATE)\\s+PARTITION\\b|\\b(?:DISCARD|IMPORT)\\b[^,]*\\bTABLESPACE\\b"
              + "|\\bSONAME\\b|\\bON\\s+SCHEDULE\\s+AT\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ONE_PATH = Pattern.compile(PATH);
  private static final Pattern AUTO_INCREMENT = Pattern.compile(" AUTO_INCREMENT=[0-9]+");

  /** No such table, database, trigger, routine or event; another kind of object has the name. */
  private static final Set<Integer> MISSING = Set.of(1146, 1049, 1360, 1305, 1539, 1347, 4089);

  private final Connection connection;

  MysqlCheckpoints(Connection connection) {
    this.connection = connection;
  }

  /** Words with single spaces, for any white space. */
  private static Pattern pattern(String words) {
    return Pattern.compile(words.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  }

  /** See {@link SqlSession#checkpoint}. */
  Checkpoint before(String sql) throws SQLException {
    if (ROWS.matcher(sql).lookingAt()) {
      return Checkpoint.ROWS;
    }
    if (HIDDEN.matcher(withoutTextsAndComments(sql, true)).find()) {
      return Checkpoint.OPAQUE;
    }
    String plain = withoutTextsAndComments(sql, false).strip();
    if (REPEAT.matcher(plain).matches()) {
      return Checkpoint.REPEAT;
    }
    Checkpoint found = created(plain);
    found = found == null ? dropped(plain) : found;
    found = found == null ? altered(plain, sql) : found;
    found = found == null ? renamed(plain) : found;
    return found == null ? Checkpoint.OPAQUE : found;
  }

  /**
   * The statement with comments as spaces and texts empty.
   *
   * @param doubleQuoted whether what stands in double quotes is a text, too
   */
  private static String withoutTextsAndComments(String sql, boolean doubleQuoted) {
    return QUOTED_OR_COMMENT
        .matcher(sql)
        .replaceAll(
            found -> {
              char first = found.group().charAt(0);
              if (first == '\'') {
                return "''";
              }
              if (first == '"' && doubleQuoted) {
                return "x";
              }
              boolean name = first == '"' || first == '`';
              return name ? Matcher.quoteReplacement(found.group()) : " ";
            });
  }

  private @Nullable Checkpoint created(String plain) throws SQLException {
    Matcher m = CREATE.matcher(plain);
    if (!m.matches()) {
      return null;
    }
    Named object = presence(m.group(2), m.group(3));
    if (object == null) {
      return Checkpoint.OPAQUE;
    }
    if (object.absent()) {
      return new Checkpoint(Rule.CREATES, List.of(object), "");
    }
    // Refused because it exists, or IF NOT EXISTS; a table or sequence is replaced by an empty one.
    return m.group(1) == null ? Checkpoint.REPEAT : Checkpoint.OPAQUE;
  }

  private @Nullable Checkpoint dropped(String plain) throws SQLException {
    Matcher m = DROP.matcher(plain);
    if (!m.matches()) {
      return null;
    }
    List<Named> present = new ArrayList<>();
    Matcher path = ONE_PATH.matcher(m.group(2));
    while (path.find()) {
      Named object = presence(m.group(1), path.group());
      if (object == null) {
        return Checkpoint.OPAQUE;
      }
      if (!object.absent()) {
        present.add(object);
      }
    }
    return present.isEmpty() ? Checkpoint.REPEAT : new Checkpoint(Rule.DROPS, present, "");
  }

  private @Nullable Checkpoint altered(String plain, String sql) throws SQLException {
    Matcher table = ALTER.matcher(plain);
    if (!table.matches()) {
      table = INDEX.matcher(plain);
      return table.matches() ? definition(table.group(1)) : null;
    }
    Matcher renamed = NEW_NAME.matcher(plain);
    boolean renames = renamed.matches();
    if (renames != NEW_NAME.matcher(withoutTextsAndComments(sql, true)).matches()) {
      // Double quotes hold names or texts, as the SQL mode says.
      return Checkpoint.OPAQUE;
    }
    return renames
        ? renames(List.of(table.group(1), renamed.group(1)))
        : definition(table.group(1));
  }

  private @Nullable Checkpoint renamed(String plain) throws SQLException {
    Matcher m = RENAME.matcher(plain);
    if (!m.matches()) {
      return null;
    }
    List<String> names = new ArrayList<>();
    for (String pair : m.group(1).split("\\s*,\\s*", -1)) {
      names.addAll(List.of(pair.split("(?i)\\s+TO\\s+", -1)));
    }
    return renames(names);
  }

  /** Tables that change places leave the same names behind. */
  private Checkpoint renames(List<String> names) throws SQLException {
    Set<String> distinct = new HashSet<>();
    List<Named> objects = new ArrayList<>();
    for (String name : names) {
      Named object = presence("TABLE", name);
      boolean expected = object != null && object.absent() == (objects.size() % 2 == 1);
      if (object == null || !expected || !distinct.add(name.toLowerCase(Locale.ROOT))) {
        return Checkpoint.OPAQUE;
      }
      objects.add(object);
    }
    return new Checkpoint(Rule.RENAMES, objects, "");
  }

  private Checkpoint definition(String name) throws SQLException {
    Named table = named("TABLE", name, true);
    if (table == null) {
      return Checkpoint.OPAQUE;
    }
    return table.absent()
        ? Checkpoint.REPEAT
        : new Checkpoint(Rule.ALTERS, List.of(table), environment());
  }

  /** The same objects now; null if they cannot be seen. */
  @Nullable List<Named> now(Checkpoint before) throws SQLException {
    List<Named> now = new ArrayList<>();
    for (Named object : before.objects()) {
      Named found = named(object.kind(), object.name(), before.rule() == Rule.ALTERS);
      if (found == null) {
        return null;
      }
      now.add(found);
    }
    return now;
  }

  private @Nullable Named presence(String kind, String name) throws SQLException {
    return named(kind, name, false);
  }

  /** Null if the user may not see it. */
  private @Nullable Named named(String kind, String name, boolean definition) throws SQLException {
    String lower = kind.toLowerCase(Locale.ROOT);
    String sql = "SHOW CREATE " + kind + " " + name;
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        return null;
      }
      String state = Named.PRESENT;
      if (definition) {
        String text = AUTO_INCREMENT.matcher(result.getString(2)).replaceFirst("");
        state = Checksums.sha256(text);
      }
      return new Named(lower, name, state);
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("08")) {
        throw new HistoryException(sql, e);
      }
      return MISSING.contains(e.getErrorCode()) ? new Named(lower, name, Named.ABSENT) : null;
    }
  }

  /** What the text of a definition depends on, and the names in it. */
  String environment() throws SQLException {
    String sql =
        "SELECT CONCAT_WS('|', @@version, @@sql_mode, @@sql_quote_show_create, DATABASE())";
    return Checksums.sha256(String.valueOf(OwnSql.first(connection, sql)));
  }

  /** Tables of the current database whose engine cannot take changes of rows back. */
  List<String> withoutTransactions() throws SQLException {
    String sql =
        "SELECT t.table_name FROM information_schema.tables t LEFT JOIN information_schema.engines e"
            + " ON e.engine = t.engine WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE"
            + " TABLE' AND COALESCE(e.transactions, '') <> 'YES' ORDER BY 1";
    return OwnSql.strings(connection, sql);
  }
}
