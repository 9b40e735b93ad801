package dev.eloquent.document;

import com.mongodb.MongoException;
import dev.eloquent.history.Checkpoint;
import dev.eloquent.history.Checkpoint.Named;
import dev.eloquent.history.Checkpoint.Rule;
import dev.eloquent.history.Checkpoint.Settlement;
import dev.eloquent.history.DatabaseSession;
import dev.eloquent.history.HistoryException;
import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEnd;
import dev.eloquent.history.JournalEntry;
import dev.eloquent.history.JournalEvent;
import dev.eloquent.history.LockLostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands, and writes what is appended at the commit, an event and then its rows.
 *
 * <p>Before each command and each write it makes sure that the lock is still ours. Two that believe
 * so can still not both write an event: its number is the key.
 */
final class MongoSession extends DatabaseSession {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete");
  private final Server server;
  private final String table;
  private final String journal;
  private @Nullable Command parsed;
  private final List<Appended> appended = new ArrayList<>();
  private final WaitingRows waiting = new WaitingRows(this::insertRows);
  private @Nullable Lease lease;
  private @Nullable Duration limit;
  private boolean again;

  /** Whose creation is not recorded yet. */
  private @Nullable String created;

  private record Appended(List<HistoryRow> rows, JournalEvent event) {}

  MongoSession(Server server, String table, String journal, JournalEnd end) {
    super(end);
    this.server = server;
    this.table = table;
    this.journal = journal;
  }

  void lockedBy(Lease lock) {
    lease = lock;
  }

  /** Keeps it for the commit. */
  void keep(List<HistoryRow> rows, JournalEvent event) {
    appended.add(new Appended(rows, event));
  }

  /** Events in one write, up to those whose rows are too many to be kept back. */
  @Override
  public void commit() throws SQLException {
    List<JournalEvent> events = new ArrayList<>();
    List<HistoryRow> rows = new ArrayList<>();
    for (Appended each : appended) {
      events.add(each.event());
      rows.addAll(each.rows());
      if (rows.size() >= WaitingRows.MOST) {
        insert(events, rows);
        events.clear();
        rows.clear();
      }
    }
    if (!events.isEmpty()) {
      insert(events, rows);
    }
    appended.clear();
    created = null;
    super.commit();
  }

  /** Where a command follows at once, the rows can wait. */
  private void insert(List<JournalEvent> events, List<HistoryRow> rows) throws SQLException {
    waiting.makeRoom(rows.size());
    insertEvents(events);
    waiting.add(rows);
    JournalEntry last = events.get(events.size() - 1).entry();
    if (!last.is(JournalEvent.Type.STARTED) && !last.is(JournalEvent.Type.STATEMENT)) {
      waiting.flush();
    }
  }

  private void insertEvents(List<JournalEvent> events) throws SQLException {
    checkLease();
    try {
      server.insert(journal, events.stream().map(Documents::of).toList());
    } catch (MongoException e) {
      if (!MongoFailures.isDuplicate(e)) {
        throw new HistoryException("insert into " + journal, MongoFailures.of(e));
      }
      throw lost("event " + events.get(0).id(), journal, e);
    }
  }

  private static LockLostException lost(String what, String collection, MongoException e) {
    return new LockLostException(
        "Another migrator has written "
            + what
            + " of "
            + collection
            + ": this one has lost the lock, and does nothing more. Look with migrate:status, and"
            + " run again.",
        MongoFailures.of(e));
  }

  /** Writes rows whose events are written. */
  void insertRows(List<HistoryRow> rows) throws SQLException {
    checkLease();
    try {
      server.insert(table, rows.stream().map(Documents::of).toList());
    } catch (MongoException e) {
      if (!MongoFailures.isDuplicate(e)) {
        throw new HistoryException("insert into " + table, MongoFailures.of(e));
      }
      // It found our events without their rows, and has completed them.
      throw lost("row " + rows.get(0).rank(), table, e);
    }
  }

  /** Asks the server whether the lock is ours, if it was. */
  void confirmLease() throws SQLException {
    if (lease != null) {
      lease.confirm();
    }
  }

  private void checkLease() throws SQLException {
    if (lease != null) {
      lease.check();
    }
  }

  /** What is written already stays, its rows too. */
  @Override
  public void rollback() throws SQLException {
    appended.clear();
    super.rollback();
    waiting.flush();
  }

  /** Makes sure that every row is written whose event is. */
  void flushRows() throws SQLException {
    waiting.flush();
  }

  /** Commands are in no transaction. */
  @Override
  public void leaveTransaction() {}

  @Override
  public void end() throws SQLException {
    appended.clear();
    waiting.close();
  }

  /** Each is asked about before it runs, and parsed once. */
  private Command parse(String json) throws SQLException {
    Command command = parsed;
    if (command == null || !command.json().equals(json)) {
      command = Command.of(json);
      parsed = command;
    }
    return command;
  }

  /** Of what is no command nothing: it fails when it is its turn. */
  @Override
  public Checkpoint checkpoint(String json, boolean outside) {
    try {
      return parse(json).checkpoint();
    } catch (SQLException e) {
      return Checkpoint.OPAQUE;
    }
  }

  /** A new collection and its indexes, which are gone with it if it is taken back. */
  @Override
  public boolean isRecordedLater(String done, String next) {
    try {
      Command first = parse(done);
      Command second = parse(next);
      boolean unrecorded = first.is("create") || first.collection().equals(created);
      boolean same = second.collection().equals(first.collection());
      created = unrecorded && same && second.is("createIndexes") ? first.collection() : null;
      return created != null;
    } catch (SQLException e) {
      // The next one fails when it is its turn.
      return false;
    }
  }

  @Override
  public Settlement settle(Checkpoint before) throws SQLException {
    List<Named> now = new ArrayList<>();
    List<BsonDocument> collections = server.listCollections();
    for (Named object : before.objects()) {
      boolean there =
          object.kind().startsWith(Command.INDEX_OF)
              ? hasIndex(object.kind().substring(Command.INDEX_OF.length()), object.name())
              : find(collections, object.name()) != null;
      String state = there ? Named.PRESENT : Named.ABSENT;
      now.add(new Named(object.kind(), object.name(), state));
    }
    if (before.rule() == Rule.CREATES && !now.get(0).absent()) {
      BsonDocument listed = find(collections, now.get(0).name());
      BsonDocument create = Command.of(before.environment()).document();
      if (listed == null || !Options.same(create, options(listed))) {
        return Settlement.unknown(now.get(0) + " is there with other options");
      }
    }
    return before.compare(now, before.environment());
  }

  private boolean hasIndex(String collection, String name) throws SQLException {
    return server.listIndexes(collection).stream()
        .anyMatch(index -> index.getString("name").getValue().equals(name));
  }

  private static @Nullable BsonDocument find(List<BsonDocument> listed, String name) {
    for (BsonDocument each : listed) {
      if (each.getString("name").getValue().equals(name)) {
        return each;
      }
    }
    return null;
  }

  private static BsonDocument options(BsonDocument listed) {
    return listed.getDocument("options", new BsonDocument());
  }

  @Override
  public void beginAgain(String json, boolean outside) {
    again = true;
  }

  @Override
  public void execute(String json) throws SQLException {
    Command command = parse(json);
    boolean repeated = again;
    again = false;
    try {
      if (command.isBounded()) {
        new BoundedUpdate(server, command).run(part -> run(command, part));
      } else if (repeated && command.isIdentifiedInsert()) {
        insertMissing(command);
      } else {
        run(command, command.document());
      }
    } catch (MongoException e) {
      throw MongoFailures.of(e);
    }
  }

  /** Leaves out what an earlier attempt has inserted. */
  private void insertMissing(Command command) throws SQLException {
    List<BsonDocument> documents = new ArrayList<>();
    command.list("documents").forEach(document -> documents.add(document.asDocument()));
    List<BsonDocument> missing = server.missing(command.collection(), documents);
    if (!missing.isEmpty()) {
      BsonDocument rest = command.document().clone();
      rest.put("documents", new BsonArray(missing));
      run(command, rest);
    }
  }

  private void run(Command command, BsonDocument document) throws SQLException {
    checkLease();
    BsonDocument complete = new BsonDocument();
    complete.putAll(document);
    if (!complete.containsKey("writeConcern")) {
      complete.put("writeConcern", Server.MAJORITY);
    }
    if (limit != null && !complete.containsKey("maxTimeMS")) {
      complete.put("maxTimeMS", new BsonInt64(limit.toMillis()));
    }
    if (!command.is("renameCollection")) {
      checkWritten(command, server.run(complete));
      return;
    }
    complete.put("renameCollection", qualified(command.collection()));
    complete.put("to", qualified(document.getString("to").getValue()));
    checkWritten(command, server.runOnAdmin(complete));
  }

  private BsonString qualified(String collection) {
    return new BsonString(server.name() + "." + collection);
  }

  /** An answer can be good and still say that something was not written. */
  private static void checkWritten(Command command, BsonDocument answer) throws SQLException {
    BsonArray errors = answer.getArray("writeErrors", new BsonArray());
    if (!errors.isEmpty()) {
      BsonDocument error = errors.get(0).asDocument();
      int code = error.isNumber("code") ? error.getNumber("code").intValue() : 0;
      String text = error.getString("errmsg", new BsonString("")).getValue();
      throw failed(command, answer, text + " (code " + code + ")", MongoFailures.state(code));
    }
    if (answer.isDocument("writeConcernError")) {
      BsonDocument error = answer.getDocument("writeConcernError");
      String text = error.getString("errmsg", new BsonString("")).getValue();
      // It took effect here, and nobody knows whether it stays.
      throw new SQLException("not acknowledged by the majority: " + text, "08007");
    }
  }

  /** What changed documents and cannot be repeated is no failure that had no effect. */
  private static SQLException failed(
      Command command, BsonDocument answer, String text, String state) {
    String field = answer.containsKey("nModified") ? "nModified" : "n";
    int written = answer.isNumber(field) ? answer.getNumber(field).intValue() : 0;
    boolean partly = written > 0 && WRITES.contains(command.name());
    if (!partly || command.isRepeatable()) {
      return new SQLException(text, state);
    }
    return new SQLException(text + "; before that it wrote " + written + " documents", "08007");
  }

  /** Runs a command of this library's own. */
  void executeOwn(String json) throws SQLException {
    Command command = Command.of(json);
    checkLease();
    MongoFailures.own(json, () -> server.run(command.document()));
  }

  @Override
  public void limit(@Nullable Duration running, @Nullable Duration waiting) {
    limit = running;
  }

  @Override
  public Set<String> losers(String json) {
    try {
      return Command.of(json).losers();
    } catch (SQLException e) {
      return Set.of();
    }
  }

  @Override
  public long count(String collection) {
    try {
      return server.collection(collection).estimatedDocumentCount();
    } catch (MongoException e) {
      return -1;
    }
  }

  @Override
  public Connection connection() throws SQLException {
    throw new SQLFeatureNotSupportedException(
        "A migration that is a Java class needs a connection of JDBC's, and MongoDB has none.");
  }
}
