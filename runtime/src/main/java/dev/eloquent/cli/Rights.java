package dev.eloquent.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the user of a connection may do. */
final class Rights {
  /** As many as show what is wrong. */
  private static final int MOST = 5;

  /** The rights of MySQL and MariaDB to change what a schema is made of. */
  private static final List<String> MYSQL_SCHEMA =
      List.of(
          "CREATE",
          "ALTER",
          "DROP",
          "INDEX",
          "CREATE VIEW",
          "TRIGGER",
          "CREATE ROUTINE",
          "ALTER ROUTINE",
          "EVENT");

  private Rights() {}

  /** The rights to change the schema: {@code CREATE} and the like; empty for none. */
  static List<String> onSchema(Kind kind, Connection connection) throws SQLException {
    return switch (kind) {
      // https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-ACCESS
      case PG ->
          ask(
              connection,
              "SELECT 'CREATE' WHERE has_schema_privilege(current_schema(), 'CREATE')"
                  + " UNION ALL SELECT 'ALTER ' || quote_ident(c.relname) FROM pg_class c"
                  + " WHERE c.relnamespace = current_schema()::regnamespace"
                  + " AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE') LIMIT "
                  + MOST);
      case MYSQL -> mysqlSchema(MysqlGrants.ofUser(connection));
      default -> List.of();
    };
  }

  private static List<String> mysqlSchema(MysqlGrants grants) {
    List<String> found = new ArrayList<>();
    for (String right : MYSQL_SCHEMA) {
      if (grants.may(right)) {
        found.add(right);
      } else {
        grants.objects(right).forEach(object -> found.add(right + " " + Text.oneLine(object)));
      }
    }
    return found.size() <= MOST ? found : found.subList(0, MOST);
  }

  /**
   * What a user could do to rows that are there.
   *
   * @param open what nothing keeps the user from
   * @param unseen what the user has the right to, and cannot see whether a trigger refuses it
   */
  record OnRows(List<String> open, List<String> unseen) {}

  /** What could change or delete rows of a table. */
  static OnRows onRows(Kind kind, Connection connection, String table) throws SQLException {
    return switch (kind) {
      case PG ->
          open(
              connection,
              // An owner can give the rights to itself again.
              "SELECT p FROM pg_class c, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) p WHERE"
                  + " c.oid = (quote_ident(current_schema()) || '.' || quote_ident(?))::regclass"
                  + " AND (has_table_privilege(c.oid, p) OR pg_has_role(c.relowner, 'MEMBER'))",
              table);
      case MYSQL -> mysqlRows(connection, table);
      case SQLITE ->
          open(
              connection,
              "SELECT e FROM (SELECT 'UPDATE' e UNION ALL SELECT 'DELETE') WHERE NOT EXISTS (SELECT 1"
                  + " FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE AND"
                  + " upper(sql) LIKE '%BEFORE ' || e || '%RAISE%')",
              table);
      case MONGO -> new OnRows(List.of(), List.of());
    };
  }

  private static OnRows open(Connection connection, String sql, String table) throws SQLException {
    return new OnRows(ask(connection, sql, table), List.of());
  }

  /** A trigger is only shown to who may make one, and can only be relied on if it refuses. */
  private static OnRows mysqlRows(Connection connection, String table) throws SQLException {
    MysqlGrants grants = MysqlGrants.ofUser(connection);
    List<String> open = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    boolean shown = MysqlGrants.ofSession(connection).may("TRIGGER", table);
    List<String> refused =
        ask(
            connection,
            "SELECT event_manipulation FROM information_schema.triggers WHERE event_object_schema"
                + " = DATABASE() AND event_object_table = ? AND action_timing = 'BEFORE' AND"
                + " action_statement LIKE '%SIGNAL%'",
            table);
    for (String right : List.of("UPDATE", "DELETE")) {
      if (grants.may(right, table) && !refused.contains(right)) {
        (shown ? open : unseen).add(right);
      }
    }
    if (grants.may("DROP", table)) {
      open.add("TRUNCATE");
    }
    return new OnRows(open, unseen);
  }

  private static List<String> ask(Connection connection, String sql, String... values)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          found.add(result.getString(1));
        }
      }
    }
    return found;
  }
}
