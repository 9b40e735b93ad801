package dev.eloquent.history;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Times as text of fixed places, {@code 2026-11-21T22:09:58.123456}.
 *
 * <p>By hand, since every row has two of them, and since loading {@code java.time.format} would be
 * a good part of a start.
 */
final class WallClock {
  private static final int FRACTION_AT = 20;

  private WallClock() {}

  /**
   * The text.
   *
   * @param separator between date and time
   * @param digits of the second's fraction, the rest is cut off
   */
  static String format(LocalDateTime time, char separator, int digits) {
    StringBuilder text = new StringBuilder(FRACTION_AT + digits);
    pad(text, time.getYear(), 1000).append('-');
    pad(text, time.getMonthValue(), 10).append('-');
    pad(text, time.getDayOfMonth(), 10).append(separator);
    pad(text, time.getHour(), 10).append(':');
    pad(text, time.getMinute(), 10).append(':');
    pad(text, time.getSecond(), 10).append('.');
    int fraction = time.getNano();
    int highest = 1;
    for (int i = 9; i > digits; i--) {
      fraction /= 10;
    }
    for (int i = 1; i < digits; i++) {
      highest *= 10;
    }
    return pad(text, fraction, highest).toString();
  }

  /** The number with as many digits as the power of ten has. */
  private static StringBuilder pad(StringBuilder text, int number, int highest) {
    for (int least = highest; least > number && least > 1; least /= 10) {
      text.append('0');
    }
    return text.append(number);
  }

  /** The time of a text that {@link #format} could have written; null for any other. */
  static @Nullable LocalDateTime parse(String text, char separator, int digits) {
    if (text.length() != FRACTION_AT + digits || !hasLayout(text, separator)) {
      return null;
    }
    int nanos = number(text, FRACTION_AT, text.length());
    for (int i = digits; i < 9; i++) {
      nanos *= 10;
    }
    try {
      return LocalDateTime.of(
          number(text, 0, 4),
          number(text, 5, 7),
          number(text, 8, 10),
          number(text, 11, 13),
          number(text, 14, 16),
          number(text, 17, 19),
          nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static boolean hasLayout(String text, char separator) {
    String layout = "0000-00-00" + separator + "00:00:00.";
    for (int i = 0; i < text.length(); i++) {
      char wanted = i < FRACTION_AT ? layout.charAt(i) : '0';
      char c = text.charAt(i);
      if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
