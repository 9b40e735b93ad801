package dev.eloquent.processor;

import dev.eloquent.processor.converge.Catalogs.Query;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Facts about tables as one line each, such as {@code actor: first_name varchar(45) not null}: read
 * from a file, or from a database's own catalogue in the same words.
 *
 * <p>Names of constraints and indexes are no part of them: the samples repeat some, which
 * PostgreSQL and SQLite don't allow.
 */
final class SampleFacts {
  private static final String REFERENCE =
      " || ': reference (' || %s || ') to ' || %s || ' (' || %s || ') on delete ' || %s"
          + " || ' on update ' || %s";

  private static final List<String> POSTGRESQL =
      List.of(
          """
          SELECT c.relname || ': ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
                 || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
                 || CASE WHEN a.attidentity <> '' THEN ' counted' ELSE '' END
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                AND a.attnum > 0 AND NOT a.attisdropped""",
          """
          SELECT c.relname || ': '
                 || CASE WHEN i.indisprimary THEN 'key' WHEN i.indisunique THEN 'unique'
                    ELSE 'index' END
                 || ' (' || (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
                             FROM unnest(i.indkey) WITH ORDINALITY k (number, place)
                             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number)
                 || ')'
          FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid
          WHERE c.relnamespace = 'public'::regnamespace""",
          "SELECT c.relname"
              + REFERENCE.formatted(
                  columns("n.conkey", "n.conrelid"),
                  "f.relname",
                  columns("n.confkey", "n.confrelid"),
                  action("n.confdeltype"),
                  action("n.confupdtype"))
              + " "
              + """
              FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
               JOIN pg_class f ON f.oid = n.confrelid
               WHERE n.contype = 'f' AND c.relnamespace = 'public'::regnamespace""");

  // An index that InnoDB made for a foreign key has the key's name.
  private static final List<String> MYSQL =
      List.of(
          """
          SELECT CONCAT(table_name, ': ', column_name, ' ', column_type,
                        IF(is_nullable = 'NO', ' not null', ''),
                        IF(extra LIKE '%auto_increment%', ' counted', ''))
          FROM information_schema.columns WHERE table_schema = DATABASE()""",
          """
          SELECT CONCAT(table_name, ': ',
                        IF(index_name = 'PRIMARY', 'key', IF(non_unique = 0, 'unique', 'index')),
                        ' (', GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ', '), ')')
          FROM information_schema.statistics s
          WHERE table_schema = DATABASE() AND index_name NOT IN (
                SELECT constraint_name FROM information_schema.referential_constraints
                WHERE constraint_schema = DATABASE())
          GROUP BY table_name, index_name, non_unique""",
          """
          SELECT CONCAT(k.table_name, ': reference (',
                        GROUP_CONCAT(k.column_name ORDER BY k.ordinal_position SEPARATOR ', '),
                        ') to ', k.referenced_table_name, ' (',
                        GROUP_CONCAT(k.referenced_column_name ORDER BY k.ordinal_position
                                     SEPARATOR ', '),
                        ') on delete ', LOWER(r.delete_rule), ' on update ', LOWER(r.update_rule))
          FROM information_schema.key_column_usage k
          JOIN information_schema.referential_constraints r
               ON r.constraint_schema = k.constraint_schema
               AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
          WHERE k.table_schema = DATABASE()
          GROUP BY k.table_name, k.constraint_name, k.referenced_table_name, r.delete_rule,
                   r.update_rule""");

  private static final List<String> SQLITE =
      List.of(
          """
          SELECT m.name || ': ' || c.name || ' ' || c.type
                 || iif(c."notnull" OR c.pk > 0, ' not null', '')
                 || iif(c.pk > 0 AND m.sql LIKE '%AUTOINCREMENT%', ' counted', '')
          FROM sqlite_master m JOIN pragma_table_info(m.name) c
          WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'""",
          """
          SELECT t || ': key (' || group_concat(name, ', ') || ')'
          FROM (SELECT m.name AS t, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table' AND c.pk > 0 ORDER BY m.name, c.pk)
          GROUP BY t""",
          """
          SELECT t || iif(u, ': unique (', ': index (') || group_concat(name, ', ') || ')'
          FROM (SELECT m.name AS t, i.name AS i, i."unique" AS u, c.name
                FROM sqlite_master m JOIN pragma_index_list(m.name) i
                     JOIN pragma_index_info(i.name) c
                WHERE m.type = 'table' AND i.origin <> 'pk' ORDER BY i.name, c.seqno)
          GROUP BY t, i""",
          "SELECT t"
              + REFERENCE.formatted(
                  "group_concat(a, ', ')",
                  "target",
                  "group_concat(b, ', ')",
                  "lower(on_delete)",
                  "lower(on_update)")
              + " "
              + """
              FROM (SELECT m.name AS t, f.id, f."from" AS a, f."to" AS b, f."table" AS target,
                            f.on_delete, f.on_update
                     FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
                     WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq)
               GROUP BY t, id""");

  /** The catalogue's words for a type; what is not here has the same word in lower case. */
  private static final Map<String, Map<String, String>> TYPES =
      Map.of(
          "postgresql",
          Map.of(
              "character varying",
              "varchar",
              "character",
              "char",
              "numeric",
              "decimal",
              "bytea",
              "blob",
              "timestamp without time zone",
              "timestamp",
              "timestamp with time zone",
              "timestamptz"),
          "mysql",
          Map.of(
              "int(11)",
              "integer",
              "smallint(6)",
              "smallint",
              "bigint(20)",
              "bigint",
              "tinyint(1)",
              "boolean",
              "longtext",
              "text",
              "longblob",
              "blob",
              "timestamp(6)",
              "timestamptz",
              "datetime(6)",
              "timestamp"),
          "sqlite",
          Map.of("numeric", "decimal"));

  private static final Pattern COLUMN =
      Pattern.compile("(\\w+: \\w+) (.*?)((?:\\([0-9, ]+\\))?)((?: not null)?(?: counted)?)");

  private SampleFacts() {}

  private static String columns(String numbers, String table) {
    return "(SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest("
        + numbers
        + ") WITH ORDINALITY k (number, place) JOIN pg_attribute a ON a.attrelid = "
        + table
        + " AND a.attnum = k.number)";
  }

  private static String action(String letter) {
    return "CASE "
        + letter
        + " WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade'"
        + " WHEN 'n' THEN 'set null' ELSE 'set default' END";
  }

  /** The facts of a file: tables at the margin, what they have below, indented. */
  static List<String> parse(String text) {
    List<String> facts = new ArrayList<>();
    String table = "";
    for (String line : text.split("\n")) {
      if (line.startsWith("  ")) {
        facts.add(table + ": " + line.strip());
      } else if (!line.startsWith("#")) {
        table = line;
      }
    }
    facts.sort(null);
    return facts;
  }

  /** What that database can tell of such facts. */
  static List<String> asToldBy(String dialect, List<String> facts) {
    return facts.stream()
        .map(
            fact ->
                switch (dialect) {
                  // One type for both.
                  case "sqlite" -> fact.replace(" timestamptz", " timestamp");
                  // The same to InnoDB.
                  case "mysql" -> fact.replace(" no action", " restrict");
                  default -> fact;
                })
        .sorted()
        .toList();
  }

  /** The facts that the catalogue of the connection's database tells. */
  static List<String> read(String dialect, Query query) throws SQLException {
    List<String> facts = new ArrayList<>();
    for (String sql :
        switch (dialect) {
          case "postgresql" -> POSTGRESQL;
          case "mysql" -> MYSQL;
          default -> SQLITE;
        }) {
      for (String row : query.rows(sql)) {
        facts.add(inOurWords(dialect, row));
      }
    }
    facts.sort(null);
    return facts;
  }

  private static String inOurWords(String dialect, String row) {
    Matcher column = COLUMN.matcher(row);
    if (!column.matches() || row.matches("\\w+: (key|index|unique|reference) \\(.*")) {
      return row;
    }
    Map<String, String> types = TYPES.getOrDefault(dialect, Map.of());
    String type = column.group(2).toLowerCase(Locale.ROOT);
    String size = column.group(3).replace(" ", "");
    String word =
        types.containsKey(type + size)
            ? types.get(type + size)
            : types.getOrDefault(type, type) + size;
    return column.group(1) + " " + word + column.group(4);
  }
}
