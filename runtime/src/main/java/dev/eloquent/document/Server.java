package dev.eloquent.document;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The database, read and written so that no failover takes back what was acknowledged.
 *
 * <p>What this library reads and writes for itself are database commands as a version's are: a
 * start has one way through the driver to load and to warm up. So they are also sent again here, as
 * the driver does with its own reads and writes.
 */
final class Server {
  /** Written by the majority of the servers, on disk. */
  static final BsonDocument MAJORITY =
      new BsonDocument("w", new BsonString("majority")).append("j", BsonBoolean.TRUE);

  private static final BsonDocument COMMITTED =
      new BsonDocument("level", new BsonString("majority"));
  private static final BsonDocument BY_ID = new BsonDocument("_id", new BsonInt32(1));
  private static final BsonInt32 PAGE = new BsonInt32(1_000);
  private static final BsonInt32 ZERO = new BsonInt32(0);
  private static final BsonDocument NONE = new BsonDocument();
  private static final String HELLO = "hello";

  private final MongoDatabase database;
  private final MongoDatabase admin;
  private String hello = "isMaster";

  Server(MongoClient client, String name) {
    this.database = safe(client.getDatabase(name));
    this.admin = safe(client.getDatabase("admin"));
  }

  /** Also from what the application has set for itself. */
  private static MongoDatabase safe(MongoDatabase database) {
    return database
        .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
        .withReadPreference(ReadPreference.primary())
        .withReadConcern(ReadConcern.MAJORITY)
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  /** The database's name. */
  String name() {
    return database.getName();
  }

  MongoCollection<BsonDocument> collection(String name) {
    return database.getCollection(name, BsonDocument.class);
  }

  /** Runs a command; a failure is the driver's. */
  BsonDocument run(BsonDocument command) {
    return database.runCommand(command, BsonDocument.class);
  }

  /** Runs a command on the database {@code admin}. */
  BsonDocument runOnAdmin(BsonDocument command) {
    return admin.runCommand(command, BsonDocument.class);
  }

  /** Does what does no more if it is done twice: again if the connection or the server was lost. */
  private static <T> T again(MongoFailures.Call<T> call) {
    try {
      return call.run();
    } catch (MongoException e) {
      if (!MongoFailures.isLost(e)) {
        throw e;
      }
      return call.run();
    }
  }

  /** Creates a collection, unless it is there: a first attempt may have done that unanswered. */
  void create(String collection) throws SQLException {
    BsonDocument create = new BsonDocument("create", new BsonString(collection));
    try {
      MongoFailures.own("create " + collection, () -> again(() -> run(create)));
    } catch (SQLException e) {
      if (!present(Set.of(collection)).contains(collection)) {
        throw e;
      }
    }
  }

  /** The first document of a collection in an order; null for none. */
  @Nullable BsonDocument findFirst(
      String collection, BsonDocument filter, BsonDocument order, BsonDocument fields)
      throws SQLException {
    BsonDocument command = query(collection, filter, order, fields);
    List<BsonDocument> found = find(command.append("limit", new BsonInt32(1)));
    return found.isEmpty() ? null : found.get(0);
  }

  /**
   * All documents of a collection that only grows, in the order of {@code _id}: page by page, since
   * a cursor belongs to a session, until one is empty, since one can end before its limit.
   */
  List<BsonDocument> findAll(String collection, BsonDocument filter, BsonDocument fields)
      throws SQLException {
    BsonDocument command =
        query(collection, filter, BY_ID, fields).append("limit", PAGE).append("batchSize", PAGE);
    List<BsonDocument> all = new ArrayList<>();
    List<BsonDocument> page;
    do {
      page = find(command.append("skip", new BsonInt32(all.size())));
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  private static BsonDocument query(
      String collection, BsonDocument filter, BsonDocument order, BsonDocument fields) {
    return new BsonDocument("find", new BsonString(collection))
        .append("filter", filter)
        .append("sort", order)
        .append("projection", fields)
        .append("singleBatch", BsonBoolean.TRUE)
        .append("readConcern", COMMITTED);
  }

  private List<BsonDocument> find(BsonDocument command) throws SQLException {
    String what = "find in " + command.getString("find").getValue();
    return firstBatch(MongoFailures.own(what, () -> again(() -> run(command))));
  }

  private static List<BsonDocument> firstBatch(BsonDocument answer) {
    List<BsonDocument> documents = new ArrayList<>();
    for (BsonValue document : answer.getDocument("cursor").getArray("firstBatch")) {
      documents.add(document.asDocument());
    }
    return documents;
  }

  /**
   * Inserts documents whose {@code _id} is given, in their order, up to the first that is there.
   *
   * @throws MongoException if one is there, or the driver's failure
   */
  void insert(String collection, List<BsonDocument> documents) throws SQLException {
    try {
      write("insert", collection, "documents", documents);
    } catch (MongoException e) {
      if (!MongoFailures.isLost(e)) {
        throw e;
      }
      insertMissing(collection, documents);
    }
  }

  /** What was sent before may arrive late, or not be the majority's yet: then it is in the way. */
  private void insertMissing(String collection, List<BsonDocument> documents) throws SQLException {
    List<BsonDocument> missing = missing(collection, documents);
    try {
      if (!missing.isEmpty()) {
        write("insert", collection, "documents", missing);
      }
    } catch (MongoException e) {
      if (!MongoFailures.isDuplicate(e) || !missing(collection, documents).isEmpty()) {
        throw e;
      }
    }
  }

  /** Those that are not there as they are here. */
  List<BsonDocument> missing(String collection, List<BsonDocument> documents) throws SQLException {
    BsonArray ids = new BsonArray();
    documents.forEach(document -> ids.add(document.get("_id")));
    BsonDocument these = new BsonDocument("_id", new BsonDocument("$in", ids));
    List<BsonDocument> missing = new ArrayList<>(documents);
    MongoFailures.own("find in " + collection, () -> missing.removeAll(found(collection, these)));
    return missing;
  }

  private List<BsonDocument> found(String collection, BsonDocument filter) {
    return collection(collection).find(filter).into(new ArrayList<>());
  }

  /**
   * Sets one document to another, or what an update says; the number of those that match.
   *
   * @param change does no more if it happens twice
   */
  int update(String collection, BsonDocument filter, BsonDocument change) throws SQLException {
    BsonDocument update = new BsonDocument("q", filter).append("u", change);
    return writeAgain("update of " + collection, "update", collection, "updates", update);
  }

  /** Deletes one document. */
  void delete(String collection, BsonDocument filter) throws SQLException {
    BsonDocument delete = new BsonDocument("q", filter).append("limit", new BsonInt32(1));
    writeAgain("delete from " + collection, "delete", collection, "deletes", delete);
  }

  private int writeAgain(
      String what, String command, String collection, String field, BsonDocument part)
      throws SQLException {
    return MongoFailures.own(
        what, () -> again(() -> write(command, collection, field, List.of(part))));
  }

  /** An answer can be good and still say that something was not written. */
  private int write(String command, String collection, String field, List<BsonDocument> parts) {
    BsonDocument answer =
        run(
            new BsonDocument(command, new BsonString(collection))
                .append(field, new BsonArray(parts))
                .append("writeConcern", MAJORITY));
    BsonArray errors = answer.getArray("writeErrors", new BsonArray());
    BsonDocument error =
        errors.isEmpty()
            ? answer.getDocument("writeConcernError", NONE)
            : errors.get(0).asDocument();
    if (!error.isEmpty()) {
      String text = error.getString("errmsg", new BsonString(error.toJson())).getValue();
      throw new MongoException(error.getNumber("code", ZERO).intValue(), text);
    }
    return answer.getNumber("n").intValue();
  }

  /** Those of the collections that are there. */
  Set<String> present(Set<String> collections) throws SQLException {
    BsonArray names = new BsonArray();
    collections.forEach(name -> names.add(new BsonString(name)));
    BsonDocument command =
        command("listCollections")
            .append("filter", new BsonDocument("name", new BsonDocument("$in", names)))
            .append("nameOnly", BsonBoolean.TRUE);
    Set<String> present = new HashSet<>();
    for (BsonDocument listed :
        firstBatch(MongoFailures.own("listCollections", () -> again(() -> run(command))))) {
      present.add(listed.getString("name").getValue());
    }
    present.retainAll(collections);
    return present;
  }

  /** The collections and views, sorted by name. */
  List<String> collections() throws SQLException {
    List<String> names =
        MongoFailures.own(
            "listCollections", () -> database.listCollectionNames().into(new ArrayList<>()));
    Collections.sort(names);
    return names;
  }

  /** What the server knows of its collections: name, type and options. */
  List<BsonDocument> listCollections() throws SQLException {
    return MongoFailures.own(
        "listCollections",
        () -> database.listCollections(BsonDocument.class).into(new ArrayList<>()));
  }

  /** The indexes of a collection; none if there is no such collection. */
  List<BsonDocument> listIndexes(String collection) throws SQLException {
    return MongoFailures.own(
        "listIndexes",
        () -> collection(collection).listIndexes(BsonDocument.class).into(new ArrayList<>()));
  }

  /**
   * Now, by the clock of the server that takes our writes. Every server knows the older command,
   * unless a client that insists on the stable API forbids it.
   */
  Instant now() throws SQLException {
    BsonDocument answer =
        MongoFailures.own(
            hello,
            () -> {
              try {
                return again(() -> run(command(hello)));
              } catch (MongoCommandException e) {
                if (hello.equals(HELLO)) {
                  throw e;
                }
                hello = HELLO;
                return again(() -> run(command(hello)));
              }
            });
    return Instant.ofEpochMilli(answer.getDateTime("localTime").getValue());
  }

  /** Who we are to the server; empty where nobody has to say. */
  String user() throws SQLException {
    BsonDocument answer =
        MongoFailures.own(
            "connectionStatus", () -> again(() -> runOnAdmin(command("connectionStatus"))));
    for (BsonValue user : answer.getDocument("authInfo").getArray("authenticatedUsers")) {
      return user.asDocument().getString("user").getValue();
    }
    return "";
  }

  private static BsonDocument command(String name) {
    return new BsonDocument(name, new BsonInt32(1));
  }
}
