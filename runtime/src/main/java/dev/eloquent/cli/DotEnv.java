package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a {@code .env} file as the usual libraries do: {@code NAME=value}, {@code
 * export}, comments, single quotes (taken literally), double quotes (with {@code \n}, {@code \"}
 * and the like), values over several lines in quotes.
 *
 * <p>A {@code #} begins a comment only after white space, so that it may be part of a password.
 * Variables inside values are not replaced.
 *
 * <p>No library for Java on Maven Central reads all of that. {@code dotenv-java} 3.2.0 rejects
 * {@code export} and several lines in single quotes, keeps single quotes, cuts a value at any
 * {@code #}, and quotes the line, secret included, in its error: a test holds that. The libraries
 * of {@code pw.mihou} 1.0.1, {@code io.github.arniu} 0.1.1 and {@code com.harium} 1.0.8 keep all
 * quotes and comments, and know neither {@code export} nor several lines.
 */
final class DotEnv {
  private static final Pattern NAME =
      Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*=[ \\t]*");
  private static final Pattern PLAIN = Pattern.compile("[^\\n]*");
  private static final Pattern REST = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\n|$)");
  private static final Pattern BLANK = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\n|$)");
  private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t])#.*");

  private final String text;
  private int at;
  private int counted;
  private int lines = 1;

  /** A variable, and the line that it begins on. */
  record Entry(String name, String value, int line) {}

  private DotEnv(String text) {
    this.text = text;
  }

  /**
   * The variables in the order of the text; the last one of a name wins.
   *
   * @throws CliException naming the line, never its content, if it cannot be read
   */
  static Map<String, String> parse(String text) {
    Map<String, String> variables = new LinkedHashMap<>();
    entries(text).forEach(entry -> variables.put(entry.name(), entry.value()));
    return variables;
  }

  /** The same with what a later one of the name replaces. */
  static List<Entry> entries(String text) {
    String normal = text.replace("\r\n", "\n").replace('\r', '\n');
    return new DotEnv(normal.startsWith("\uFEFF") ? normal.substring(1) : normal).read();
  }

  private List<Entry> read() {
    List<Entry> variables = new ArrayList<>();
    while (at < text.length()) {
      Matcher blank = match(BLANK);
      if (blank.lookingAt()) {
        at = blank.end();
        continue;
      }
      Matcher name = match(NAME);
      if (!name.lookingAt()) {
        throw error("expected NAME=value");
      }
      int line = line();
      at = name.end();
      variables.add(new Entry(name.group(1), value(), line));
    }
    return variables;
  }

  private String value() {
    char first = at < text.length() ? text.charAt(at) : '\n';
    if (first == '\'' || first == '"') {
      String quoted = quoted(first);
      Matcher rest = match(REST);
      if (!rest.lookingAt()) {
        throw error("something follows the closing quote");
      }
      at = rest.end();
      return first == '"' ? unescape(quoted) : unescapeSingle(quoted);
    }
    Matcher plain = match(PLAIN);
    plain.lookingAt();
    at = Math.min(plain.end() + 1, text.length());
    return COMMENT.matcher(plain.group()).replaceFirst("").strip();
  }

  private String quoted(char quote) {
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw error("the quote is not closed");
    }
    String quoted = text.substring(at + 1, end);
    at = end + 1;
    return quoted;
  }

  private static String unescapeSingle(String quoted) {
    return quoted.replaceAll("\\\\(['\\\\])", "$1");
  }

  private static String unescape(String quoted) {
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '\\') {
        i++;
        char escaped = quoted.charAt(i);
        switch (escaped) {
          case 'n' -> value.append('\n');
          case 'r' -> value.append('\r');
          case 't' -> value.append('\t');
          case '"', '\\', '\'', '$' -> value.append(escaped);
          default -> value.append('\\').append(escaped);
        }
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private Matcher match(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private CliException error(String what) {
    return CliException.usage(".env, line " + line() + ": " + what + ". Correct that line.");
  }

  /** The line of the place that is read. */
  private int line() {
    while (counted < at) {
      if (text.charAt(counted++) == '\n') {
        lines++;
      }
    }
    return lines;
  }
}
