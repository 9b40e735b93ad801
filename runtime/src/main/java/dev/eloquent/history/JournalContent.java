package dev.eloquent.history;

import dev.eloquent.format.Checksums;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of a migration, so that it can be resumed and undone without the code.
 *
 * @param hashes the SHA-256 of each forward statement, in order
 * @param reverses the reverse statements, in the order they run
 * @param reversible false if there is no way back
 */
public record JournalContent(List<String> hashes, List<Reverse> reverses, boolean reversible) {
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
    hashes = List.copyOf(hashes);
    reverses = List.copyOf(reverses);
  }

  /** What the journal keeps of these statements. */
  public static JournalContent of(
      List<String> statements, List<Reverse> reverses, boolean reversible) {
    List<String> hashes = new ArrayList<>(statements.size());
    for (String statement : statements) {
      hashes.add(Checksums.sha256(statement));
    }
    return new JournalContent(hashes, reverses, reversible);
  }

  /** The text in the table. */
  public String encode() {
    List<Object> values = new ArrayList<>();
    values.add(reversible ? "reversible" : "irreversible");
    values.add(hashes.size());
    values.addAll(hashes);
    for (Reverse reverse : reverses) {
      values.add(reverse.outside() ? reverse.of() + OUTSIDE : reverse.of());
      values.add(reverse.sql());
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
    int count = all.size() < 2 ? -1 : Integer.parseInt(all.get(1));
    if (count < 0 || all.size() < 2 + count || (all.size() - count) % 2 != 0) {
      throw new IllegalArgumentException(all.size() + " values");
    }
    List<Reverse> reverses = new ArrayList<>();
    for (int i = 2 + count; i < all.size(); i += 2) {
      boolean outside = all.get(i).endsWith(OUTSIDE);
      String of =
          outside ? all.get(i).substring(0, all.get(i).length() - OUTSIDE.length()) : all.get(i);
      reverses.add(new Reverse(Integer.parseInt(of), all.get(i + 1), outside));
    }
    return new JournalContent(all.subList(2, 2 + count), reverses, all.get(0).equals("reversible"));
  }
}
