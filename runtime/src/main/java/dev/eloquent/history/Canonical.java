package dev.eloquent.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unambiguous text for lists of values: each value is its length in UTF-16 units, a colon, the
 * value and a comma; an absent value is {@code -,}.
 *
 * <p>So no two lists have one text, whatever the values hold. Hashes are over such text.
 */
public final class Canonical {
  private Canonical() {}

  /** The text of the values, in their order. */
  public static String encode(List<? extends @Nullable Object> values) {
    StringBuilder text = new StringBuilder(64 + 16 * values.size());
    for (Object value : values) {
      append(text, value);
    }
    return text.toString();
  }

  static void append(StringBuilder text, @Nullable Object value) {
    if (value == null) {
      text.append("-,");
    } else {
      String s = value.toString();
      text.append(s.length()).append(':').append(s).append(',');
    }
  }

  /**
   * The values of a text.
   *
   * @throws IllegalArgumentException if it is not what {@link #encode} writes
   */
  public static List<@Nullable String> decode(String text) {
    List<@Nullable String> values = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith("-,", at)) {
        values.add(null);
        at += 2;
        continue;
      }
      int colon = text.indexOf(':', at);
      int end = colon < 0 ? -1 : colon + 1 + length(text, at, colon);
      if (end < 0 || end >= text.length() || text.charAt(end) != ',') {
        throw new IllegalArgumentException("no value at " + at);
      }
      values.add(text.substring(colon + 1, end));
      at = end + 1;
    }
    return values;
  }

  private static int length(String text, int from, int to) {
    int length = Integer.parseInt(text, from, to, 10);
    if (length < 0 || length > text.length()) {
      throw new IllegalArgumentException("a length of " + length + " at " + from);
    }
    return length;
  }
}
