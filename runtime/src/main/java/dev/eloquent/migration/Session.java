package dev.eloquent.migration;

import dev.eloquent.history.DatabaseSession;
import dev.eloquent.history.History;
import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.history.LockLostException;
import dev.eloquent.history.LockTimeoutException;
import dev.eloquent.history.MigrationLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An opened history and, once it is had, the lock; closes what it opened. */
final class Session implements AutoCloseable {
  private static final long LOCK_CHECK_NANOS = Duration.ofSeconds(5).toNanos();

  private final Settings settings;
  private final History history;
  private @Nullable MigrationLock lock;
  private boolean lockChecked;
  private long lockCheckedAt;
  private @Nullable HistoryState state;
  private @Nullable LockChain chain;
  private @Nullable HeldListener whole;
  private boolean wholeWithoutForeignKeys;
  private @Nullable Versions versions;

  private Session(Settings settings, History history) {
    this.settings = settings;
    this.history = history;
  }

  /** Connects; outside of a transaction. */
  static Session open(Settings settings) {
    try {
      return new Session(
          settings, settings.source().open(settings.historyTable(), settings.author()));
    } catch (SQLException e) {
      throw Failures.database(e, settings.historyTable());
    }
  }

  Settings settings() {
    return settings;
  }

  History history() {
    return history;
  }

  DatabaseSession database() {
    return history.database();
  }

  MigrationListener listener() {
    return whole == null ? settings.listener() : whole;
  }

  /** Begins a transaction that those of the versions are parts of. */
  void beginWhole(boolean foreignKeysOff) throws SQLException {
    history.database().begin(foreignKeysOff);
    whole = new HeldListener(settings.listener());
    wholeWithoutForeignKeys = foreignKeysOff;
  }

  /** Whether one is open. */
  boolean isWhole() {
    return whole != null;
  }

  /** Ends it: it is committed. */
  void endWhole() {
    HeldListener held = whole;
    whole = null;
    if (held != null) {
      held.release();
    }
  }

  /** Begins a version's transaction; true with foreign keys off, so that they must be checked. */
  boolean begin(boolean foreignKeysOff) throws SQLException {
    if (whole != null) {
      return wholeWithoutForeignKeys;
    }
    history.database().begin(foreignKeysOff);
    return foreignKeysOff;
  }

  /** Commits a version's transaction. */
  void commit() throws SQLException {
    if (whole == null) {
      history.database().commit();
    }
  }

  Versions versions() {
    if (versions == null) {
      versions = new Versions(settings.catalog(), history.dialect(), settings.sealedOnly());
    }
    return versions;
  }

  /** What history and journal say; {@link #loadLocked} or {@link #read} comes first. */
  HistoryState state() {
    if (state == null) {
      throw new IllegalStateException("not loaded");
    }
    return state;
  }

  /** The lock's chain hash of that. */
  LockChain chain() {
    if (chain == null) {
      chain = new LockChain(state(), versions());
    }
    return chain;
  }

  /** Waits for the lock, makes sure of the tables, and reads them. */
  Loaded loadLocked() throws SQLException {
    history.identify();
    lock();
    return loadTables();
  }

  /** The same beside another session on the database, which has the lock of its own history. */
  Loaded loadBeside() throws SQLException {
    history.identify();
    if (!history.locksDatabase()) {
      lock();
    }
    return loadTables();
  }

  private void lock() throws SQLException {
    try {
      lock =
          history.lock(
              settings.limits().migrator(),
              new MigrationLock.Waiting() {
                @Override
                public void waiting(String holder, Duration waited) {
                  listener().waitingForLock(holder, waited);
                }
              });
    } catch (LockLostException e) {
      throw new MigrationException(
          MigrationProblem.POOLED_SESSION,
          Failures.message(e) + " Nothing was changed.",
          Failures.cause(e));
    } catch (LockTimeoutException e) {
      throw new MigrationException(
          MigrationProblem.LOCKED,
          "Another migrator works on this database: "
              + e.holder()
              + ". Waited "
              + settings.limits().migrator().toSeconds()
              + " s. Try again when it is done, or wait longer with --lock-timeout.",
          null);
    }
  }

  private Loaded loadTables() throws SQLException {
    history.database().limit(settings.limits().statement(), settings.limits().lock());
    Set<String> existing = history.existing();
    if (existing.size() < 2) {
      history.create(existing);
    }
    return readLocked();
  }

  /** Reads without the lock and creates nothing; the later reads see one state. */
  Loaded readOnly(boolean withContent) throws SQLException {
    history.identify();
    history.database().beginSnapshot();
    return read(history.existing(), withContent);
  }

  /** Reads them again, under the lock: a rollback has taken back what was appended. */
  void reload() throws SQLException {
    readLocked();
  }

  private Loaded readLocked() throws SQLException {
    Set<String> both = Set.of(history.table(), history.journal());
    Loaded loaded = read(both, false);
    if (loaded.unwritten().isEmpty()) {
      return loaded;
    }
    history.complete(loaded.unwritten());
    listener().warning(completed(loaded.unwritten()));
    return read(both, false);
  }

  private String completed(List<HistoryRow> rows) {
    int first = rows.get(0).rank();
    int last = rows.get(rows.size() - 1).rank();
    String table = history.table();
    return (first == last
            ? "Row " + first + " of " + table + " was"
            : "Rows " + first + " to " + last + " of " + table + " were")
        + " missing behind the journal's newest events, as after a run that was killed before it"
        + " wrote them; now written, as the journal has them.";
  }

  private Loaded read(Set<String> existing, boolean withContent) throws SQLException {
    List<JournalEvent> events =
        existing.contains(history.journal()) ? history.events(withContent) : List.of();
    List<HistoryRow> rows = existing.contains(history.table()) ? history.rows() : List.of();
    List<HistoryRow> unwritten = history.unwritten(events, rows);
    if (!unwritten.isEmpty()) {
      rows = new ArrayList<>(rows);
      rows.addAll(unwritten);
    }
    state = new HistoryState(rows, events);
    chain = null;
    return new Loaded(existing, rows, unwritten, events);
  }

  /**
   * The tables as they were read.
   *
   * @param existing which of them exist
   * @param rows by rank, the unwritten ones included
   * @param unwritten what {@link History#unwritten} says
   */
  record Loaded(
      Set<String> existing,
      List<HistoryRow> rows,
      List<HistoryRow> unwritten,
      List<JournalEvent> events) {}

  /** Appends rows and their event to the running transaction, and to the state. */
  void append(List<HistoryRow> rows, JournalEntry entry) throws SQLException {
    int rank = rows.isEmpty() ? state().lastRank() : rows.get(rows.size() - 1).rank();
    appendAt(rows, entry, rank);
  }

  /** Appends an event that accounts for rows up to that rank. */
  void appendAt(List<HistoryRow> rows, JournalEntry entry, int rank) throws SQLException {
    checkLock();
    boolean failed = entry.is(JournalEvent.Type.FAILED);
    JournalEntry safe =
        failed ? entry.withDetail(settings.redactor().apply(entry.detail())) : entry;
    JournalEvent event = history.append(rows, safe, rank);
    for (HistoryRow row : rows) {
      state().add(row);
    }
    state().add(event);
  }

  /** Journals how a person agreed to what comes next, if one had to. */
  void journalConsent() throws SQLException {
    if (!settings.consent().isEmpty()) {
      begin(false);
      append(List.of(), unchanged(JournalEvent.Type.FORCED, settings.consent()));
      commit();
    }
  }

  /** Journals a refusal; false where there is no journal. */
  boolean journalRefusal(String what) throws SQLException {
    return journalAlone(JournalEvent.Type.REFUSED, what);
  }

  /** Journals the consent to what changes no version; false where there is no journal. */
  boolean journalConsentAlone() throws SQLException {
    return journalAlone(JournalEvent.Type.FORCED, settings.consent());
  }

  private boolean journalAlone(JournalEvent.Type type, String what) throws SQLException {
    history.identify();
    if (history.existing().size() < 2) {
      return false;
    }
    loadLocked();
    history.database().begin(false);
    // What Flyway has done since stays to be adopted.
    appendAt(List.of(), unchanged(type, what), state().journalledRank());
    history.database().commit();
    return true;
  }

  /** An event about no version, that leaves everything where it is. */
  private JournalEntry unchanged(JournalEvent.Type type, String detail) {
    JournalEvent last = state().lastEvent();
    return JournalEntry.of(type, "", "", "")
        .withState(last == null ? "" : last.entry().chainHash(), List.of())
        .withDetail(detail);
  }

  /** Whenever something is recorded, but not so often that a short version would feel it. */
  private void checkLock() throws SQLException {
    long now = System.nanoTime();
    if (lock != null && (!lockChecked || now - lockCheckedAt > LOCK_CHECK_NANOS)) {
      lock.check();
      lockChecked = true;
      lockCheckedAt = now;
    }
  }

  /** The failure of a statement of this library's own. */
  MigrationException failure(SQLException e) {
    return Failures.own(e, settings.historyTable(), settings.limits());
  }

  /**
   * Frees the lock, whatever became of the connection, and gives that back as it was; never hides
   * an earlier failure.
   */
  @Override
  public void close() {
    try (history) {
      try {
        history.database().end();
      } finally {
        if (lock != null) {
          lock.close();
        }
      }
    } catch (SQLException e) {
      listener().warning("Closing the connection failed: " + Failures.message(e));
    }
  }
}
