package dev.eloquent.processor.diagnostic;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/** Finds the name that somebody probably meant. */
public final class NearMiss {
  private NearMiss() {}

  /**
   * {@code " (did you mean \"users\"?)"} for the closest of the known names, or an empty text if
   * none is close: at most a third of the given name's characters may differ, case not counted.
   */
  public static String hint(String given, Collection<String> known) {
    String nearest = nearest(given, known);
    return nearest.isEmpty() ? "" : suggest(nearest);
  }

  /** The closest of the known names, or an empty text if none is as close as {@link #hint} says. */
  public static String nearest(String given, Collection<String> known) {
    String nearest = "";
    int best = Math.max(1, given.length() / 3) + 1;
    for (String candidate : new TreeSet<>(known)) {
      int distance = distance(given.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** The same text for a name that is known to be the one that was meant. */
  public static String suggest(String meant) {
    return " (did you mean \"" + meant + "\"?)";
  }

  /** Levenshtein's distance, two neighbours that changed places counted as one (Damerau). */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], 1 + beforeLast[j - 2]);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
