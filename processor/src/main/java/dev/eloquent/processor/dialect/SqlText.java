package dev.eloquent.processor.dialect;

import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at SQL that users wrote, without understanding it. */
public final class SqlText {
  private SqlText() {}

  /** Whether the text has the name as a word of its own, in any case; it may be in a literal. */
  public static boolean mentions(String sql, String name) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}_$])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}_$])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(sql)
        .find();
  }

  /**
   * Why the text cannot stand between parentheses in a script; empty if it can. It must be one
   * whole expression: quotes and parentheses closed, no comment, no semicolon.
   *
   * @param hashComments whether {@code #} begins a comment
   * @param backslashEscapes whether a backslash in quotes means another thing on other servers
   */
  public static Optional<String> unsafe(
      String sql, boolean hashComments, boolean backslashEscapes) {
    if (sql.isBlank()) {
      return Optional.of("is empty");
    }
    if (sql.contains("${")) {
      return Optional.of("contains \"${\", which Flyway takes for a placeholder");
    }
    if (sql.chars().anyMatch(c -> c == 0 || c == '\r')) {
      return Optional.of("contains a control character");
    }
    int depth = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        int end = sql.indexOf(c, i + 1);
        if (end < 0) {
          return Optional.of("has an unclosed quote " + c);
        }
        if (backslashEscapes && sql.substring(i, end).indexOf('\\') >= 0) {
          return Optional.of("has a backslash in quotes, which depends on the server's sql_mode");
        }
        i = end;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth < 0) {
        return Optional.of("closes a parenthesis that it does not open");
      } else if (c == ';' || (c == '#' && hashComments)) {
        return Optional.of("contains \"" + c + "\"");
      } else if (sql.startsWith("--", i) || sql.startsWith("/*", i)) {
        return Optional.of("contains a comment");
      }
    }
    return depth == 0 ? Optional.empty() : Optional.of("leaves a parenthesis open");
  }
}
