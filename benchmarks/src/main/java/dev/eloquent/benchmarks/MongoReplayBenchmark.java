package dev.eloquent.benchmarks;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.testkit.MongoServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.slf4j.Logger;
import org.slf4j.nop.NOPServiceProvider;

/**
 * The replay of a history of collections on an empty database in a fresh JVM: the bare driver with
 * one history document a version, and this library's migrator.
 */
public final class MongoReplayBenchmark {
  private MongoReplayBenchmark() {}

  /**
   * Arguments: {@code --versions=200 --commands=1,3 --runs=5 --delay=0}. The server is that of
   * {@code MONGO_TEST_URI}, else one in this JVM, each answer of which takes the delay, in
   * microseconds.
   */
  public static void main(String[] args) {
    // The server in this JVM tells every command, which would be most of its work.
    System.setProperty("slf4j.provider", NOPServiceProvider.class.getName());
    ChildProcess.exitAfter(() -> run(args));
  }

  private static void run(String[] args) throws Exception {
    Settings settings = new Settings(args);
    Comparison comparison = new Comparison(settings.numbers("runs", "5").get(0));
    Duration delay = Duration.ofNanos(1000L * settings.numbers("delay", "0").get(0));
    comparison.head("replay on MongoDB, fresh JVM", "bare driver", "migrator");
    for (int versions : settings.numbers("versions", "200")) {
      for (int commands : settings.numbers("commands", "1,3")) {
        Path root = Files.createTempDirectory("eloquent-mongo");
        BenchmarkProject project = BenchmarkProject.ofCollections(root, versions, commands);
        comparison.row(
            versions + " versions of " + commands,
            () -> replay(MongoRawReplay.class, project, root, delay),
            () -> replay(MongoMigratorReplay.class, project, root, delay));
      }
    }
  }

  private static long replay(Class<?> main, BenchmarkProject project, Path root, Duration delay)
      throws IOException, InterruptedException {
    MongoServers.Database real = MongoServers.real();
    if (real == null) {
      MongoServers.Database embedded = MongoServers.embedded();
      if (delay.isZero()) {
        return replay(main, project, root, embedded.uri(), embedded.name());
      }
      URI uri = URI.create(embedded.uri());
      try (SlowLink link = new SlowLink(uri.getPort(), delay)) {
        String slow = embedded.uri().replace(":" + uri.getPort(), ":" + link.port());
        return replay(main, project, root, slow, embedded.name());
      }
    }
    long nanos = replay(main, project, root, real.uri(), real.name());
    try (MongoClient client = MongoClients.create(real.uri())) {
      client.getDatabase(real.name()).drop();
    }
    return nanos;
  }

  private static long replay(
      Class<?> main, BenchmarkProject project, Path root, String uri, String name)
      throws IOException, InterruptedException {
    List<Class<?>> jars =
        List.of(
            main,
            MigrationCatalog.class,
            MongoClient.class,
            MongoClientSettings.class,
            BsonDocument.class,
            Logger.class,
            NOPServiceProvider.class);
    List<String> command = new ArrayList<>(List.of(ChildProcess.program("java"), "-cp"));
    command.add(ChildProcess.classPath(jars, project.classes()));
    command.addAll(
        List.of(main.getName(), uri, name, project.historyFolder().resolve("mongodb").toString()));
    return ChildProcess.run(command, root.resolve("program.log"));
  }
}
