package dev.eloquent.benchmarks;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.eloquent.format.Checksums;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;

/**
 * The floor on MongoDB: reads the files in order, and for each runs its commands with the bare
 * driver and inserts a history document.
 */
public final class MongoRawReplay {
  private MongoRawReplay() {}

  /** Arguments: URI, database, folder of the files. */
  public static void main(String[] args) throws Exception {
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of(args[2]))) {
      files = found.sorted(Comparator.comparingInt(RawReplay::version)).toList();
    }
    try (MongoClient client = MongoClients.create(args[0])) {
      MongoDatabase database = client.getDatabase(args[1]);
      MongoCollection<BsonDocument> history =
          database
              .getCollection("flyway_schema_history", BsonDocument.class)
              .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
      for (Path file : files) {
        long start = System.nanoTime();
        String text = Files.readString(file);
        for (BsonValue command : BsonArray.parse(text)) {
          BsonDocument complete = command.asDocument();
          complete.put("writeConcern", WriteConcern.MAJORITY.withJournal(true).asDocument());
          database.runCommand(complete);
        }
        int millis = (int) ((System.nanoTime() - start) / 1_000_000);
        history.insertOne(row(file, Checksums.flyway(text), millis));
      }
    }
  }

  private static BsonDocument row(Path file, int checksum, int millis) {
    String script = file.getFileName().toString();
    int version = RawReplay.version(file);
    return new BsonDocument("_id", new BsonInt32(version))
        .append("version", new BsonString(Integer.toString(version)))
        .append("description", new BsonString(script.substring(script.indexOf("__") + 2)))
        .append("type", new BsonString("MONGO"))
        .append("script", new BsonString(script))
        .append("checksum", new BsonInt32(checksum))
        .append("installed_by", new BsonString("benchmark"))
        .append("installed_on", new BsonDateTime(System.currentTimeMillis()))
        .append("execution_time", new BsonInt32(millis))
        .append("success", BsonBoolean.TRUE);
  }
}
