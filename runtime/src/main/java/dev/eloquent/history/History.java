package dev.eloquent.history;

import dev.eloquent.history.JournalEvent.Author;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The history table and the journal of one catalogue in one database, whatever that keeps them in.
 *
 * <p>Rows are only added to the two: none is ever updated or deleted. What goes wrong is an {@link
 * SQLException} with SQL's state codes, of databases that are not asked in SQL, too.
 */
public abstract class History implements AutoCloseable {
  /** The history table's name, not quoted. */
  protected final String table;

  /** The journal's name, not quoted. */
  protected final String journal;

  private final JournalEnd end;
  private @Nullable ServerClock clock;
  private String user = "";

  /** Creates one; {@code author} writes its events. */
  protected History(String table, Author author) {
    this.table = table;
    this.journal = journalName(table);
    this.end = new JournalEnd(author);
  }

  /** The journal's name: it goes with the history table's. */
  public static String journalName(String table) {
    String flyway = "flyway_schema_history";
    return table.startsWith(flyway)
        ? "eloquent_journal" + table.substring(flyway.length())
        : table + "_journal";
  }

  /**
   * The newest state in one query.
   *
   * @param historyRank the highest rank in the history table; 0 for none
   * @param journalRank the rank that the journal's newest event names
   * @param chainHash that event's chain hash
   */
  public record Head(int historyRank, int journalRank, String chainHash) {}

  /** The session in which the two tables change and migrations run. */
  public abstract DatabaseSession database();

  /** The dialect's id. */
  public abstract String dialect();

  /** The type of the rows of versions that are scripts. */
  public String scriptType() {
    return HistoryRow.SQL;
  }

  /** Whether others, as Flyway, write rows too, which are then taken over. */
  public boolean isShared() {
    return true;
  }

  /**
   * Whether it is recorded with the success of a version that the next one begins, because a write
   * of its own costs as much as the version.
   */
  public boolean recordsAhead() {
    return false;
  }

  /** Whether a failed migration leaves nothing behind. */
  public abstract boolean transactionalDdl();

  /** The newest state; null if a table is missing or the journal is empty. */
  public abstract @Nullable Head head() throws SQLException;

  /** Asks for what every later step needs: the schema, the user and the server's clock. */
  public final void identify() throws SQLException {
    Identity identity = readIdentity();
    user = identity.user();
    clock = new ServerClock(identity.now());
  }

  /** Who the database says we are, when, and where. */
  protected record Identity(String user, Instant now) {
    /** Subclasses of other packages make them, too. */
    public Identity {}
  }

  /** Reads the identity. */
  protected abstract Identity readIdentity() throws SQLException;

  /** Waits for the right to migrate; {@link #identify} comes first. */
  public abstract MigrationLock lock(Duration timeout, MigrationLock.Waiting waiting)
      throws SQLException, LockTimeoutException;

  /** Which of the two tables exist. */
  public abstract Set<String> existing() throws SQLException;

  /** Creates what is missing of the two tables. */
  public abstract void create(Set<String> existing) throws SQLException;

  /** All rows by rank; {@link #events} comes first. */
  public abstract List<HistoryRow> rows() throws SQLException;

  /**
   * Rows that were to follow the newest events and are not there; none where the two are written in
   * one transaction.
   */
  public List<HistoryRow> unwritten(List<JournalEvent> events, List<HistoryRow> rows) {
    return List.of();
  }

  /** Writes those rows; the lock is held. */
  public void complete(List<HistoryRow> unwritten) throws SQLException {
    throw new UnsupportedOperationException("rows and events are one transaction here");
  }

  /**
   * All events by their id; what is appended continues the last.
   *
   * @param withContent whether to read the statements' hashes and reverses too, which only checking
   *     the chain needs
   */
  public final List<JournalEvent> events(boolean withContent) throws SQLException {
    List<JournalEvent> events = readEvents(withContent);
    end.moveTo(events.isEmpty() ? null : events.get(events.size() - 1));
    return events;
  }

  /** Reads all events by their id. */
  protected abstract List<JournalEvent> readEvents(boolean withContent) throws SQLException;

  /** The content of one event. */
  public final JournalContent content(long id) throws SQLException {
    String found = readContent(id);
    if (found == null) {
      throw new SQLException("the journal has no event " + id);
    }
    try {
      return JournalContent.decode(found);
    } catch (IllegalArgumentException e) {
      throw new SQLException("the content of the journal's event " + id + " was changed", e);
    }
  }

  /** Reads the content of one event; null if there is no such event. */
  protected abstract @Nullable String readContent(long id) throws SQLException;

  /**
   * Appends rows and the event that accounts for them to the running transaction.
   *
   * @param rankAfter the highest rank in the history table afterwards
   */
  public final JournalEvent append(List<HistoryRow> rows, JournalEntry entry, int rankAfter)
      throws SQLException {
    JournalEvent event = end.next(entry, rankAfter, now());
    write(rows, event);
    end.advance(event);
    return event;
  }

  /** Writes rows and event. */
  protected abstract void write(List<HistoryRow> rows, JournalEvent event) throws SQLException;

  /** A row with this session's user and the server's time. */
  public final HistoryRow row(
      int rank,
      String version,
      String description,
      String type,
      String script,
      @Nullable Integer checksum,
      int executionTime,
      boolean success) {
    return new HistoryRow(
        rank,
        version,
        HistoryRow.describe(description),
        type,
        script,
        checksum,
        user,
        installedOn(now()),
        executionTime,
        success);
  }

  /** The canonical form of an instant. */
  protected abstract String installedOn(Instant instant);

  /** Now, by the server's clock. */
  public final Instant now() {
    if (clock == null) {
      throw new IllegalStateException("identify() comes first");
    }
    return clock.now();
  }

  /** When a row was installed; null if the text is none of ours or Flyway's. */
  public abstract @Nullable Instant instant(HistoryRow row);

  /** What the schema holds, without the two tables and what extensions own. */
  public abstract List<SchemaObject> objects(Set<String> keptTables) throws SQLException;

  /** Names of all tables in the schema. */
  public abstract List<String> tables() throws SQLException;

  /** Whether there is a table of that name, where a foreign key would look for it. */
  public boolean hasTable(String name) throws SQLException {
    return tables().contains(name);
  }

  /** Whether the lock of one history keeps the migrators of the database's other ones out, too. */
  public boolean locksDatabase() {
    return false;
  }

  /**
   * Drops the objects in an order that their dependencies allow; in the running transaction where
   * DDL is transactional.
   */
  public abstract void drop(List<SchemaObject> objects) throws SQLException;

  /** The history table's name. */
  public final String table() {
    return table;
  }

  /** The journal's name. */
  public final String journal() {
    return journal;
  }

  /** The journal's end, which a session takes back with its transaction. */
  protected final JournalEnd end() {
    return end;
  }

  /** Gives the connection back. */
  @Override
  public abstract void close() throws SQLException;
}
