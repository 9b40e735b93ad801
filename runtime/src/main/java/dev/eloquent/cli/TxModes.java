package dev.eloquent.cli;

import dev.eloquent.migration.TxMode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The words of {@code --tx-mode}; picocli makes one for the completion. */
final class TxModes implements Iterable<String> {
  /** What is typed for it. */
  static String word(TxMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (TxMode mode : TxMode.values()) {
      words.add(word(mode));
    }
    return words;
  }

  @Override
  public Iterator<String> iterator() {
    return words().iterator();
  }
}
