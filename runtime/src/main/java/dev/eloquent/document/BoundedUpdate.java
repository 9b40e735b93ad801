package dev.eloquent.document;

import com.mongodb.client.MongoCursor;
import java.sql.SQLException;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;

/**
 * An update of many documents in parts, each of which is short: of a collection of any size, no
 * statement runs for long, and after a kill only what is left matches.
 */
final class BoundedUpdate {
  private static final int MOST = 1_000;

  private final Server server;
  private final Command command;
  private final BsonDocument filter;

  BoundedUpdate(Server server, Command command) {
    this.server = server;
    this.command = command;
    this.filter = command.update().getDocument("q");
  }

  /** Runs one part. */
  interface Part {
    void run(BsonDocument command) throws SQLException;
  }

  /** Goes once through what matches, in the order of {@code _id}. */
  void run(Part part) throws SQLException {
    BsonDocument byId = new BsonDocument("_id", new BsonInt32(1));
    try (MongoCursor<BsonDocument> found =
        server
            .collection(command.collection())
            .find(filter)
            .projection(byId)
            .sort(byId)
            .batchSize(MOST)
            .iterator()) {
      BsonArray ids = new BsonArray();
      while (found.hasNext()) {
        ids.add(found.next().get("_id"));
        if (ids.size() == MOST) {
          part.run(part(ids));
          ids = new BsonArray();
        }
      }
      if (!ids.isEmpty()) {
        part.run(part(ids));
      }
    }
  }

  private BsonDocument part(BsonArray ids) {
    BsonDocument these = new BsonDocument("_id", new BsonDocument("$in", ids));
    BsonDocument update = command.update().clone();
    update.put("q", new BsonDocument("$and", new BsonArray(List.of(these, filter))));
    BsonDocument part = command.document().clone();
    part.put("updates", new BsonArray(List.of(update)));
    return part;
  }
}
