package dev.eloquent.cli;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the user of a connection may do. */
final class Rights {
  /**
   * The user of the session as its grants name it, {@code 'name'@'host'}; a name may hold an at.
   */
  private static final String GRANTEE =
      "CONCAT('''', LEFT(CURRENT_USER(), CHAR_LENGTH(CURRENT_USER())"
          + " - LOCATE('@', REVERSE(CURRENT_USER()))), '''@''',"
          + " SUBSTRING_INDEX(CURRENT_USER(), '@', -1), '''')";

  /** The patterns of grants: {@code shop\_test}, {@code %}. */
  private static final String HERE = "DATABASE() LIKE table_schema";

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
                  + " AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE') LIMIT 5");
      // https://mariadb.com/kb/en/information-schema-schema_privileges-table/
      case MYSQL ->
          ask(
              connection,
              "SELECT DISTINCT privilege_type FROM (SELECT grantee, privilege_type FROM"
                  + " information_schema.user_privileges UNION ALL SELECT grantee, privilege_type"
                  + " FROM information_schema.schema_privileges WHERE "
                  + HERE
                  + ") p WHERE grantee = "
                  + GRANTEE
                  + " AND privilege_type IN ('CREATE', 'ALTER', 'DROP') ORDER BY 1");
      default -> List.of();
    };
  }

  /**
   * What could change or delete rows of a table, and nothing keeps from it; empty if something
   * does.
   */
  static List<String> onRows(Kind kind, Connection connection, String table) throws SQLException {
    return switch (kind) {
      case PG ->
          ask(
              connection,
              "SELECT p FROM unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) p WHERE"
                  + " has_table_privilege(quote_ident(current_schema()) || '.' || quote_ident(?), p)",
              table);
      case MYSQL ->
          ask(
              connection,
              "SELECT e FROM (SELECT 'UPDATE' e UNION ALL SELECT 'DELETE') w WHERE e NOT IN (SELECT"
                  + " event_manipulation FROM information_schema.triggers WHERE"
                  + " event_object_schema = DATABASE() AND event_object_table = ?"
                  + " AND action_timing = 'BEFORE') ORDER BY 1 DESC",
              table);
      case SQLITE ->
          ask(
              connection,
              "SELECT e FROM (SELECT 'UPDATE' e UNION ALL SELECT 'DELETE') WHERE NOT EXISTS (SELECT 1"
                  + " FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE AND"
                  + " upper(sql) LIKE '%BEFORE ' || e || '%')",
              table);
      case MONGO -> List.of();
    };
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
