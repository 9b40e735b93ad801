package dev.eloquent.format;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the files in a history folder, relative to it and with {@code /}; Flyway's own for SQL.
 */
public final class FileNames {
  /** The snapshot of all models at the newest sealed version. */
  public static final String SCHEMA = "schema.json";

  /**
   * The schema that the open versions end at, there while one of them changes the schema; its chain
   * property holds that version's number.
   */
  public static final String OPEN_SCHEMA = "open.json";

  /** The sealed versions and their files, chained. */
  public static final String LOCK = "migrations.lock";

  /**
   * The folder of the reverses, beside the dialects' folders so that plain Flyway never sees them.
   */
  public static final String UNDO = "undo";

  /** The longest name of a version. */
  public static final int MAX_NAME_LENGTH = 100;

  private static final String SETTINGS = ".conf";
  private static final int MAX_DIGITS = 9;

  private FileNames() {}

  /** Apart, since a replay asks for names only and need not load regular expressions. */
  private static final class Patterns {
    static final Pattern NAME = Pattern.compile("[a-z0-9_]{1," + MAX_NAME_LENGTH + "}");
    static final Pattern FILE =
        Pattern.compile(
            "(?:(undo)/)?([a-z0-9]+)/([VU])([1-9][0-9]{0,8})__([a-z0-9_]+)\\.(sql|json)");

    private Patterns() {}
  }

  /** A file of a version: which dialect's, which version's, forward or reverse. */
  public record VersionFile(String dialect, int version, String name, boolean undo) {}

  /** Whether this may name a version: {@code [a-z0-9_]}, at most 100 characters. */
  public static boolean isName(String name) {
    return Patterns.NAME.matcher(name).matches();
  }

  /** {@code V3__add_email.sql}, the script name that history rows carry. */
  public static String script(String dialect, int version, String name) {
    return "V" + version + "__" + name + extension(dialect);
  }

  /** {@code postgresql/V3__add_email.sql}. */
  public static String migration(String dialect, int version, String name) {
    return dialect + "/" + script(dialect, version, name);
  }

  /** {@code undo/postgresql/U3__add_email.sql}. */
  public static String undo(String dialect, int version, String name) {
    return UNDO + "/" + dialect + "/U" + version + "__" + name + extension(dialect);
  }

  /** What a path in the history folder is; empty if it is no file of a version. */
  public static Optional<VersionFile> parse(String path) {
    Matcher m = Patterns.FILE.matcher(path);
    if (!m.matches()) {
      return Optional.empty();
    }
    boolean undo = m.group(1) != null;
    if (undo != m.group(3).equals("U")
        || !isName(m.group(5))
        || !extension(m.group(2)).equals("." + m.group(6))) {
      return Optional.empty();
    }
    return Optional.of(new VersionFile(m.group(2), Integer.parseInt(m.group(4)), m.group(5), undo));
  }

  /**
   * The number that a file's name without its folder begins with, behind a letter; 0 if it is none
   * that a version may have. It says nothing of the rest of the name, and costs next to nothing.
   */
  public static int number(String fileName) {
    int number = 0;
    int at = 1;
    while (at < fileName.length() && at <= MAX_DIGITS && isDigit(fileName.charAt(at))) {
      number = number * 10 + fileName.charAt(at) - '0';
      at++;
    }
    return at < fileName.length() && fileName.charAt(at) == '_' ? number : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** {@code postgresql/V3__add_email.sql.conf}, Flyway's settings of that script. */
  public static String settings(String dialect, int version, String name) {
    return migration(dialect, version, name) + SETTINGS;
  }

  /** Whether the path is that of a script's settings. */
  public static boolean isSettings(String path) {
    return path.endsWith(SETTINGS);
  }

  /** The script that a path is of, or whose settings it holds; empty if it is neither. */
  public static Optional<VersionFile> owner(String path) {
    return isSettings(path)
        ? parse(path.substring(0, path.length() - SETTINGS.length()))
            .filter(file -> !file.undo() && extension(file.dialect()).equals(".sql"))
        : parse(path);
  }

  /** Whether the dialect's files hold SQL, and not commands for MongoDB. */
  public static boolean isSql(String dialect) {
    return !dialect.equals("mongodb");
  }

  private static String extension(String dialect) {
    return isSql(dialect) ? ".sql" : ".json";
  }
}
