package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections and processes that end at any moment of a run; the next run finishes. */
class CutOffTest {
  /** Every process costs a second, so each run kills at every so many statements only. */
  private static final int KILL_EVERY = Integer.getInteger("kill.every", 6);

  private static final int KILLED = 9;

  private static TestCatalog catalog(String dialect, String insert) {
    return TestCatalog.on(dialect)
        .sealed("one", "CREATE TABLE a (id INT)", "DROP TABLE a")
        .add(
            "two",
            "sealed",
            List.of(insert, "CREATE TABLE b (id INT)", "INSERT INTO b SELECT id FROM a"),
            List.of(new Script.Reverse(2, "DROP TABLE b"), new Script.Reverse(1, "DELETE FROM a")))
        .sealed("three", "ALTER TABLE a ADD n INT", "ALTER TABLE a DROP COLUMN n")
        .build();
  }

  private static TestCatalog catalog(String dialect) {
    return catalog(dialect, "INSERT INTO a VALUES (1)");
  }

  /** Runs again: that is all there is to do. */
  private static void finish(TestSource source, TestCatalog catalog, String step) {
    Migrator migrator = on(source, catalog).build();
    migrator.run();
    assertThat(source.query("SELECT id, n FROM a")).as(step).containsExactly("1|null");
    assertThat(source.query("SELECT id FROM b")).as(step).containsExactly("1");
    assertThat(migrator.validate().problems()).as(step).isEmpty();
    assertThat(migrator.run()).as(step).isEqualTo(RunResult.NOTHING);
  }

  /** The server ends all other connections of the database, the lock's too. */
  static void cut(TestDatabase database) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      if (database.dialect().equals("postgresql")) {
        statement.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        return;
      }
      List<Long> ids = new ArrayList<>();
      try (ResultSet others =
          statement.executeQuery(
              "SELECT id FROM information_schema.processlist"
                  + " WHERE db = DATABASE() AND id <> CONNECTION_ID()")) {
        while (others.next()) {
          ids.add(others.getLong(1));
        }
      }
      for (long id : ids) {
        statement.execute("KILL " + id);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void aConnectionThatIsCutBeforeAnyStatementIsSaidAndTheNextRunFinishes(String dialect) {
    boolean cut = true;
    int k = 1;
    for (; cut; k++) {
      TestSource source = new TestSource(Databases.create(dialect));
      AtomicBoolean done = new AtomicBoolean();
      AtomicInteger sent = new AtomicInteger();
      int last = k;
      WatchedSource watched =
          new WatchedSource(
              source,
              sql -> {
                if (sent.incrementAndGet() == last) {
                  done.set(true);
                  cut(source.database());
                }
              });
      Migrator migrator = Migrator.builder().dataSource(watched).catalog(catalog(dialect)).build();
      if (last == 1) {
        assertThat(catchThrowableOfType(MigrationException.class, migrator::run).problem())
            .isEqualTo(MigrationProblem.CONNECTION);
      } else {
        try {
          migrator.run();
        } catch (MigrationException e) {
          assertThat(e).hasMessageMatching("(?is).*(connection|link failure).*");
        }
      }
      cut = done.get();
      finish(source, catalog(dialect), dialect + ", statement " + k);
    }
    assertThat(k).isGreaterThan(20);
  }

  /** Runs the versions and dies before the statement of a number, or never. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) {
      TestSource source = new TestSource(new TestDatabase(args[0], args[1], args[2], args[3]));
      int last = Integer.parseInt(args[4]);
      Path marker = Path.of(args[5]);
      AtomicInteger sent = new AtomicInteger();
      WatchedSource watched =
          new WatchedSource(
              source,
              sql -> {
                if (sent.incrementAndGet() == last) {
                  Runtime.getRuntime().halt(KILLED);
                }
                if (sql.equals(slow(args[0]))) {
                  mark(marker);
                }
              });
      String insert = args[6].equals("slow") ? slow(args[0]) : "INSERT INTO a VALUES (1)";
      Migrator.builder().dataSource(watched).catalog(catalog(args[0], insert)).build().run();
    }

    private static void mark(Path marker) {
      try {
        Files.createFile(marker);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Inserts 1 into the first table after about two seconds. */
  private static String slow(String dialect) {
    return switch (dialect) {
      case "postgresql" -> "INSERT INTO a SELECT 1 FROM pg_sleep(2)";
      case "mysql" -> "INSERT INTO a SELECT 1 + SLEEP(2)";
      default ->
          "INSERT INTO a WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c"
              + " LIMIT 10000000) SELECT count(*) / 10000000 FROM c";
    };
  }

  private static Process start(TestDatabase database, int last, Path marker, String speed)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            database.dialect(),
            database.url(),
            database.user(),
            database.password(),
            Integer.toString(last),
            marker.toString(),
            speed)
        .inheritIO()
        .start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aProcessThatIsKilledBetweenStatementsIsFinishedByTheNext(
      String dialect, @TempDir Path folder) throws Exception {
    int exit = KILLED;
    int k = 2;
    for (; exit == KILLED; k += KILL_EVERY) {
      TestSource source = new TestSource(Databases.create(dialect));
      Process process = start(source.database(), k, folder.resolve("none"), "fast");
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      exit = process.exitValue();
      assertThat(exit).isIn(0, KILLED);
      finish(source, catalog(dialect), dialect + ", statement " + k);
    }
    assertThat(k).isGreaterThan(15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aProcessThatIsKilledInAStatementIsFinishedByTheNext(String dialect, @TempDir Path folder)
      throws Exception {
    TestSource source = new TestSource(Databases.create(dialect));
    Path marker = folder.resolve("running");
    Process process = start(source.database(), -1, marker, "slow");
    while (!Files.exists(marker)) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(5);
    }
    Thread.sleep(200);
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    finish(source, catalog(dialect, slow(dialect)), dialect);
  }
}
