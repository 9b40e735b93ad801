package dev.eloquent.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of a migration, so that it can be resumed and undone without the code.
 *
 * <p>Of a large script it keeps less: the hash of its file, which is in the same event, stands for
 * all its statements, and a large reverse is left to the code.
 *
 * @param statements how many forward statements there are
 * @param hashes the SHA-256 of each, in order; null of a large script
 * @param reverses the reverse statements, in the order they run; null of a large reverse
 * @param reversible false if there is no way back
 */
public record JournalContent(
    int statements,
    @Nullable List<String> hashes,
    @Nullable List<Reverse> reverses,
    boolean reversible) {
  private static final String WITHOUT_HASHES = " without-hashes";
  private static final String WITHOUT_REVERSE = " without-reverse";

  /**
   * A reverse statement.
   *
   * @param of the forward statement that it reverses, from 1; 0 for the script as a whole
   * @param sql its text
   * @param outside whether no transaction takes it
   */
  public record Reverse(int of, String sql, boolean outside) {}

  private static final String OUTSIDE = " outside";

  /** Copies the lists. */
  public JournalContent {
    hashes = hashes == null ? null : List.copyOf(hashes);
    reverses = reverses == null ? null : List.copyOf(reverses);
  }

  /** Whether another migration's forward statements are known to be the same, from the first on. */
  public boolean beginsLike(JournalContent other, int count) {
    List<String> mine = hashes;
    List<String> others = other.hashes;
    return mine != null
        && others != null
        && mine.size() >= count
        && others.size() >= count
        && mine.subList(0, count).equals(others.subList(0, count));
  }

  /** The text in the table. */
  public String encode() {
    List<Object> values = new ArrayList<>();
    values.add(
        (reversible ? "reversible" : "irreversible")
            + (hashes == null ? WITHOUT_HASHES : "")
            + (reverses == null ? WITHOUT_REVERSE : ""));
    values.add(statements);
    if (hashes != null) {
      values.addAll(hashes);
    }
    if (reverses != null) {
      for (Reverse reverse : reverses) {
        values.add(reverse.outside() ? reverse.of() + OUTSIDE : reverse.of());
        values.add(reverse.sql());
      }
    }
    return Canonical.encode(values);
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException if it is not what {@link #encode} writes
   */
  public static JournalContent decode(String text) {
    List<@Nullable String> values = Canonical.decode(text);
    List<String> all = new ArrayList<>();
    for (String value : values) {
      if (value == null) {
        throw new IllegalArgumentException("a value is missing");
      }
      all.add(value);
    }
    int statements = all.size() < 2 ? -1 : Integer.parseInt(all.get(1));
    int count = statements < 0 || all.get(0).contains(WITHOUT_HASHES) ? 0 : statements;
    if (statements < 0 || all.size() < 2 + count || (all.size() - count) % 2 != 0) {
      throw new IllegalArgumentException(all.size() + " values");
    }
    List<Reverse> reverses = new ArrayList<>();
    for (int i = 2 + count; i < all.size(); i += 2) {
      boolean outside = all.get(i).endsWith(OUTSIDE);
      String of =
          outside ? all.get(i).substring(0, all.get(i).length() - OUTSIDE.length()) : all.get(i);
      reverses.add(new Reverse(Integer.parseInt(of), all.get(i + 1), outside));
    }
    return new JournalContent(
        statements,
        count == statements ? all.subList(2, 2 + count) : null,
        all.get(0).endsWith(WITHOUT_REVERSE) ? null : reverses,
        all.get(0).startsWith("reversible"));
  }
}
