package dev.eloquent.document;

import dev.eloquent.history.DatabaseSession;
import dev.eloquent.history.History;
import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.history.JournalEvent.Author;
import dev.eloquent.history.LockLoop;
import dev.eloquent.history.LockTimeoutException;
import dev.eloquent.history.MigrationLock;
import dev.eloquent.history.SchemaObject;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * A history in two collections of MongoDB's, and a lease as the lock.
 *
 * <p>An event is written before the rows that it accounts for and holds a copy of them: a process
 * that is killed between the two leaves rows that the next one writes.
 */
final class MongoHistory extends History {
  private static final BsonDocument ALL = new BsonDocument();
  private static final BsonDocument HEAD =
      new BsonDocument("installed_rank", new BsonInt32(1)).append("chain_hash", new BsonInt32(1));
  private static final BsonDocument WITHOUT_CONTENT = new BsonDocument("content", new BsonInt32(0));
  private static final BsonDocument NEWEST = new BsonDocument("_id", new BsonInt32(-1));

  private final Server server;
  private final Author author;
  private final Duration lease;
  private final Runnable closing;
  private final MongoSession session;
  private @Nullable JournalEvent lastRead;

  MongoHistory(Server server, String table, Author author, Duration lease, Runnable closing) {
    super(table, author);
    this.server = server;
    this.author = author;
    this.lease = lease;
    this.closing = closing;
    this.session = new MongoSession(server, this.table, journal, end());
  }

  @Override
  public DatabaseSession database() {
    return session;
  }

  @Override
  public String dialect() {
    return "mongodb";
  }

  @Override
  public String scriptType() {
    return HistoryRow.MONGO;
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public boolean recordsAhead() {
    return true;
  }

  @Override
  public boolean transactionalDdl() {
    return false;
  }

  @Override
  public @Nullable Head head() throws SQLException {
    BsonDocument event = server.findFirst(journal, ALL, NEWEST, HEAD);
    if (event == null) {
      return null;
    }
    BsonDocument row = server.findFirst(table, ALL, NEWEST, HEAD);
    return new Head(
        row == null ? 0 : Documents.number(row, "_id"),
        Documents.number(event, "installed_rank"),
        event.getString("chain_hash", new BsonString("")).getValue());
  }

  @Override
  protected Identity readIdentity() throws SQLException {
    return new Identity(server.user(), server.now());
  }

  @Override
  public MigrationLock lock(Duration timeout, MigrationLock.Waiting waiting)
      throws SQLException, LockTimeoutException {
    Lease lock = new Lease(server, table, author, lease);
    LockLoop.acquire(lock, timeout, waiting);
    session.lockedBy(lock);
    return lock;
  }

  @Override
  public Set<String> existing() throws SQLException {
    return server.present(Set.of(table, journal));
  }

  @Override
  public void create(Set<String> existing) throws SQLException {
    for (String name : List.of(table, journal)) {
      if (!existing.contains(name)) {
        server.create(name);
      }
    }
  }

  /** Those of events that others have written since the events were read are left out. */
  @Override
  public List<HistoryRow> rows() throws SQLException {
    session.flushRows();
    List<HistoryRow> rows = new ArrayList<>();
    for (BsonDocument document : server.findAll(table, ALL, ALL)) {
      rows.add(Documents.row(document));
    }
    JournalEvent last = lastRead;
    int accounted = last == null ? 0 : last.installedRank();
    if (!rows.isEmpty() && rows.get(rows.size() - 1).rank() > accounted) {
      Set<Integer> since = new HashSet<>();
      for (JournalEvent event : eventsSince(last)) {
        rowsOf(event).forEach(row -> since.add(row.rank()));
      }
      rows.removeIf(row -> since.contains(row.rank()));
    }
    return rows;
  }

  private List<JournalEvent> eventsSince(@Nullable JournalEvent last) throws SQLException {
    BsonInt64 id = new BsonInt64(last == null ? 0 : last.id());
    BsonDocument newer = new BsonDocument("_id", new BsonDocument("$gt", id));
    List<JournalEvent> events = new ArrayList<>();
    for (BsonDocument document : server.findAll(journal, newer, WITHOUT_CONTENT)) {
      events.add(Documents.event(document));
    }
    return events;
  }

  @Override
  protected List<JournalEvent> readEvents(boolean withContent) throws SQLException {
    // What is appended next continues what is read, and would pass for the right holder's.
    session.confirmLease();
    List<JournalEvent> events = new ArrayList<>();
    for (BsonDocument document :
        server.findAll(journal, ALL, withContent ? ALL : WITHOUT_CONTENT)) {
      events.add(Documents.event(document));
    }
    lastRead = events.isEmpty() ? null : events.get(events.size() - 1);
    return events;
  }

  private static List<HistoryRow> rowsOf(JournalEvent event) {
    try {
      return HistoryRow.decode(event.entry().historyRows());
    } catch (IllegalArgumentException e) {
      // The event itself was changed, which checking the chain tells.
      return List.of();
    }
  }

  /** No more than a migrator ever keeps back: where more is missing, it was deleted. */
  @Override
  public List<HistoryRow> unwritten(List<JournalEvent> events, List<HistoryRow> rows) {
    int last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).rank();
    List<HistoryRow> unwritten = new ArrayList<>();
    for (int i = events.size() - 1; i >= 0 && unwritten.size() < WaitingRows.MOST; i--) {
      List<HistoryRow> theirs = rowsOf(events.get(i));
      List<HistoryRow> newer = theirs.stream().filter(row -> row.rank() > last).toList();
      unwritten.addAll(0, newer);
      if (newer.size() < theirs.size()) {
        break;
      }
    }
    boolean continues = !unwritten.isEmpty() && unwritten.get(0).rank() == last + 1;
    return continues ? unwritten : List.of();
  }

  @Override
  public void complete(List<HistoryRow> unwritten) throws SQLException {
    session.insertRows(unwritten);
  }

  @Override
  protected @Nullable String readContent(long id) throws SQLException {
    BsonDocument its = new BsonDocument("_id", new BsonInt64(id));
    BsonDocument event = server.findFirst(journal, its, ALL, ALL);
    return event == null ? null : event.getString("content", new BsonString("")).getValue();
  }

  @Override
  protected void write(List<HistoryRow> rows, JournalEvent event) {
    session.keep(rows, event);
  }

  @Override
  protected String installedOn(Instant instant) {
    return Documents.time(instant.toEpochMilli());
  }

  @Override
  public @Nullable Instant instant(HistoryRow row) {
    try {
      return Instant.parse(row.installedOn());
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public List<SchemaObject> objects(Set<String> kept) throws SQLException {
    List<SchemaObject> objects = new ArrayList<>();
    for (BsonDocument listed : server.listCollections()) {
      String name = listed.getString("name").getValue();
      boolean ours = kept.contains(name) || name.equals(Lease.COLLECTION);
      if (!ours && !name.startsWith("system.")) {
        String drop = new BsonDocument("drop", new BsonString(name)).toJson();
        String kind = listed.getString("type", new BsonString("collection")).getValue();
        objects.add(new SchemaObject(kind, name, drop));
      }
    }
    objects.sort((a, b) -> a.name().compareTo(b.name()));
    return objects;
  }

  @Override
  public List<String> tables() throws SQLException {
    return server.collections();
  }

  @Override
  public void drop(List<SchemaObject> objects) throws SQLException {
    for (SchemaObject object : objects) {
      session.executeOwn(object.sql());
    }
  }

  /** Closes the client, unless it is the application's. */
  @Override
  public void close() {
    closing.run();
  }
}
