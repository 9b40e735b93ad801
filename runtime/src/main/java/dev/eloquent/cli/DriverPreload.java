package dev.eloquent.cli;

import java.sql.Driver;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Loads the driver beside the reading of the arguments: the two are most of a short command.
 *
 * <p>Which driver is guessed from the words; a wrong guess costs some classes and nothing else.
 * What fails here is not told: the command meets it again, and knows what it was for.
 */
final class DriverPreload {
  private static @Nullable Thread running;

  private DriverPreload() {}

  /** Begins to load what the command of these words is likely to need. */
  static void begin(List<String> words, Environment environment) {
    String command = words.get(0);
    if (command.startsWith("migrate:") && !command.equals("migrate:sql")) {
      Kind kind = guess(words, environment);
      Thread thread = new Thread(() -> load(kind), "driver-preload");
      thread.setDaemon(true);
      thread.start();
      running = thread;
    }
  }

  /**
   * Waits until that has ended, before anything else touches the driver: two threads that
   * initialise its classes from two sides could wait for each other for ever.
   */
  static void await() {
    Thread thread = running;
    if (thread == null) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Kind guess(List<String> words, Environment environment) {
    for (String word : words) {
      for (Kind kind : Kind.values()) {
        if (word.equals("--" + kind.id()) || word.contains("jdbc:" + kind.scheme() + ":")) {
          return kind;
        }
      }
    }
    return environment
        .get("DB_CONNECTION")
        .map(String::strip)
        .flatMap(Kind::of)
        .orElse(Kind.SQLITE);
  }

  /** What a connection is made of; naming them loads most of what it needs. */
  private static List<String> connectionClasses(Kind kind) {
    return switch (kind) {
      case SQLITE -> List.of();
      case PG ->
          List.of(
              "org.postgresql.jdbc.PgConnection",
              "org.postgresql.jdbc.PgResultSet",
              "org.postgresql.core.v3.ConnectionFactoryImpl",
              "org.postgresql.core.v3.QueryExecutorImpl");
      case MYSQL ->
          List.of(
              "com.mysql.cj.jdbc.ConnectionImpl",
              "com.mysql.cj.jdbc.result.ResultSetImpl",
              "com.mysql.cj.protocol.a.NativeProtocol",
              "com.mysql.cj.NativeSession");
    };
  }

  private static void load(Kind kind) {
    try {
      Driver driver = kind.newDriver();
      for (String name : connectionClasses(kind)) {
        Class.forName(name);
      }
      if (kind == Kind.SQLITE) {
        // Its library is unpacked and loaded by the first connection.
        driver.connect("jdbc:sqlite::memory:", new Properties()).close();
      }
    } catch (Exception | LinkageError e) {
      // Told by the command, which needs the same.
    }
  }
}
