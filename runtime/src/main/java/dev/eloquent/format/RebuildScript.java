package dev.eloquent.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What in a SQLite script tells that it rebuilds tables, and which: written by the compiler, read
 * by the runtime, in sealed files of any age.
 *
 * <p>Such a script begins with statements that stop it before it harms anything: inserts into a
 * temporary table whose checks, named by what is wrong, allow 0 only.
 */
public final class RebuildScript {
  /** The temporary table. */
  public static final String GUARD_TABLE = "eloquent_rebuild_guard";

  /**
   * The beginning of the first statement of such a script. It must run with {@code PRAGMA
   * foreign_keys = OFF}, switched before its transaction begins; with it on, it stops before it
   * changes anything.
   */
  public static final String GUARD = "CREATE TEMPORARY TABLE " + GUARD_TABLE;

  /** Prefix of the table that takes a rebuilt one's place. */
  public static final String NEW_TABLE = "eloquent_new_";

  /** Prefix of a column that only the rebuild drops, while its name is another one's. */
  public static final String DROPPED_COLUMN = "eloquent_dropped_";

  /** The beginning of the statements that count what must be 0; the column's name follows. */
  public static final String GUARD_INSERT = "INSERT INTO temp." + GUARD_TABLE + " (";

  /** What the guard reads, and so the sign that foreign keys must be off before it begins. */
  private static final String FOREIGN_KEYS = "pragma_foreign_keys";

  private static final String UNMANAGED = GUARD_INSERT + "unmanaged) SELECT\n";
  private static final String TABLE_NAME = "tbl_name) = ";
  private static final String INDEX_NAMES = "lower(name) NOT IN (";
  private static final Pattern NAME = Pattern.compile("\\G(?:, )?lower\\('((?:[^']|'')*)'\\)");

  private RebuildScript() {}

  /**
   * A table that the script rebuilds.
   *
   * @param name as it is called when the script begins
   * @param indexes those that the script itself takes along
   */
  public record Rebuilt(String name, List<String> indexes) {
    /** Copies the list. */
    public Rebuilt {
      indexes = List.copyOf(indexes);
    }
  }

  /** Whether the statement belongs to the guard at the beginning. */
  public static boolean isGuard(String sql) {
    return sql.startsWith(GUARD) || sql.startsWith(GUARD_INSERT);
  }

  /** Whether the statement begins the rebuild of a table. */
  public static boolean isRebuild(String sql) {
    return sql.startsWith("CREATE TABLE " + NEW_TABLE)
        || sql.startsWith("CREATE TABLE \"" + NEW_TABLE);
  }

  /**
   * The statement that counts what the rebuild of a table would lose or break.
   *
   * @param columns all that the script knows
   */
  public static String unmanaged(Rebuilt table, List<String> columns) {
    String name = "lower(" + literal(table.name()) + ")";
    return UNMANAGED
        + ("  (SELECT count(*) FROM sqlite_master WHERE type = 'index' AND lower(" + TABLE_NAME)
        + name
        + ("\n    AND sql IS NOT NULL AND " + INDEX_NAMES + lower(table.indexes()) + "))\n")
        + "  + (SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')\n"
        + ("    AND (lower(" + TABLE_NAME + name + " OR instr(lower(sql), lower(")
        + literal(searchable(table.name()))
        + ")) > 0))\n"
        + ("  + (SELECT count(*) FROM pragma_table_xinfo(" + literal(table.name()))
        + (") WHERE lower(name) NOT IN (" + lower(columns) + "))");
  }

  /** Reads what {@link #unmanaged} wrote; empty for any other statement. */
  public static Optional<Rebuilt> read(String sql) {
    if (!sql.startsWith(UNMANAGED)) {
      return Optional.empty();
    }
    int at = sql.indexOf(TABLE_NAME) + TABLE_NAME.length();
    List<String> name = names(sql, at);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    // A name may hold anything, so the search for what follows begins behind it.
    int behind = at + lower(name).length();
    int indexes = sql.indexOf(INDEX_NAMES, behind) + INDEX_NAMES.length();
    return Optional.of(new Rebuilt(name.get(0), names(sql, indexes)));
  }

  private static List<String> names(String sql, int start) {
    List<String> names = new ArrayList<>();
    Matcher name = NAME.matcher(sql).region(start, sql.length());
    while (name.find()) {
      names.add(name.group(1).replace("''", "'"));
    }
    return names;
  }

  private static String lower(List<String> names) {
    return names.stream().map(n -> "lower(" + literal(n) + ")").collect(Collectors.joining(", "));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The longest part of a name that every way of quoting it leaves as it is. */
  private static String searchable(String name) {
    String longest = "";
    for (String part : name.split("[\"`\\]]")) {
      longest = part.length() > longest.length() ? part : longest;
    }
    return longest;
  }

  /** Whether a statement's script needs foreign keys off before its transaction begins. */
  public static boolean needsForeignKeysOff(String sql) {
    return sql.contains(FOREIGN_KEYS);
  }
}
