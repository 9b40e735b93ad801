package dev.eloquent.migration;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every version that the code or the database knows, and where it stands.
 *
 * @param dialect {@code postgresql}, {@code mysql}, {@code sqlite} or {@code mongodb}
 * @param historyTable the name of the history table
 * @param historyExists false if nothing was ever applied here
 * @param entries ascending by version
 */
public record StatusReport(
    String dialect, String historyTable, boolean historyExists, List<Entry> entries) {
  /** Where a version stands. */
  public enum State {
    /** Applied, and equal to the code's as far as the checksum tells. */
    APPLIED,
    /** In the code and never applied here. */
    PENDING,
    /** Applied once, undone since; in the code, so the next run applies it. */
    ROLLED_BACK,
    /** A statement failed or the run was killed; the detail says where. */
    FAILED,
    /**
     * The run was killed in a statement, and only a person can tell whether that took effect: see
     * {@link Migrator#resume}.
     */
    IN_DOUBT,
    /** Applied, and the code's differs. */
    CHANGED,
    /** In the code, not applied, though a later version is. */
    MISSING,
    /** Applied here, and not in the code. */
    UNKNOWN;

    /** The word for people: {@code rolled back}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * A version.
   *
   * @param version its number; Flyway's own may have dots
   * @param description the name with spaces
   * @param script Flyway's script name
   * @param state where it stands
   * @param draft whether it is not sealed: in the code, or, where applied, when it was applied
   * @param open whether the code has it as an open version, written by hand and not sealed
   * @param partly whether some of its statements are in effect though it is not applied, as after a
   *     failure where they are not undone with their transaction
   * @param installedBy the database user that applied it; null if not applied
   * @param actor who ran the migrator; null if not applied or not by this library
   * @param installedOn when; null if not applied
   * @param durationMillis of its statements; null if not applied
   * @param batch the run that applied it; null if not applied or not by this library
   * @param detail what more there is to say, such as the statement that failed; empty for nothing
   */
  public record Entry(
      String version,
      String description,
      String script,
      State state,
      boolean draft,
      boolean open,
      boolean partly,
      @Nullable String installedBy,
      @Nullable String actor,
      @Nullable Instant installedOn,
      @Nullable Integer durationMillis,
      @Nullable Integer batch,
      String detail) {
    /** Whether the next run would apply it. */
    public boolean pending() {
      return state == State.PENDING
          || state == State.ROLLED_BACK
          || state == State.FAILED
          || state == State.IN_DOUBT
          || state == State.MISSING;
    }
  }

  /** Copies the list. */
  public StatusReport {
    entries = List.copyOf(entries);
  }

  /** Whether a version of the code is not applied. */
  public boolean hasPending() {
    return entries.stream().anyMatch(Entry::pending);
  }
}
