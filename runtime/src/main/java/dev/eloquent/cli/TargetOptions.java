package dev.eloquent.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database, and how to reach it. */
final class TargetOptions {
  @Option(names = "--sqlite", description = "the SQLite database of SQLITE_PATH")
  boolean sqlite;

  @Option(names = "--pg", description = "the PostgreSQL database of PG_*")
  boolean pg;

  @Option(names = "--mysql", description = "the MySQL or MariaDB database of DB_*")
  boolean mysql;

  @Option(names = "--mongo", description = "the MongoDB database of MONGO_URI, MONGO_DB_NAME")
  boolean mongo;

  @Option(
      names = "--test",
      description = "the test database: DB_TEST_*, PG_TEST_*, SQLITE_TEST_PATH, MONGO_TEST_*")
  boolean test;

  @Option(
      names = "--all-connections",
      description = "every SQL database that is configured, one after the other")
  boolean allConnections;

  @Option(names = "--url", paramLabel = "URL", description = "a JDBC URL instead of variables")
  @Nullable String url;

  @Option(names = "--user", paramLabel = "USER", description = "the user for --url")
  @Nullable String user;

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      description = "the variable that holds the password for --url")
  @Nullable String passwordEnv;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "the file that holds the password for --url")
  @Nullable String passwordFile;

  @Option(
      names = "--password-prompt",
      description = "ask for the password for --url, at a terminal")
  boolean passwordPrompt;

  @Option(
      names = "--history-table",
      paramLabel = "TABLE",
      description = "the history table; default flyway_schema_history")
  @Nullable String historyTable;

  @Option(
      names = "--lock-timeout",
      paramLabel = "TIME",
      description =
          "how long to wait for another migrator, default 1m, and each statement for locks: 30s, 5m")
  @Nullable String lockTimeout;

  @Option(
      names = "--lock-retries",
      paramLabel = "N",
      description = "how often to try again what a lock stopped; default 3")
  @Nullable Integer lockRetries;

  @Option(
      names = "--statement-timeout",
      paramLabel = "TIME",
      description = "how long a statement may take: 30s, 5m; default the server's limit")
  @Nullable String statementTimeout;

  /** Where the password for {@code --url} comes from, for people. */
  String passwordSource() {
    if (passwordEnv != null) {
      return "option --password-env";
    }
    return passwordFile != null
        ? "option --password-file"
        : passwordPrompt ? "option --password-prompt" : "none, unless the URL holds it";
  }

  List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    if (sqlite) {
      kinds.add(Kind.SQLITE);
    }
    if (pg) {
      kinds.add(Kind.PG);
    }
    if (mysql) {
      kinds.add(Kind.MYSQL);
    }
    if (mongo) {
      kinds.add(Kind.MONGO);
    }
    return kinds;
  }
}
