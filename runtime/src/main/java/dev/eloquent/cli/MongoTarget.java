package dev.eloquent.cli;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.eloquent.document.MongoMigrator;
import dev.eloquent.document.MongoModelStore;
import dev.eloquent.migration.Migrator;
import java.util.concurrent.TimeUnit;

/** Connects to MongoDB; the only class of the command line that needs its driver. */
final class MongoTarget {
  private static final int SECONDS = 10;

  private MongoTarget() {}

  /**
   * A migrator's builder.
   *
   * @throws CliException if the address is none
   */
  static Migrator.Builder migrator(String uri, String database) {
    return MongoMigrator.builder(settings(uri), database);
  }

  /**
   * A store with a client of its own.
   *
   * @throws CliException if the address is none
   */
  static OpenStore store(String uri, String database) {
    MongoClient client = MongoClients.create(settings(uri));
    return new OpenStore(MongoModelStore.open(client, client.getDatabase(database)), client::close);
  }

  /** What the address says comes behind, and so before, what is taken where it says nothing. */
  static MongoClientSettings settings(String uri) {
    return MongoClientSettings.builder()
        .applicationName("eloquent-migrations")
        .applyToClusterSettings(c -> c.serverSelectionTimeout(SECONDS, TimeUnit.SECONDS))
        .applyToSocketSettings(s -> s.connectTimeout(SECONDS, TimeUnit.SECONDS))
        .applyConnectionString(parse(uri))
        .build();
  }

  private static ConnectionString parse(String uri) {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException e) {
      // The message may quote the address, with its password.
      throw CliException.usage(
          "the address of MongoDB cannot be read: it is mongodb://[user:password@]host[:port]/, or"
              + " mongodb+srv://…, with each : / ? # [ ] @ and % of user and password"
              + " percent-encoded, and options that the driver knows.");
    }
  }
}
