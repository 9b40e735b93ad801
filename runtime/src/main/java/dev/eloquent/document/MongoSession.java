package dev.eloquent.document;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import dev.eloquent.history.Checkpoint;
import dev.eloquent.history.Checkpoint.Named;
import dev.eloquent.history.Checkpoint.Rule;
import dev.eloquent.history.Checkpoint.Settlement;
import dev.eloquent.history.DatabaseSession;
import dev.eloquent.history.HistoryException;
import dev.eloquent.history.HistoryRow;
import dev.eloquent.history.JournalEnd;
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
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands, and writes what is appended at the commit, an event and then its rows.
 *
 * <p>Before each command and each write it makes sure that the lock is still ours. Two that believe
 * so can still not both write an event: its number is the key.
 */
final class MongoSession extends DatabaseSession {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete");
  private static final BsonDocument MAJORITY =
      new BsonDocument("w", new BsonString("majority")).append("j", BsonBoolean.TRUE);

  private final Server server;
  private final MongoCollection<BsonDocument> rows;
  private final MongoCollection<BsonDocument> events;
  private @Nullable Command parsed;
  private final List<Appended> appended = new ArrayList<>();
  private final WriteBehind behind = new WriteBehind();
  private @Nullable Lease lease;
  private @Nullable Duration limit;
  private boolean again;

  private record Appended(List<HistoryRow> rows, JournalEvent event) {}

  MongoSession(Server server, String table, String journal, JournalEnd end) {
    super(end);
    this.server = server;
    this.rows = server.collection(table);
    this.events = server.collection(journal);
  }

  void lockedBy(Lease lock) {
    lease = lock;
  }

  /** Keeps it for the commit. */
  void keep(List<HistoryRow> rows, JournalEvent event) {
    appended.add(new Appended(rows, event));
  }

  /** Events in one write, up to the next that has rows, so that only one waits for its rows. */
  @Override
  public void commit() throws SQLException {
    behind.await();
    List<JournalEvent> together = new ArrayList<>();
    List<HistoryRow> theirs = List.of();
    for (Appended each : appended) {
      if (!each.rows().isEmpty() && !theirs.isEmpty()) {
        insert(together, theirs);
        together.clear();
        theirs = List.of();
      }
      together.add(each.event());
      theirs = each.rows().isEmpty() ? theirs : each.rows();
    }
    if (!together.isEmpty()) {
      insert(together, theirs);
    }
    appended.clear();
    super.commit();
  }

  /** Where a command follows at once, the rows are written meanwhile. */
  private void insert(List<JournalEvent> together, List<HistoryRow> theirs) throws SQLException {
    checkLease();
    insertEvents(together);
    JournalEvent last = together.get(together.size() - 1);
    if (last.entry().is(JournalEvent.Type.STARTED)) {
      behind.begin(() -> insert(theirs));
    } else {
      insert(theirs);
    }
  }

  private void insertEvents(List<JournalEvent> together) throws SQLException {
    List<BsonDocument> documents = new ArrayList<>();
    for (JournalEvent event : together) {
      documents.add(Documents.of(event));
    }
    try {
      if (documents.size() == 1) {
        events.insertOne(documents.get(0));
      } else {
        events.insertMany(documents);
      }
    } catch (MongoException e) {
      if (!MongoFailures.isDuplicate(e)) {
        throw MongoFailures.of(e);
      }
      throw lost("event " + together.get(0).id(), events, e);
    }
  }

  private static LockLostException lost(
      String what, MongoCollection<BsonDocument> collection, MongoException e) {
    return new LockLostException(
        "Another migrator has written "
            + what
            + " of "
            + collection.getNamespace().getCollectionName()
            + ": this one has lost the lock, and does nothing more. Look with migrate:status, and"
            + " run again.",
        MongoFailures.of(e));
  }

  /** Writes rows whose event is written. */
  void insert(List<HistoryRow> missing) throws SQLException {
    for (HistoryRow row : missing) {
      checkLease();
      try {
        rows.insertOne(Documents.of(row));
      } catch (MongoException e) {
        if (MongoFailures.isDuplicate(e)) {
          // It found our event without its row, and has completed it.
          throw lost("row " + row.rank(), rows, e);
        }
        throw new HistoryException(
            "insert into " + rows.getNamespace().getCollectionName(), MongoFailures.of(e));
      }
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
    behind.await();
  }

  /** Makes sure that every row is written whose event is. */
  void awaitRows() throws SQLException {
    behind.await();
  }

  /** Commands are in no transaction. */
  @Override
  public void leaveTransaction() {}

  @Override
  public void end() throws SQLException {
    appended.clear();
    behind.close();
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
    BsonArray missing = new BsonArray();
    for (BsonValue value : command.list("documents")) {
      BsonDocument document = value.asDocument();
      BsonDocument id = new BsonDocument("_id", document.get("_id"));
      if (!document.equals(server.collection(command.collection()).find(id).first())) {
        missing.add(document);
      }
    }
    if (!missing.isEmpty()) {
      BsonDocument rest = command.document().clone();
      rest.put("documents", missing);
      run(command, rest);
    }
  }

  private void run(Command command, BsonDocument document) throws SQLException {
    checkLease();
    BsonDocument complete = new BsonDocument();
    complete.putAll(document);
    if (!complete.containsKey("writeConcern")) {
      complete.put("writeConcern", MAJORITY);
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
