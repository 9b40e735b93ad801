package dev.eloquent.migration;

import dev.eloquent.history.Checkpoint;
import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What history and journal say together; read once and kept up to date with what is appended. */
final class HistoryState {
  /**
   * An applied version.
   *
   * @param row its row
   * @param event the newest event that applied, sealed or adopted it; null for Flyway's own, not
   *     adopted yet
   */
  record Applied(HistoryRow row, @Nullable JournalEvent event) {
    boolean draft() {
      return event != null && event.entry().draft();
    }

    /** The hash of the file that was applied; empty if unknown. */
    String sha256() {
      return event == null ? "" : event.entry().sha256();
    }

    int batch() {
      return event == null ? 0 : event.entry().batch();
    }
  }

  /**
   * A direction of a version that began and did not finish.
   *
   * @param started the event that holds its statements; null where none is written
   * @param finished how many statements are known to have run
   * @param failed the newest failure; null if it was killed
   * @param checkpoint what is known of the next statement, as {@link Checkpoint} writes it
   */
  record Progress(
      @Nullable JournalEvent started,
      int finished,
      @Nullable JournalEvent failed,
      String checkpoint) {
    /** Nobody has recorded how the statement ended that is next; a Java class has none. */
    boolean isOpen() {
      boolean recorded = failed != null && failed.entry().statement() > 0;
      return started != null && finished < started.entry().statements() && !recorded;
    }

    /** The statement that was next. */
    int next() {
      return finished + 1;
    }

    /** The same, with the next statement known to have run, or known not to have. */
    Progress decided(boolean done) {
      return new Progress(
          started, done ? finished + 1 : finished, null, Checkpoint.REPEAT.encode());
    }
  }

  /** How the detail begins of an event by which a person said that a statement took effect. */
  static final String ASSUME_DONE = "assume done";

  private final NavigableMap<String, HistoryRow> rows = new TreeMap<>(Versions.ORDER);
  private final Map<String, HistoryRow> failedRows = new HashMap<>();
  private final NavigableMap<String, JournalEvent> records = new TreeMap<>(Versions.ORDER);
  private final Map<String, Progress> ups = new HashMap<>();
  private final Map<String, Progress> downs = new HashMap<>();
  private final Set<String> rolledBack = new HashSet<>();
  private @Nullable String baseline;
  private int lastRank;
  private int lastBatch;
  private int journalledRank;
  private @Nullable JournalEvent lastEvent;

  HistoryState(List<HistoryRow> history, List<JournalEvent> events) {
    for (HistoryRow row : history) {
      add(row);
    }
    for (JournalEvent event : events) {
      add(event);
    }
  }

  /** Takes a row in, in the order of ranks. */
  void add(HistoryRow row) {
    lastRank = Math.max(lastRank, row.rank());
    String version = row.version();
    if (version == null) {
      return;
    }
    if (row.isDelete()) {
      rows.remove(version);
      failedRows.remove(version);
      rolledBack.add(version);
      if (version.equals(baseline)) {
        baseline = null;
      }
    } else if (!row.success()) {
      failedRows.put(version, row);
    } else {
      failedRows.remove(version);
      rows.put(version, row);
      rolledBack.remove(version);
      if (row.type().equals(HistoryRow.BASELINE)) {
        baseline = version;
      }
    }
  }

  /** Takes an event in, in the order of ids. */
  void add(JournalEvent event) {
    JournalEntry e = event.entry();
    String version = e.version();
    lastBatch = Math.max(lastBatch, e.batch());
    lastEvent = event;
    journalledRank = event.installedRank();
    Map<String, Progress> directions = e.undo() ? downs : ups;
    if (e.is(JournalEvent.Type.APPLIED)
        || e.is(JournalEvent.Type.SEALED)
        || e.is(JournalEvent.Type.ADOPTED)) {
      records.put(version, event);
      ups.remove(version);
      downs.remove(version);
    } else if (e.is(JournalEvent.Type.ROLLED_BACK)) {
      records.remove(version);
      ups.remove(version);
      downs.remove(version);
    } else if (e.is(JournalEvent.Type.STARTED)) {
      Progress before = directions.get(version);
      boolean resumed = before != null && e.statement() > 1;
      int finished = resumed ? e.statement() - 1 : 0;
      directions.put(version, new Progress(event, finished, null, e.detail()));
      if (!e.undo()) {
        // It may only begin again where the way back has undone nothing.
        downs.remove(version);
      }
    } else if (e.is(JournalEvent.Type.STATEMENT)) {
      Progress before = directions.get(version);
      JournalEvent started = before == null ? null : before.started();
      directions.put(version, new Progress(started, e.statement(), null, e.detail()));
    } else if (e.is(JournalEvent.Type.FAILED)) {
      Progress before = directions.get(version);
      JournalEvent started = before == null ? null : before.started();
      int finished = before == null ? 0 : before.finished();
      String checkpoint = before == null ? "" : before.checkpoint();
      directions.put(version, new Progress(started, finished, event, checkpoint));
    } else if (e.is(JournalEvent.Type.FORCED)) {
      decide(version, e.undo(), e.detail().startsWith(ASSUME_DONE));
    }
  }

  /** Takes in how the open statement of a direction ended. */
  void decide(String version, boolean undo, boolean done) {
    (undo ? downs : ups).computeIfPresent(version, (v, progress) -> progress.decided(done));
  }

  /** The applied version of that number; null if it is not applied. */
  @Nullable Applied applied(String version) {
    HistoryRow row = rows.get(version);
    return row == null ? null : new Applied(row, records.get(version));
  }

  /** The applied versions, ascending. */
  List<String> appliedVersions() {
    return List.copyOf(rows.keySet());
  }

  /** The highest applied version; null for none. */
  @Nullable String newest() {
    return rows.isEmpty() ? null : rows.lastKey();
  }

  /** Whether a baseline of Flyway's declares the version applied. */
  boolean belowBaseline(String version) {
    return baseline != null && Versions.ORDER.compare(version, baseline) <= 0;
  }

  /** The failed row of a version that nothing followed; null for none. */
  @Nullable HistoryRow failedRow(String version) {
    return failedRows.get(version);
  }

  /** All failed rows that nothing followed, by version. */
  Map<String, HistoryRow> failedRows() {
    return Map.copyOf(failedRows);
  }

  /** What of the forward script has run of a version that is not applied; null for none. */
  @Nullable Progress up(String version) {
    Progress up = ups.get(version);
    return up == null || rows.containsKey(version) ? null : up;
  }

  /** What of the reverse has run of a version that is not undone; null for none. */
  @Nullable Progress down(String version) {
    return downs.get(version);
  }

  /** Whether that direction of a version is recorded as finished, and nothing since. */
  boolean isDone(String version, boolean undo) {
    boolean begun = downs.containsKey(version) || failedRows.containsKey(version);
    return undo
        ? !begun && !ups.containsKey(version) && !rows.containsKey(version)
        : !begun && rows.containsKey(version);
  }

  /** Versions that began in either direction and did not finish. */
  Set<String> unfinished() {
    Set<String> all = new HashSet<>(downs.keySet());
    for (String version : ups.keySet()) {
      if (!rows.containsKey(version)) {
        all.add(version);
      }
    }
    return all;
  }

  boolean wasRolledBack(String version) {
    return rolledBack.contains(version);
  }

  int lastRank() {
    return lastRank;
  }

  int lastBatch() {
    return lastBatch;
  }

  /** The rank that the newest event names; rows above it are not ours. */
  int journalledRank() {
    return journalledRank;
  }

  /** The newest event's id; 0 for none. */
  long lastEventId() {
    return lastEvent == null ? 0 : lastEvent.id();
  }

  /** The newest event; null for none. */
  @Nullable JournalEvent lastEvent() {
    return lastEvent;
  }

  /** The highest version that the journal says is applied; null for none. */
  @Nullable String newestRecorded() {
    return records.isEmpty() ? null : records.lastKey();
  }

  /** The highest version below that one that the journal says is applied; null for none. */
  @Nullable String recordedBelow(String version) {
    return records.lowerKey(version);
  }
}
