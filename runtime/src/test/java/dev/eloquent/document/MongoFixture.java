package dev.eloquent.document;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.Script.Reverse;
import dev.eloquent.migration.TestCatalog;
import dev.eloquent.testkit.MongoServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.json.JsonWriterSettings;

/** A client of one database, with what tests ask of it. */
final class MongoFixture implements AutoCloseable {
  static final Set<String> OURS =
      Set.of("flyway_schema_history", "eloquent_journal", "eloquent_lock");

  private final MongoServers.Database database;
  private final MongoClient client;

  MongoFixture(MongoServers.Database database, CommandListener... listeners) {
    this.database = database;
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(database.uri()))
            // Looks soon whether a server is there again.
            .applyToServerSettings(server -> server.minHeartbeatFrequency(10, MILLISECONDS));
    for (CommandListener listener : listeners) {
      settings.addCommandListener(listener);
    }
    this.client = MongoClients.create(settings.build());
  }

  /** The server in this JVM, and the real one if there is one. */
  static Stream<MongoServers.Database> databases() {
    return Stream.of(MongoServers.embedded(), MongoServers.real()).filter(d -> d != null);
  }

  MongoServers.Database database() {
    return database;
  }

  MongoClient client() {
    return client;
  }

  MongoDatabase mongo() {
    return client.getDatabase(database.name());
  }

  MongoCollection<BsonDocument> collection(String name) {
    return mongo().getCollection(name, BsonDocument.class);
  }

  Migrator.Builder on(MigrationCatalog catalog) {
    return MongoMigrator.builder(client, database.name()).catalog(catalog);
  }

  /** Every kind of command that the server in this JVM knows, with its reverse. */
  static TestCatalog story() {
    return TestCatalog.on("mongodb")
        .add(
            "create_events",
            "sealed",
            List.of(
                "{\"create\":\"events\"}",
                "{\"createIndexes\":\"events\",\"indexes\":[{\"key\":{\"user_id\":1},"
                    + "\"name\":\"events_user_id_idx\"}]}"),
            List.of(
                new Reverse(2, "{\"dropIndexes\":\"events\",\"index\":\"events_user_id_idx\"}"),
                new Reverse(1, "{\"drop\":\"events\"}")))
        .add(
            "seed_events",
            "sealed",
            List.of(
                "{\"insert\":\"events\",\"documents\":[{\"_id\":1,\"user_id\":7,\"title\":\"a\"},"
                    + "{\"_id\":\"two\",\"user_id\":8,\"title\":\"b\"}]}"),
            List.of(
                new Reverse(
                    1,
                    "{\"delete\":\"events\",\"deletes\":[{\"q\":{\"_id\":{\"$in\":[1,\"two\"]}},"
                        + "\"limit\":0}]}")))
        .add(
            "rename_title",
            "sealed",
            List.of(
                "{\"update\":\"events\",\"updates\":[{\"q\":{\"title\":{\"$exists\":true}},"
                    + "\"u\":{\"$rename\":{\"title\":\"name\"}},\"multi\":true}]}",
                "{\"update\":\"events\",\"updates\":[{\"q\":{},"
                    + "\"u\":{\"$set\":{\"kind\":\"old\"}},\"multi\":true}]}"),
            List.of(
                new Reverse(
                    2,
                    "{\"update\":\"events\",\"updates\":[{\"q\":{\"kind\":{\"$exists\":true}},"
                        + "\"u\":{\"$unset\":{\"kind\":\"\"}},\"multi\":true}]}"),
                new Reverse(
                    1,
                    "{\"update\":\"events\",\"updates\":[{\"q\":{\"name\":{\"$exists\":true}},"
                        + "\"u\":{\"$rename\":{\"name\":\"title\"}},\"multi\":true}]}")))
        .add(
            "events_to_logs",
            "sealed",
            List.of(
                "{\"renameCollection\":\"events\",\"to\":\"logs\"}",
                "{\"dropIndexes\":\"logs\",\"index\":\"events_user_id_idx\"}",
                "{\"createIndexes\":\"logs\",\"indexes\":[{\"key\":{\"user_id\":1,\"name\":-1},"
                    + "\"name\":\"logs_user_id_name_idx\",\"unique\":true}]}"),
            List.of(
                new Reverse(3, "{\"dropIndexes\":\"logs\",\"index\":\"logs_user_id_name_idx\"}"),
                new Reverse(
                    2,
                    "{\"createIndexes\":\"logs\",\"indexes\":[{\"key\":{\"user_id\":1},"
                        + "\"name\":\"events_user_id_idx\"}]}"),
                new Reverse(1, "{\"renameCollection\":\"logs\",\"to\":\"events\"}")))
        .build();
  }

  /** The collections that are not this library's: indexes and documents, in a stable order. */
  List<String> content() {
    List<String> lines = new ArrayList<>();
    for (String name : new TreeSet<>(mongo().listCollectionNames().into(new ArrayList<>()))) {
      if (!OURS.contains(name) && !name.startsWith("system.")) {
        lines.add("collection " + name);
        TreeMap<String, String> indexes = new TreeMap<>();
        collection(name)
            .listIndexes(BsonDocument.class)
            .forEach(index -> indexes.put(index.getString("name").getValue(), index(index)));
        indexes.values().forEach(index -> lines.add("  index " + index));
        documents(name).forEach(document -> lines.add("  " + document));
      }
    }
    return lines;
  }

  private static String index(BsonDocument index) {
    return index.getString("name").getValue()
        + " "
        + index.getDocument("key").toJson()
        + (index.containsKey("unique") ? " unique" : "");
  }

  /** Documents with their fields in the order of names, since renaming a field moves it. */
  List<String> documents(String name) {
    List<String> lines = new ArrayList<>();
    JsonWriterSettings relaxed = JsonWriterSettings.builder().build();
    for (BsonDocument document : collection(name).find()) {
      BsonDocument sorted = new BsonDocument();
      new TreeMap<>(document).forEach(sorted::put);
      lines.add(sorted.toJson(relaxed));
    }
    lines.sort(null);
    return lines;
  }

  /** {@code 1 MONGO true} for each row of the history. */
  List<String> history() {
    List<String> lines = new ArrayList<>();
    for (BsonDocument row :
        collection("flyway_schema_history").find().sort(BsonDocument.parse("{_id:1}"))) {
      lines.add(
          row.getString("version").getValue()
              + " "
              + row.getString("type").getValue()
              + " "
              + row.getBoolean("success").getValue());
    }
    return lines;
  }

  /** {@code started 1 1/2} for each event of the journal. */
  List<String> journal() {
    List<String> lines = new ArrayList<>();
    for (BsonDocument event :
        collection("eloquent_journal").find().sort(BsonDocument.parse("{_id:1}"))) {
      lines.add(
          event.getString("event").getValue()
              + " "
              + event.getString("version").getValue()
              + " "
              + event.getInt32("statement").getValue()
              + "/"
              + event.getInt32("statements").getValue());
    }
    return lines;
  }

  @Override
  public void close() {
    if (!database.embedded()) {
      mongo().drop();
    }
    client.close();
  }
}
