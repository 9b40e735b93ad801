package dev.eloquent.document;

import com.mongodb.client.MongoClient;
import dev.eloquent.history.History;
import dev.eloquent.history.HistorySource;
import dev.eloquent.history.JournalEvent.Author;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Histories in collections of a database.
 *
 * @param clients the client of each history
 * @param closing whether the client ends with its history
 */
record MongoSource(Supplier<MongoClient> clients, boolean closing, String database, Duration lease)
    implements HistorySource {
  @Override
  public History open(String table, Author author) {
    MongoClient client = clients.get();
    return new MongoHistory(
        new Server(client, database), table, author, lease, closing ? client::close : () -> {});
  }
}
