package dev.eloquent.cli;

import dev.eloquent.migration.Migrator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database to work on.
 *
 * @param kind what it is
 * @param label what people are shown; holds no secret
 * @param url the JDBC URL, or the address of MongoDB, with its secrets
 * @param user null if the URL or the driver knows
 * @param password null for none
 * @param file the SQLite file; null for a server, or a database in memory
 * @param database the name of a database of MongoDB's; null for others, whose URL has it
 */
record Target(
    Kind kind,
    String label,
    String url,
    @Nullable String user,
    @Nullable String password,
    @Nullable Path file,
    @Nullable String database) {

  /** One of SQL. */
  Target(
      Kind kind,
      String label,
      String url,
      @Nullable String user,
      @Nullable String password,
      @Nullable Path file) {
    this(kind, label, url, user, password, file, null);
  }

  /**
   * A migrator's builder.
   *
   * @param readsOnly for commands that only look
   * @throws CliException if the driver of MongoDB is not there, or what is needed for writing
   */
  Migrator.Builder migrator(boolean readsOnly) {
    if (kind.sql()) {
      return Migrator.builder().dataSource(readsOnly ? forReading() : forWriting());
    }
    try {
      return MongoTarget.migrator(url, String.valueOf(database));
    } catch (NoClassDefFoundError e) {
      throw noDriver(e);
    }
  }

  /** That MongoDB's driver is optional, and not there. */
  static CliException noDriver(NoClassDefFoundError e) {
    return CliException.failed(
        "MongoDB's driver is not on the class path. Add org.mongodb:mongodb-driver-sync, or use"
            + " runtime.jar, which has it.",
        e);
  }

  /** The id of its SQL. */
  String dialect() {
    return kind.dialect();
  }

  /** For commands that migrate: makes the folder of a SQLite file. */
  DataSource forWriting() {
    return forWriting(null);
  }

  /**
   * For commands that write: makes the folder of a SQLite file.
   *
   * @param lockTimeout how long a statement waits for a lock; null for the database's own limit
   */
  DataSource forWriting(@Nullable Duration lockTimeout) {
    if (file != null && file.getParent() != null) {
      try {
        Files.createDirectories(file.getParent());
      } catch (IOException e) {
        throw CliException.failed(
            "the folder "
                + Text.oneLine(file.getParent().toString())
                + " cannot be made ("
                + e.getClass().getSimpleName()
                + "). Make it, or name another file: SQLITE_PATH.",
            e);
      }
    }
    return new DriverDataSource(kind, url, properties(), lockTimeout);
  }

  /**
   * For commands that only look: a SQLite file that is not there yet is an empty database, and is
   * not created.
   */
  DataSource forReading() {
    return forReading(null);
  }

  /**
   * The same.
   *
   * @param lockTimeout how long a statement waits for a lock; null for the database's own limit
   */
  DataSource forReading(@Nullable Duration lockTimeout) {
    String readable = missing() ? "jdbc:sqlite::memory:" : url;
    return new DriverDataSource(kind, readable, properties(), lockTimeout);
  }

  /**
   * The same where looking must leave the file as it is: when an ordinary connection is closed, it
   * folds into the file of SQLite what a log beside it holds, and one that opens it takes back what
   * a killed writer had begun. Without either an ordinary one leaves nothing behind, which one that
   * must not write does.
   */
  Target untouched() {
    if (file == null || !(holds("-wal") || holds("-journal"))) {
      return this;
    }
    String readOnly = url + (url.contains("?") ? "&" : "?") + "open_mode=1";
    return new Target(kind, label, readOnly, user, password, file);
  }

  private boolean holds(String end) {
    return file != null && Files.exists(file.resolveSibling(file.getFileName() + end));
  }

  /** Whether it is a SQLite file that is not there. */
  boolean missing() {
    return file != null && !Files.exists(file);
  }

  private Properties properties() {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /** Leaves the password out. */
  @Override
  public String toString() {
    return label;
  }
}
