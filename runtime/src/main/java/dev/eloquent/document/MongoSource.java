package dev.eloquent.document;

import com.mongodb.client.MongoClient;
import dev.eloquent.history.History;
import dev.eloquent.history.HistorySource;
import dev.eloquent.history.JournalEvent.Author;
import java.time.Duration;

/** Histories in collections of a database. */
record MongoSource(MongoClient client, String database, Duration lease) implements HistorySource {
  @Override
  public History open(String table, Author author) {
    return new MongoHistory(new Server(client, database), table, author, lease);
  }
}
