package dev.eloquent.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user of MySQL or MariaDB was granted, by itself, by roles and on single tables. The
 * catalogue's tables of privileges leave out what comes by a role, so it is {@code SHOW GRANTS}
 * that is read. Not in it, and so not seen, is what users without a name were granted.
 */
final class MysqlGrants {
  private static final Pattern NAME = Pattern.compile("`((?:[^`]|``)*)`");

  /** A line of which each name is only a back-quote, {@code GRANT UPDATE (`, `) ON `.` TO `@`}. */
  private static final Pattern SHAPE =
      Pattern.compile("(GRANT|REVOKE) ([^*]+?) ON (?:[A-Z]+ )*([`*])\\.([`*]) (?:TO|FROM) (.*)");

  private final String database;
  private final List<Grant> grants;

  /**
   * Reads lines of {@code SHOW GRANTS}.
   *
   * @param database the one that is asked about
   */
  MysqlGrants(String database, Set<String> lines) {
    this.database = database;
    this.grants = lines.stream().map(MysqlGrants::read).flatMap(List::stream).toList();
  }

  /**
   * One line.
   *
   * @param taken whether it takes away again what was granted on all databases
   * @param database a pattern, or with a table a name; null for all
   * @param object a table or routine; null for all
   * @param grantee the user, one of its roles, or everybody
   */
  private record Grant(
      boolean taken,
      Set<String> rights,
      @Nullable String database,
      @Nullable String object,
      String grantee) {}

  /** Those that hold in the session. */
  static MysqlGrants ofSession(Connection connection) throws SQLException {
    return new MysqlGrants(ask(connection, "SELECT DATABASE()").get(0), shown(connection));
  }

  /** Those of the user, who can take any role that it was granted. */
  static MysqlGrants ofUser(Connection connection) throws SQLException {
    Set<String> lines = new LinkedHashSet<>(shown(connection));
    String version = ask(connection, "SELECT VERSION()").get(0);
    if (version.contains("MariaDB")) {
      String before = ask(connection, "SELECT COALESCE(CURRENT_ROLE(), '')").get(0);
      String roles =
          "SELECT role_name FROM information_schema.applicable_roles WHERE grantee = CURRENT_USER()";
      for (String role : ask(connection, roles)) {
        execute(connection, "SET ROLE " + quoted(role));
        lines.addAll(shown(connection));
      }
      execute(connection, "SET ROLE " + (before.isEmpty() ? "NONE" : quoted(before)));
    } else if (!version.startsWith("5.")) {
      execute(connection, "SET ROLE ALL");
      lines.addAll(shown(connection));
      execute(connection, "SET ROLE DEFAULT");
    }
    return new MysqlGrants(ask(connection, "SELECT DATABASE()").get(0), lines);
  }

  /** The session's way to quote decides how the names are written. */
  private static Set<String> shown(Connection connection) throws SQLException {
    execute(connection, "SET SESSION sql_mode = '', sql_quote_show_create = 1");
    return new LinkedHashSet<>(ask(connection, "SHOW GRANTS"));
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> ask(Connection connection, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(String.valueOf(rows.getString(1)));
      }
    }
    return found;
  }

  /** None if the line grants a role, or the leave to act for another user. */
  private static List<Grant> read(String line) {
    List<String> names =
        NAME.matcher(line).results().map(name -> name.group(1).replace("``", "`")).toList();
    Matcher shape = SHAPE.matcher(NAME.matcher(line).replaceAll("`"));
    if (!shape.lookingAt()) {
      return List.of();
    }
    int next = (int) shape.group(2).chars().filter(c -> c == '`').count();
    String database = shape.group(3).equals("*") ? null : names.get(next++);
    String object = shape.group(4).equals("*") ? null : names.get(next++);
    String grantee =
        next < names.size()
            ? String.join("@", names.subList(next, names.size()))
            : shape.group(5).split(" ", 2)[0];
    String rights = shape.group(2).replaceAll(" ?\\([^)]*\\)", "");
    return List.of(
        new Grant(
            shape.group(1).equals("REVOKE"),
            new HashSet<>(Arrays.asList(rights.split(", ?"))),
            database,
            object,
            grantee));
  }

  /** Whether it is granted for that table, or for some of its columns. */
  boolean may(String right, String table) {
    return may(right) || objects(right).contains(table);
  }

  /** Whether it is granted for all tables of the database. */
  boolean may(String right) {
    return grants.stream()
        .map(Grant::grantee)
        .distinct()
        .anyMatch(grantee -> onAll(right, grantee) || onDatabase(right, grantee));
  }

  /** The tables and routines of the database for which it is granted singly. */
  List<String> objects(String right) {
    return grants.stream()
        .filter(grant -> grant.object() != null && database.equals(grant.database()))
        .filter(grant -> has(grant, right))
        .map(grant -> String.valueOf(grant.object()))
        .distinct()
        .sorted()
        .toList();
  }

  private boolean onAll(String right, String grantee) {
    return of(grantee).anyMatch(grant -> grant.database() == null && has(grant, right))
        && of(grantee)
            .noneMatch(
                grant -> grant.taken() && database.equals(grant.database()) && has(grant, right));
  }

  /** Of several patterns that match, only the one counts that is the most exact. */
  private boolean onDatabase(String right, String grantee) {
    return of(grantee)
        .filter(grant -> !grant.taken() && grant.object() == null && matches(grant.database()))
        .max(Comparator.comparingInt(grant -> exactness(String.valueOf(grant.database()))))
        .filter(grant -> has(grant, right))
        .isPresent();
  }

  private Stream<Grant> of(String grantee) {
    return grants.stream().filter(grant -> grant.grantee().equals(grantee));
  }

  private static boolean has(Grant grant, String right) {
    return grant.rights().contains(right) || grant.rights().contains("ALL PRIVILEGES");
  }

  private boolean matches(@Nullable String pattern) {
    if (pattern == null) {
      return false;
    }
    String regex =
        Pattern.compile("\\\\.|.", Pattern.DOTALL)
            .matcher(pattern)
            .results()
            .map(MatchResult::group)
            .map(
                part ->
                    switch (part) {
                      case "%" -> ".*";
                      case "_" -> ".";
                      default -> Pattern.quote(part.substring(part.length() - 1));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.DOTALL).matcher(database).matches();
  }

  /** How much stands before the first wildcard. */
  private static int exactness(String pattern) {
    Matcher wildcard = Pattern.compile("(?<!\\\\)[%_]").matcher(pattern);
    return wildcard.find() ? wildcard.start() : Integer.MAX_VALUE;
  }
}
