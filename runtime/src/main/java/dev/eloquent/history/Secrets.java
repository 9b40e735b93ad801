package dev.eloquent.history;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of text by the place where they stand: in URLs, property lists and statements,
 * as drivers repeat them.
 */
public final class Secrets {
  /** What stands in a secret's place. */
  public static final String HIDDEN = "***";

  private static final String WORDS = "(?:passw(?:or)?d|passphrase|pwd|secret|token|credential)";

  /**
   * From the word on: to look for what is before it would take the square of a long text's time.
   */
  private static final String KEY = WORDS + "[\\w.%-]*";

  private static final String EQUALS = "\\s*(?:=|%3D)\\s*";

  /** Apart, since most texts hold nothing that begins a secret, and need none of them. */
  private static final class Patterns {
    /**
     * {@code //user:secret@host}: all of it up to the last at sign, since a secret may hold any
     * character that should have been encoded. A number behind the colon is a port.
     */
    static final Pattern USER_INFO =
        Pattern.compile("(//[^\\s/@:?]*:)(?!\\d{1,5}(?:[/?,;]|$))\\S*@");

    /** {@code ?password=secret&…}: only the next parameter ends it. */
    static final Pattern PARAMETER =
        Pattern.compile("([?&][\\w.%-]*" + KEY + "(?:=|%3D))[^\\s&]+", Pattern.CASE_INSENSITIVE);

    /** {@code password=secret}, in property lists and after semicolons. */
    static final Pattern ASSIGNED =
        Pattern.compile(
            "(" + KEY + EQUALS + ")(?:(?:\"[^\"]*\"|'[^']*')(?=[\\s&;,)}\\]]|$)|[^\\s&;]+)",
            Pattern.CASE_INSENSITIVE);

    /** {@code "password": "secret"}. */
    static final Pattern MEMBER =
        Pattern.compile(
            "(\"[\\w.%-]*" + KEY + "\"\\s*:\\s*)\"(?:[^\"\\\\]++|\\\\.)*+\"",
            Pattern.CASE_INSENSITIVE);

    /** {@code IDENTIFIED BY 'secret'}, {@code PASSWORD 'secret'}. */
    static final Pattern STATEMENT =
        Pattern.compile(
            "\\b(identified\\s+by\\s+(?:password\\s+)?|password\\s+)('(?:[^'\\\\]++|\\\\.)*+'(?:'(?:[^'\\\\]++|\\\\.)*+')*+|\"[^\"]*\")",
            Pattern.CASE_INSENSITIVE);

    static final Pattern NAME = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    private Patterns() {}
  }

  private Secrets() {}

  /** The text without secrets, and otherwise as it is. */
  public static String hide(String text) {
    String clean = text;
    if (clean.lastIndexOf("//", clean.lastIndexOf('@')) >= 0) {
      clean = Patterns.USER_INFO.matcher(clean).replaceAll("$1" + HIDDEN + "@");
    }
    if (clean.indexOf('=') >= 0 || clean.indexOf('%') >= 0) {
      clean = Patterns.PARAMETER.matcher(clean).replaceAll("$1" + HIDDEN);
      clean = Patterns.ASSIGNED.matcher(clean).replaceAll("$1" + HIDDEN);
    }
    if (clean.indexOf('"') >= 0) {
      clean = Patterns.MEMBER.matcher(clean).replaceAll("$1\"" + HIDDEN + "\"");
    }
    return clean.indexOf('\'') >= 0 || clean.indexOf('"') >= 0
        ? Patterns.STATEMENT.matcher(clean).replaceAll("$1'" + HIDDEN + "'")
        : clean;
  }

  /** Whether a parameter or property of that name holds a secret. */
  public static boolean isSecret(String name) {
    return Patterns.NAME.matcher(name).find();
  }

  /** Whether a message shows a secret: its own, or one of what caused or accompanies it. */
  public static boolean shown(Throwable e) {
    return shown(e, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean shown(@Nullable Throwable e, Set<Throwable> seen) {
    if (e == null || !seen.add(e)) {
      return false;
    }
    String message = e.getMessage();
    if (message != null && !hide(message).equals(message)) {
      return true;
    }
    for (Throwable suppressed : e.getSuppressed()) {
      if (shown(suppressed, seen)) {
        return true;
      }
    }
    return shown(e.getCause(), seen)
        || (e instanceof SQLException sql && shown(sql.getNextException(), seen));
  }
}
