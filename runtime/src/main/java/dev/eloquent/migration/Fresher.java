package dev.eloquent.migration;

import dev.eloquent.history.History;
import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.history.SchemaObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Empties the schema, and records every version as undone. */
final class Fresher {
  private final Session session;
  private final FreshOptions options;

  Fresher(Session session, FreshOptions options) {
    this.session = session;
    this.options = options;
  }

  List<String> plan() throws SQLException {
    session.history().identify();
    return objects().stream().map(SchemaObject::toString).toList();
  }

  private List<SchemaObject> objects() throws SQLException {
    History history = session.history();
    Set<String> kept = new HashSet<>(Set.of(history.table(), history.journal()));
    for (String other : options.otherHistories()) {
      kept.add(other);
      kept.add(History.journalName(other));
    }
    List<String> tables = history.tables();
    for (String table : tables) {
      boolean flyways = table.startsWith("flyway_schema_history");
      boolean ours = tables.contains(History.journalName(table));
      if ((flyways || ours) && !kept.contains(table)) {
        throw new MigrationException(
            MigrationProblem.OTHER_HISTORY,
            "The schema holds another history too: "
                + table
                + ". Emptying the schema would drop its tables. Name its catalogue as well, or give"
                + " each its own schema.",
            null);
      }
    }
    return history.objects(kept);
  }

  List<String> empty(Session.Loaded loaded) throws SQLException {
    new Adopter(session, session.versions()).adopt(loaded);
    History history = session.history();
    List<SchemaObject> objects = objects();
    session.journalConsent();
    session.database().begin(true);
    try {
      history.drop(objects);
      recordGone();
      session.database().commit();
    } catch (SQLException e) {
      session.database().rollbackAfter(e);
      throw e;
    }
    objects.forEach(object -> session.listener().objectDropped(object.toString()));
    return objects.stream().map(SchemaObject::toString).toList();
  }

  private void recordGone() throws SQLException {
    HistoryState state = session.state();
    TreeMap<String, HistoryRow> gone = new TreeMap<>(Versions.ORDER);
    for (String version : state.appliedVersions()) {
      HistoryState.Applied applied = state.applied(version);
      if (applied != null) {
        gone.put(version, applied.row());
      }
    }
    gone.putAll(state.failedRows());
    List<String> interrupted = new ArrayList<>(state.unfinished());
    for (HistoryRow row : gone.descendingMap().values()) {
      record(row);
      interrupted.remove(row.version());
    }
    interrupted.sort(Versions.ORDER);
    for (String version : interrupted) {
      JournalEntry entry =
          JournalEntry.of(JournalEvent.Type.ROLLED_BACK, version, "", "").withUndo();
      session.append(List.of(), entry.withDetail("fresh"));
    }
  }

  private void record(HistoryRow row) throws SQLException {
    String version = row.version() == null ? "" : row.version();
    HistoryState.Applied applied = session.state().applied(version);
    HistoryRow delete =
        Rollbacker.deleteRow(session, row, session.state().lastRank() + 1, Duration.ZERO);
    JournalEntry entry =
        JournalEntry.of(JournalEvent.Type.ROLLED_BACK, version, row.description(), row.script())
            .withUndo()
            .withBatch(applied == null ? 0 : applied.batch(), applied != null && applied.draft())
            .withState(session.chain().without(version), List.of(delete))
            .withDetail("fresh");
    session.append(List.of(delete), entry);
  }
}
