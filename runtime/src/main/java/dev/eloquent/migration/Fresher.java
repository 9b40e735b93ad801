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

/** Empties the schema, and records every version of its catalogues as undone. */
final class Fresher {
  private final List<Session> sessions;
  private final Session first;

  /** Creates one for the sessions of catalogues whose histories are in one schema. */
  Fresher(List<Session> sessions) {
    this.sessions = List.copyOf(sessions);
    this.first = sessions.get(0);
  }

  List<String> plan() throws SQLException {
    first.history().identify();
    return objects().stream().map(SchemaObject::toString).toList();
  }

  private List<SchemaObject> objects() throws SQLException {
    History history = first.history();
    Set<String> kept = new HashSet<>();
    for (Session session : sessions) {
      kept.add(session.history().table());
      kept.add(session.history().journal());
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

  /**
   * Drops and records, under all locks.
   *
   * <p>What is dropped in another transaction, or in none, is recorded as undone before: a process
   * that is killed between the two leaves tables that the next run stumbles over, and never a
   * history that says of missing tables that they are there.
   */
  List<String> empty() throws SQLException {
    for (Session session : sessions) {
      Session.Loaded loaded = session == first ? session.loadLocked() : session.loadBeside();
      new Adopter(session, session.versions()).adopt(loaded);
    }
    List<SchemaObject> objects = objects();
    for (Session session : sessions) {
      session.journalConsent();
    }
    for (Session session : sessions.subList(1, sessions.size())) {
      change(session, List.of());
    }
    change(first, objects);
    objects.forEach(object -> first.listener().objectDropped(object.toString()));
    return objects.stream().map(SchemaObject::toString).toList();
  }

  private static void change(Session session, List<SchemaObject> drop) throws SQLException {
    boolean together = !drop.isEmpty() && session.history().transactionalDdl();
    session.database().begin(together);
    try {
      if (together) {
        session.history().drop(drop);
      }
      recordGone(session);
      session.database().commit();
    } catch (SQLException e) {
      session.database().rollbackAfter(e);
      throw e;
    }
    if (!together && !drop.isEmpty()) {
      session.history().drop(drop);
    }
  }

  private static void recordGone(Session session) throws SQLException {
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
      record(session, row);
      interrupted.remove(row.version());
    }
    interrupted.sort(Versions.ORDER);
    for (String version : interrupted) {
      JournalEntry entry =
          JournalEntry.of(JournalEvent.Type.ROLLED_BACK, version, "", "").withUndo();
      session.append(List.of(), entry.withDetail("fresh"));
    }
  }

  private static void record(Session session, HistoryRow row) throws SQLException {
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
