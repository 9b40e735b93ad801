package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.schema.Names;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What names, SQL and comments may hold. */
final class TextRules {
  private TextRules() {}

  /**
   * Whether the text can be a name everywhere.
   *
   * @param what {@code table}, {@code column} …
   * @param attribute where a shorter one can be given: {@code @Model(table = "...")}
   */
  static boolean checkName(
      Entity entity, Location at, String label, String what, String name, String attribute) {
    String fix = whyNoName(name);
    if (!fix.isEmpty()) {
      entity.report(Problem.BAD_NAME, at, label, printable(name), what, fix);
      return false;
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Names.MAX_BYTES) {
      entity.report(Problem.NAME_TOO_LONG, at, label, what, name, bytes, attribute);
      return false;
    }
    return true;
  }

  private static String whyNoName(String name) {
    if (name.isEmpty()) {
      return "it is empty; give one, or remove the attribute";
    }
    if (!name.equals(name.strip())) {
      return "it begins or ends with white space; remove that";
    }
    boolean printable =
        name.codePoints()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    return printable ? "" : "it holds a control character; remove that";
  }

  /** Reports SQL that is empty or holds a NUL. */
  static boolean checkSql(Entity entity, Location at, String label, String what, String sql) {
    if (sql.isBlank()) {
      entity.report(Problem.BAD_TEXT, at, label, what, "is empty", "write the SQL");
      return false;
    }
    return checkNoNul(entity, at, label, what, sql);
  }

  /** Reports text that PostgreSQL could not take. */
  static boolean checkNoNul(Entity entity, Location at, String label, String what, String text) {
    if (text.indexOf('\0') >= 0) {
      entity.report(Problem.BAD_TEXT, at, label, what, "holds a NUL character", "remove it");
      return false;
    }
    return true;
  }

  /** The form in which databases that ignore case compare names. */
  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String printable(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = !Character.isISOControl(c) && !Character.isSurrogate(c);
      text.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return text.toString();
  }
}
