package dev.eloquent.document;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.eloquent.migration.Migrator;
import java.time.Duration;

/**
 * Makes a {@link Migrator} that replays a compiled catalogue on a database of MongoDB's.
 *
 * <p>All that a migrator does is the same there. The application's class path must have {@code
 * org.mongodb:mongodb-driver-sync}, which nothing but this package needs.
 */
public final class MongoMigrator {
  /** How long a migrator that has died keeps the others out. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private MongoMigrator() {}

  /**
   * Starts with the defaults; a catalogue is still required.
   *
   * @param client stays open; a whole one and no database of it, because collections are renamed
   *     through the database {@code admin}
   * @param database its name
   */
  public static Migrator.Builder builder(MongoClient client, String database) {
    return builder(client, database, LEASE);
  }

  /**
   * The same with a lease of its own.
   *
   * @param lease how long a migrator that has died keeps the others out, at least a second; one
   *     that works renews it, and one that was stopped for longer finds itself replaced
   */
  public static Migrator.Builder builder(MongoClient client, String database, Duration lease) {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("a lease of " + lease + " is shorter than a second");
    }
    return Migrator.builder().source(new MongoSource(() -> client, false, database, lease));
  }

  /**
   * The same with a client of its own for each call, which closes it.
   *
   * @param settings with the addresses of the servers
   */
  public static Migrator.Builder builder(MongoClientSettings settings, String database) {
    return Migrator.builder()
        .source(new MongoSource(() -> MongoClients.create(settings), true, database, LEASE));
  }
}
