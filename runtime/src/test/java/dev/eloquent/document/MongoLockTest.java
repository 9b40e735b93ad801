package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.TestCatalog;
import dev.eloquent.testkit.MongoServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lease that keeps other migrators out: several processes, stopped and killed ones. */
class MongoLockTest {
  private static final int PROCESSES = 8;
  private static final int VERSIONS = 30;
  private static final Duration LEASE = Duration.ofSeconds(2);

  private final Path folder;

  MongoLockTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<MongoServers.Database> databases() {
    return MongoFixture.databases();
  }

  private static TestCatalog catalog() {
    TestCatalog.Builder catalog = TestCatalog.on("mongodb");
    for (int i = 1; i <= VERSIONS; i++) {
      catalog.sealed("c" + i, "{\"create\":\"c" + i + "\"}", "{\"drop\":\"c" + i + "\"}");
    }
    return catalog.build();
  }

  /**
   * One of several. It says that it is ready and waits for the gate; in version 2 it says that it
   * holds the lock, and goes on when there is a file {@code go}.
   */
  static final class Contender {
    private Contender() {}

    public static void main(String[] args) throws Exception {
      MongoServers.Database database = new MongoServers.Database(args[0], args[1], true);
      Path folder = Path.of(args[2]);
      long pid = ProcessHandle.current().pid();
      MigrationListener listener =
          new MigrationListener() {
            @Override
            public void waitingForLock(String holder, Duration waited) {
              write(folder.resolve("waits-" + pid), holder);
            }

            @Override
            public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
              if (version.version() == 2) {
                write(folder.resolve("holds-" + pid), "");
                await(() -> Files.exists(folder.resolve("go")));
              }
            }
          };
      write(folder.resolve("ready-" + pid), "");
      await(() -> Files.exists(folder.resolve("gate")));
      try (MongoFixture mongo = new MongoFixture(database)) {
        MongoMigrator.builder(mongo.client(), database.name(), LEASE)
            .catalog(catalog())
            .listener(listener)
            .build()
            .run();
      } catch (MigrationException e) {
        write(folder.resolve("failed-" + pid), e.code() + " " + e.getMessage());
        System.exit(1);
      }
      System.exit(0);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) {
    try {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
      while (!condition.holds()) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("waited for two minutes");
        }
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

  private List<Path> files(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private Process start(MongoServers.Database database) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Contender.class.getName(),
            database.uri(),
            database.name(),
            folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void signal(Process process, String name) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private static int exit(Process process) throws InterruptedException {
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private static List<String> allVersions() {
    return IntStream.rangeClosed(1, VERSIONS).mapToObj(i -> i + " MONGO true").toList();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void eightAtOnceApplyEachVersionOnce(MongoServers.Database database) throws Exception {
    List<Process> processes = new ArrayList<>();
    try (MongoFixture mongo = new MongoFixture(database)) {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(database));
      }
      await(() -> files("ready-").size() == PROCESSES);
      write(folder.resolve("gate"), "");
      await(() -> files("waits-").size() == PROCESSES - 1);
      write(folder.resolve("go"), "");
      for (Process process : processes) {
        assertThat(exit(process)).isZero();
      }
      assertThat(mongo.history()).isEqualTo(allVersions());
      assertThat(mongo.on(catalog()).build().validate().problems()).isEmpty();
      String holder = files("holds-").get(0).getFileName().toString().substring(6);
      for (Path waiting : files("waits-")) {
        assertThat(Files.readString(waiting)).contains(", process " + holder + ", until ");
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  @Test
  void aKilledHolderKeepsTheOthersOutUntilItsLeaseIsOver() throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    try (MongoFixture mongo = new MongoFixture(database)) {
      write(folder.resolve("gate"), "");
      Process holder = start(database);
      await(() -> files("holds-").size() == 1);
      holder.destroyForcibly().waitFor();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> mongo.on(catalog()).lockTimeout(Duration.ofMillis(1)).build().run())
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.LOCKED))
          .withMessageContaining(", process " + holder.pid() + ", until ");
      mongo.on(catalog()).build().run();
      assertThat(mongo.history()).isEqualTo(allVersions());
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal that stops a process")
  void aStoppedHolderIsReplacedAndNoticesBeforeItsNextCommand() throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    try (MongoFixture mongo = new MongoFixture(database)) {
      write(folder.resolve("gate"), "");
      Process holder = start(database);
      await(() -> files("holds-").size() == 1);
      signal(holder, "STOP");
      mongo.on(catalog()).build().run();
      List<String> content = mongo.content();
      List<String> journal = mongo.journal();
      write(folder.resolve("go"), "");
      signal(holder, "CONT");
      assertThat(exit(holder)).isEqualTo(1);
      assertThat(Files.readString(files("failed-").get(0)))
          .startsWith("ELQ655")
          .contains("stood still for longer than its lease of 2 s");
      assertThat(mongo.content()).isEqualTo(content);
      assertThat(mongo.journal()).isEqualTo(journal);
      assertThat(mongo.history()).isEqualTo(allVersions());
      assertThat(mongo.on(catalog()).build().validate().problems()).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal that stops a process")
  void aStoppedHolderThatNobodyReplacedGoesOn() throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    try (MongoFixture mongo = new MongoFixture(database)) {
      write(folder.resolve("gate"), "");
      Process holder = start(database);
      await(() -> files("holds-").size() == 1);
      signal(holder, "STOP");
      await(() -> expired(mongo));
      write(folder.resolve("go"), "");
      signal(holder, "CONT");
      assertThat(exit(holder)).isZero();
      assertThat(mongo.history()).isEqualTo(allVersions());
    }
  }

  private static boolean expired(MongoFixture mongo) {
    BsonDocument lease = mongo.collection("eloquent_lock").find().first();
    assertThat(lease).isNotNull();
    return lease.getDateTime("expires_at").getValue() < System.currentTimeMillis();
  }

  @Test
  void aHolderThatWorksRenewsItsLease() throws Exception {
    MongoServers.Database database = MongoServers.embedded();
    try (MongoFixture mongo = new MongoFixture(database)) {
      write(folder.resolve("gate"), "");
      Process holder = start(database);
      await(() -> files("holds-").size() == 1);
      BsonDocument first = mongo.collection("eloquent_lock").find().first();
      assertThat(first).isNotNull();
      Migrator impatient = mongo.on(catalog()).lockTimeout(LEASE.multipliedBy(2)).build();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(impatient::run)
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.LOCKED));
      BsonDocument later = mongo.collection("eloquent_lock").find().first();
      assertThat(later).isNotNull();
      assertThat(later.get("token")).isEqualTo(first.get("token"));
      assertThat(later.getDateTime("expires_at").getValue())
          .isGreaterThan(first.getDateTime("expires_at").getValue());
      write(folder.resolve("go"), "");
      assertThat(exit(holder)).isZero();
      assertThat(mongo.history()).isEqualTo(allVersions());
      assertThat(mongo.collection("eloquent_lock").countDocuments()).isZero();
    }
  }

  /** In a step of version 2 somebody takes the lock away and does everything. */
  private static final class Meanwhile implements MigrationListener {
    private final MongoFixture mongo;
    private final boolean started;

    Meanwhile(MongoFixture mongo, boolean started) {
      this.mongo = mongo;
      this.started = started;
    }

    @Override
    public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
      takeOver(started && version.version() == 2);
    }

    @Override
    public void statementFinished(int version, int number, int of, String sql, Duration duration) {
      takeOver(!started && version == 2);
    }

    private void takeOver(boolean now) {
      if (now) {
        mongo.collection("eloquent_lock").drop();
        mongo.on(catalog()).build().run();
      }
    }
  }

  @Test
  void twoThatBothBelieveToHoldTheLockCannotBothWriteAnEvent() {
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded())) {
      Migrator first = mongo.on(catalog()).listener(new Meanwhile(mongo, false)).build();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(first::run)
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.LOCK_LOST))
          // The row, if the other one came before it was written, and completed it.
          .withMessageMatching(
              "Another migrator has written (event 4 of eloquent_journal|row 1 of"
                  + " flyway_schema_history): .*");
      assertThat(mongo.history()).isEqualTo(allVersions());
      assertThat(mongo.on(catalog()).build().validate().problems()).isEmpty();
    }
  }

  @Test
  void aFailureIsNotRecordedBehindWhatAnotherOneWrote() {
    try (MongoFixture mongo = new MongoFixture(MongoServers.embedded())) {
      Migrator first = mongo.on(catalog()).listener(new Meanwhile(mongo, true)).build();
      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(first::run)
          .satisfies(e -> assertThat(e.problem()).isEqualTo(MigrationProblem.STATEMENT));
      assertThat(mongo.history()).isEqualTo(allVersions());
      assertThat(mongo.on(catalog()).build().validate().problems()).isEmpty();
    }
  }
}
