package dev.eloquent.migration;

import java.util.Locale;
import java.util.Set;

/**
 * Statements of a large script that wait for one commit where DDL is not transactional.
 *
 * <p>A commit and an event for each of half a million rows would take minutes. What only writes
 * rows may share one, since a killed process then leaves either all of them and their event or
 * nothing.
 */
final class DataBatch {
  private static final Set<String> WRITES = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");
  private static final int MOST_STATEMENTS = 1_000;
  private static final int MOST_CHARACTERS = 4 * 1024 * 1024;
  private static final int LONGEST_WORD = 7;

  private final boolean large;
  private int statements;
  private long characters;

  /** Only a large script has batches of more than one statement. */
  DataBatch(boolean large) {
    this.large = large;
  }

  /** Whether the statement can be taken back until its commit, as DDL cannot. */
  boolean takes(String sql) {
    int end = 0;
    while (end < sql.length() && end <= LONGEST_WORD && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return large && WRITES.contains(sql.substring(0, end).toUpperCase(Locale.ROOT));
  }

  boolean isEmpty() {
    return statements == 0;
  }

  /** Adds a statement that has run; true if the commit is due. */
  boolean add(String sql) {
    statements++;
    characters += sql.length();
    return !takes(sql) || statements >= MOST_STATEMENTS || characters >= MOST_CHARACTERS;
  }

  void clear() {
    statements = 0;
    characters = 0;
  }
}
