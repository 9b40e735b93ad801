package dev.eloquent.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.eloquent.document.MongoMigrator;
import dev.eloquent.migration.MigrationCatalog;
import java.util.ServiceLoader;

/** What an application with MongoDB does at its start: finds its catalogue and runs it. */
public final class MongoMigratorReplay {
  private MongoMigratorReplay() {}

  /** Arguments: URI, database. */
  public static void main(String[] args) {
    MigrationCatalog catalog = ServiceLoader.load(MigrationCatalog.class).iterator().next();
    try (MongoClient client = MongoClients.create(args[0])) {
      MongoMigrator.builder(client, args[1]).catalog(catalog).build().run();
    }
  }
}
