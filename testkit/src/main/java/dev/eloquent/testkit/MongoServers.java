package dev.eloquent.testkit;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Servers that speak MongoDB's protocol over a socket: one in this JVM, which lacks commands and
 * enforces no validators, and a real one, if {@code MONGO_TEST_URI} names it.
 */
public final class MongoServers {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable String uri;

  private MongoServers() {}

  /**
   * A database that nobody else uses.
   *
   * @param embedded whether it is on the server in this JVM
   */
  public record Database(String uri, String name, boolean embedded) {
    @Override
    public String toString() {
      return embedded ? "embedded" : "MONGO_TEST_URI";
    }
  }

  /** An empty database on the server in this JVM. */
  public static synchronized Database embedded() {
    if (uri == null) {
      MongoServer server = new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_5_0));
      server.bind("127.0.0.1", 0);
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
      uri = server.getConnectionString();
    }
    return new Database(uri, "test_" + NUMBER.incrementAndGet(), true);
  }

  /** An empty database on the real server; null if none is named. The caller drops it. */
  public static @Nullable Database real() {
    String real = System.getenv("MONGO_TEST_URI");
    return real == null || real.isEmpty()
        ? null
        : new Database(
            real,
            "eloquent_test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet(),
            false);
  }
}
