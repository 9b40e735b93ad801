package dev.eloquent.document;

import com.mongodb.MongoCommandException;
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
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonValue;

/** The database, read and written so that no failover takes back what was acknowledged. */
final class Server {
  private static final String HELLO = "hello";

  private final MongoDatabase database;
  private final MongoDatabase admin;
  private String hello = "isMaster";

  Server(MongoClient client, String name) {
    this.database = safe(client.getDatabase(name));
    this.admin = safe(client.getDatabase("admin"));
  }

  private static MongoDatabase safe(MongoDatabase database) {
    return database
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
                return run(command(hello));
              } catch (MongoCommandException e) {
                if (hello.equals(HELLO)) {
                  throw e;
                }
                hello = HELLO;
                return run(command(hello));
              }
            });
    return Instant.ofEpochMilli(answer.getDateTime("localTime").getValue());
  }

  /** Who we are to the server; empty where nobody has to say. */
  String user() throws SQLException {
    BsonDocument answer =
        MongoFailures.own("connectionStatus", () -> runOnAdmin(command("connectionStatus")));
    for (BsonValue user : answer.getDocument("authInfo").getArray("authenticatedUsers")) {
      return user.asDocument().getString("user").getValue();
    }
    return "";
  }

  private static BsonDocument command(String name) {
    return new BsonDocument(name, new BsonInt32(1));
  }
}
