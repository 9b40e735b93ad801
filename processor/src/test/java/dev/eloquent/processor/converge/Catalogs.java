package dev.eloquent.processor.converge;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What each database's own catalogue says about a schema, as far as the models decide it. */
public final class Catalogs {
  /** PostgreSQL: positions and NOT NULL constraints' names (new in 18) don't count. */
  public static final List<String> POSTGRESQL =
      List.of(
          """
          SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                 a.attidentity, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum),
                 pg_get_serial_sequence(quote_ident(c.relname), a.attname),
                 (SELECT format_type(s.seqtypid, NULL) FROM pg_sequence s WHERE s.seqrelid =
                  pg_get_serial_sequence(quote_ident(c.relname), a.attname)::regclass)
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
               LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                AND a.attnum > 0 AND NOT a.attisdropped
          ORDER BY 1, 2""",
          """
          SELECT c.relname, n.conname, pg_get_constraintdef(n.oid), n.convalidated
          FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
          WHERE c.relnamespace = 'public'::regnamespace AND n.contype <> 'n' ORDER BY 1, 2""",
          "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
          """
          SELECT relname, obj_description(oid) FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1""");

  /** MySQL and MariaDB. */
  public static final List<String> MYSQL =
      List.of(
          """
          SELECT table_name, column_name, column_type, is_nullable, column_default, extra,
                 collation_name, column_comment
          FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2""",
          """
          SELECT table_name, constraint_name, constraint_type
          FROM information_schema.table_constraints WHERE table_schema = DATABASE()
          ORDER BY 1, 2, 3""",
          """
          SELECT table_name, constraint_name, check_clause
          FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()
          ORDER BY 1, 2""",
          """
          SELECT table_name, constraint_name, ordinal_position, column_name,
                 referenced_table_name, referenced_column_name
          FROM information_schema.key_column_usage WHERE table_schema = DATABASE()
          ORDER BY 1, 2, 3""",
          """
          SELECT table_name, constraint_name, update_rule, delete_rule
          FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE()
          ORDER BY 1, 2""",
          """
          SELECT table_name, index_name, seq_in_index, non_unique, column_name, collation
          FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 3""",
          """
          SELECT table_name, engine, table_collation, table_comment
          FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1""");

  private Catalogs() {}

  /** Runs a query; each row is its values with bars between. */
  @FunctionalInterface
  public interface Query {
    List<String> rows(String sql) throws SQLException;
  }

  /** All facts about the tables of the current schema. */
  public static List<String> facts(String dialect, Query query) throws SQLException {
    if (dialect.equals("sqlite")) {
      return sqlite(query);
    }
    List<String> facts = new ArrayList<>();
    for (String sql : dialect.equals("mysql") ? MYSQL : POSTGRESQL) {
      for (String row : query.rows(sql)) {
        facts.add(row);
      }
    }
    return facts;
  }

  /**
   * What the database says about its tables, without the order of columns and constraints' names.
   */
  private static List<String> sqlite(Query query) throws SQLException {
    List<String> facts = new ArrayList<>();
    for (String table :
        query.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
      String t = "'" + table.replace("'", "''") + "'";
      add(
          query,
          facts,
          table,
          "SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info(" + t + ")");
      add(
          query,
          facts,
          table + " references",
          "SELECT \"table\", group_concat(\"from\" || '>' || \"to\"), on_update, on_delete"
              + " FROM pragma_foreign_key_list("
              + t
              + ") GROUP BY id");
      for (String index : query.rows("SELECT name FROM pragma_index_list(" + t + ")")) {
        String i = "'" + index.replace("'", "''") + "'";
        String name = index.startsWith("sqlite_autoindex") ? "key" : index;
        add(
            query,
            facts,
            table + " index " + name,
            "SELECT seqno, name, \"desc\", key FROM pragma_index_xinfo(" + i + ")");
        // A rename quotes what it writes anew.
        add(
            query,
            facts,
            table + " index " + name,
            "SELECT replace(sql, '\"', '') FROM sqlite_master WHERE name = " + i);
      }
      String sql = query.rows("SELECT sql FROM sqlite_master WHERE name = " + t).get(0);
      Pattern.compile("CHECK \\(([^()]|\\([^()]*\\))*\\)")
          .matcher(sql)
          .results()
          .forEach(m -> facts.add(table + " " + m.group().replace("\"", "")));
      facts.add(table + " counts: " + sql.toLowerCase(Locale.ROOT).contains("autoincrement"));
    }
    facts.sort(null);
    return facts;
  }

  private static void add(Query query, List<String> facts, String prefix, String sql)
      throws SQLException {
    query.rows(sql).forEach(row -> facts.add(prefix + ": " + row));
  }
}
