package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several processes migrate one database. Threads of one process do not show what this does: there
 * a map in memory keeps SQLite's migrators apart, and all connections end at the same time.
 */
class LockProcessTest {
  private static final int PROCESSES = 8;
  private static final int VERSIONS = 30;

  /** More than one shows what a single round may miss: then nobody waits for the others. */
  private static final int ROUNDS = Integer.getInteger("locks.rounds", 1);

  private final Path folder;

  LockProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static TestCatalog catalog(String dialect) {
    TestCatalog.Builder catalog = TestCatalog.on(dialect);
    for (int i = 1; i <= VERSIONS; i++) {
      catalog.sealed("t" + i, "CREATE TABLE t" + i + " (id INT)", "DROP TABLE t" + i);
    }
    return catalog.build();
  }

  /**
   * One of them. It says that it is ready and waits for the gate; the one that has the lock goes on
   * when as many others have said whom they wait for as it is told, or never.
   */
  static final class Contender {
    private Contender() {}

    public static void main(String[] args) throws Exception {
      TestDatabase database = new TestDatabase(args[0], args[1], args[2], args[3]);
      Path folder = Path.of(args[4]);
      int others = Integer.parseInt(args[5]);
      Path waits = folder.resolve("waits-" + ProcessHandle.current().pid());
      MigrationListener listener =
          new MigrationListener() {
            @Override
            public void waitingForLock(String holder, Duration waited) {
              write(waits, holder);
            }

            @Override
            public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
              if (version.version() == 2) {
                write(folder.resolve("holds"), Long.toString(ProcessHandle.current().pid()));
                await(() -> count(folder, "waits-") >= others);
              }
            }
          };
      write(folder.resolve("ready-" + ProcessHandle.current().pid()), "");
      await(() -> Files.exists(folder.resolve("gate")));
      Migrator.builder()
          .dataSource(new TestSource(database))
          .catalog(catalog(args[0]))
          .listener(listener)
          .build()
          .run();
    }
  }

  /** A condition that another process makes true. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) {
    try {
      while (!condition.holds()) {
        Thread.sleep(5);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int count(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.filter(f -> f.getFileName().toString().startsWith(prefix)).count();
    }
  }

  private static Process start(TestDatabase database, Path folder, int others) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Contender.class.getName(),
            database.dialect(),
            database.url(),
            database.user(),
            database.password(),
            folder.toString(),
            Integer.toString(others))
        .inheritIO()
        .start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void eightAtOnceApplyEachVersionOnce(String dialect) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TestSource source = new TestSource(Databases.create(dialect));
      Path files = Files.createDirectory(folder.resolve("round-" + round));
      int others = round == 0 ? PROCESSES - 1 : 0;
      assertThat(exits(source.database(), files, others)).containsOnly(0);
      assertThat(source.query("SELECT version FROM flyway_schema_history ORDER BY installed_rank"))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, VERSIONS).mapToObj(Integer::toString).toList());
      assertThat(on(source, catalog(dialect)).build().validate().problems()).isEmpty();
      if (others > 0) {
        assertAllNameTheHolder(files, dialect);
      }
    }
  }

  private static List<Integer> exits(TestDatabase database, Path files, int others)
      throws Exception {
    List<Process> processes = new ArrayList<>();
    List<Integer> exits = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(database, files, others));
      }
      await(() -> count(files, "ready-") == PROCESSES);
      write(files.resolve("gate"), "");
      for (Process process : processes) {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        exits.add(process.exitValue());
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    return exits;
  }

  /** Some may have waited for an earlier moment's holder, which on a server has another session. */
  private static void assertAllNameTheHolder(Path files, String dialect) throws IOException {
    String pid = Files.readString(files.resolve("holds"));
    String expected =
        switch (dialect) {
          case "sqlite" -> "process " + pid;
          case "postgresql" -> "user postgres, process ";
          default -> "user root, from ";
        };
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.filter(f -> f.getFileName().toString().startsWith("waits-")).toList()) {
        assertThat(file).content().contains(expected);
      }
    }
  }

  /** It is killed by the one that waits for it, when that says so. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aKilledHolderFreesTheLock(String dialect) throws Exception {
    TestSource source = new TestSource(Databases.create(dialect));
    Process holder = start(source.database(), folder, Integer.MAX_VALUE);
    write(folder.resolve("gate"), "");
    await(() -> Files.exists(folder.resolve("holds")) || !holder.isAlive());
    List<String> holders = new ArrayList<>();
    MigrationListener killing =
        new MigrationListener() {
          @Override
          public void waitingForLock(String name, Duration waited) {
            holders.add(name);
            holder.destroyForcibly();
          }
        };
    RunResult result = on(source, catalog(dialect)).listener(killing).build().run();
    assertThat(holders).isNotEmpty();
    assertThat(holder.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(result.applied()).hasSize(VERSIONS - 1);
    assertThat(source.history()).hasSize(VERSIONS);
    assertThat(on(source, catalog(dialect)).build().validate().problems()).isEmpty();
  }

  private Flyway flyway(TestSource source, String dialect, BaseCallback callback) {
    shop(dialect).build().writeFiles(folder.resolve("files"));
    return Flyway.configure()
        .dataSource(source)
        .locations("filesystem:" + folder.resolve("files"))
        .placeholderReplacement(false)
        .callbacks(callback)
        .load();
  }

  /** Were it not waiting, it would find two versions pending, and apply them. */
  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void flywayWaitsForThisLibrary(String dialect) throws Exception {
    TestSource source = new TestSource(Databases.create(dialect));
    CountDownLatch asked = new CountDownLatch(1);
    List<Integer> executed = new ArrayList<>();
    WatchedSource watched = new WatchedSource(source, sql -> tellOfLock(sql, asked));
    Flyway flyway =
        Flyway.configure()
            .configuration(flyway(source, dialect, new Quiet()).getConfiguration())
            .dataSource(watched)
            .load();
    Thread other = new Thread(() -> executed.add(flyway.migrate().migrationsExecuted));
    MigrationListener starting =
        new MigrationListener() {
          @Override
          public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
            if (version.version() == 2) {
              other.start();
              awaitLatch(asked);
            }
          }
        };
    assertThat(on(source, shop(dialect).build()).listener(starting).build().run().applied())
        .hasSize(3);
    other.join(TimeUnit.MINUTES.toMillis(1));
    assertThat(executed).containsExactly(0);
    assertThat(source.history()).hasSize(3);
  }

  private static void tellOfLock(String sql, CountDownLatch asked) {
    if (sql.contains("advisory") || sql.contains("GET_LOCK")) {
      asked.countDown();
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A callback that does nothing. */
  private static class Quiet extends BaseCallback {
    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void thisLibraryWaitsForFlyway(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    List<MigrationException> refused = new ArrayList<>();
    BaseCallback trying =
        new Quiet() {
          @Override
          public void handle(Event event, Context context) {
            Migrator.Builder migrator = on(source, shop(dialect).build());
            refused.add(
                catchThrowableOfType(
                    MigrationException.class,
                    () -> migrator.lockTimeout(Duration.ofMillis(50)).build().run()));
          }
        };
    assertThat(flyway(source, dialect, trying).migrate().migrationsExecuted).isEqualTo(3);
    assertThat(refused)
        .hasSize(3)
        .allSatisfy(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.LOCKED));
  }
}
