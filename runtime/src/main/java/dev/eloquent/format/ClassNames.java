package dev.eloquent.format;

import java.util.Locale;

/** Names of the classes of versions. */
public final class ClassNames {
  private ClassNames() {}

  /** {@code V3__AddEmail} of version 3, {@code add_email}. */
  public static String ofVersion(int version, String name) {
    StringBuilder text = new StringBuilder("V").append(version).append("__");
    for (String word : name.split("_", -1)) {
      if (!word.isEmpty()) {
        text.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word, 1, word.length());
      }
    }
    return text.toString();
  }
}
