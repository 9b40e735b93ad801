package dev.eloquent.processor.dialect;

import java.util.Locale;
import java.util.Set;

/**
 * Writes identifiers of one dialect: plain where the database reads them back unchanged, quoted
 * everywhere else, so that generated SQL is readable and hostile names are harmless.
 */
public final class Identifiers {
  private final String quote;
  private final Set<String> reserved;

  /**
   * Creates one.
   *
   * @param quote the quote, doubled inside names
   * @param reserved every word, in lower case, that cannot stand unquoted as a table or column name
   */
  public Identifiers(char quote, Set<String> reserved) {
    this.quote = String.valueOf(quote);
    this.reserved = Set.copyOf(reserved);
  }

  /** The name as SQL. */
  public String of(String name) {
    return isPlain(name) ? name : quote + name.replace(quote, quote + quote) + quote;
  }

  /** The names as SQL, separated by commas. */
  public String list(Iterable<String> names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append(text.isEmpty() ? "" : ", ").append(of(name));
    }
    return text.toString();
  }

  private boolean isPlain(String name) {
    if (name.isEmpty() || reserved.contains(name.toLowerCase(Locale.ROOT))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
