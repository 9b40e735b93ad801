package dev.eloquent.format;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Flyway's settings of one script, {@code V1__name.sql.conf} beside it: lines {@code key=value}.
 *
 * <p>This library never replaces placeholders and knows itself which statements no transaction
 * takes; plain Flyway needs to be told.
 *
 * @param values by key, sorted
 */
public record ScriptSettings(SortedMap<String, String> values) {
  /** Whether the script runs in one transaction. */
  public static final String IN_TRANSACTION = "executeInTransaction";

  /** Whether <code>${name}</code> in the script is replaced. */
  public static final String PLACEHOLDERS = "placeholderReplacement";

  /** No setting. */
  public static final ScriptSettings NONE = new ScriptSettings(new TreeMap<>());

  /** Copies the values. */
  public ScriptSettings {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** These and one that is switched off. */
  public ScriptSettings withOff(String key) {
    TreeMap<String, String> all = new TreeMap<>(values);
    all.put(key, "false");
    return new ScriptSettings(all);
  }

  /** Whether it says that this is off. */
  public boolean isOff(String key) {
    return values.getOrDefault(key, "").toLowerCase(Locale.ROOT).equals("false");
  }

  /** Whether there is no setting. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The text of the file. */
  public String text() {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString();
  }

  /**
   * Reads a file; what is no {@code key=value} is passed over, and Flyway complains of what it does
   * not know.
   */
  public static ScriptSettings parse(String text) {
    TreeMap<String, String> values = new TreeMap<>();
    for (String line : Checksums.normalizeLineEndings(text).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.strip().startsWith("#")) {
        values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return new ScriptSettings(values);
  }
}
