package dev.eloquent.migration;

import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.ValidationReport.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the history table with the rows that the journal has kept. */
final class HistoryCheck {
  private static final Set<String> STATE_COLUMNS =
      Set.of("installed_rank", "version", "type", "script", "success");

  private final String table;
  private final NavigableMap<Integer, HistoryRow> expected = new TreeMap<>();
  private final List<HistoryRow> repairable = new ArrayList<>();
  private int lastJournalled;

  /** Collects the rows that the events account for. */
  HistoryCheck(String table, List<JournalEvent> events) {
    this.table = table;
    for (JournalEvent event : events) {
      JournalEntry entry = event.entry();
      if (entry.is(JournalEvent.Type.REPAIRED)) {
        for (HistoryRow row : decode(entry)) {
          expected.remove(row.rank());
        }
      } else {
        for (HistoryRow row : decode(entry)) {
          expected.put(row.rank(), row);
        }
      }
      lastJournalled = Math.max(lastJournalled, event.installedRank());
      if (entry.is(JournalEvent.Type.REPAIRED)) {
        lastJournalled = event.installedRank();
      }
    }
  }

  private static List<HistoryRow> decode(JournalEntry entry) {
    try {
      return HistoryRow.decode(entry.historyRows());
    } catch (IllegalArgumentException e) {
      // The event itself was changed, which checking the chain tells.
      return List.of();
    }
  }

  /** Failed rows that Flyway's repair has removed, which is allowed; known after a check. */
  List<HistoryRow> repaired() {
    return repairable;
  }

  /**
   * What differs.
   *
   * @param stateOnly whether to leave out what no decision depends on: audit columns, checksums
   */
  List<Problem> problems(List<HistoryRow> rows, boolean stateOnly) {
    Map<Integer, HistoryRow> actual = new HashMap<>();
    for (HistoryRow row : rows) {
      actual.put(row.rank(), row);
    }
    repairable.clear();
    List<Problem> problems = new ArrayList<>();
    for (HistoryRow was : expected.values()) {
      HistoryRow now = actual.get(was.rank());
      if (now == null) {
        missing(was, problems);
      } else if (!now.equals(was)) {
        changed(was, now, stateOnly, problems);
      }
    }
    for (HistoryRow row : rows) {
      if (row.rank() <= lastJournalled && !expected.containsKey(row.rank())) {
        problems.add(
            new Problem(
                ValidationReport.Kind.INSERTED,
                table,
                where(row) + " was inserted: the journal has no event for it."));
      }
    }
    return problems;
  }

  private void missing(HistoryRow was, List<Problem> problems) {
    if (!was.success() && !was.isDelete()) {
      repairable.add(was);
    } else {
      problems.add(
          new Problem(
              ValidationReport.Kind.DELETED,
              table,
              where(was) + " was deleted; the journal still has it."));
    }
  }

  private void changed(HistoryRow was, HistoryRow now, boolean stateOnly, List<Problem> problems) {
    if (!was.success() && !was.isDelete() && now.rank() == expected.lastKey()) {
      // Flyway removed the failed row and applied the version in its place.
      repairable.add(was);
      return;
    }
    Integer moved = rankOf(now);
    if (moved != null) {
      String message =
          where(now) + " is what the journal knows as rank " + moved + ": rows were reordered.";
      problems.add(new Problem(ValidationReport.Kind.REORDERED, table, message));
      return;
    }
    List<String> differences = was.differences(now);
    boolean matters =
        differences.stream().anyMatch(d -> STATE_COLUMNS.contains(d.split(" ", 2)[0]));
    if (matters || !stateOnly) {
      String message = where(was) + " was changed: " + String.join("; ", differences) + ".";
      problems.add(new Problem(ValidationReport.Kind.CHANGED, table, message));
    }
  }

  private @Nullable Integer rankOf(HistoryRow now) {
    for (HistoryRow other : expected.values()) {
      List<String> differences = other.differences(now);
      if (differences.size() == 1 && differences.get(0).startsWith("installed_rank ")) {
        return other.rank();
      }
    }
    return null;
  }

  private String where(HistoryRow row) {
    String version = row.version() == null ? "no version" : "version " + row.version();
    return table + ": row " + row.rank() + " (" + version + ", " + row.type() + ")";
  }
}
