package dev.eloquent.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.testkit.MongoServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Processes that are killed before and behind each command that they send to the server, those of
 * the history and of the lock included.
 */
class MongoCrashTest {
  /** What the driver sends by itself, or what only reads. */
  private static final Set<String> HARMLESS =
      Set.of(
          "hello",
          "isMaster",
          "ismaster",
          "connectionStatus",
          "find",
          "getMore",
          "listCollections",
          "listIndexes",
          "endSessions",
          "killCursors");

  private static final Duration LEASE = Duration.ofSeconds(1);

  /** Ends its process at the n-th command that writes, before or behind it; 0 for never. */
  static final class Killer implements CommandListener {
    private final AtomicInteger seen = new AtomicInteger();
    private final int at;
    private final boolean behind;
    private volatile int chosen = -1;

    Killer(int at, boolean behind) {
      this.at = at;
      this.behind = behind;
    }

    int seen() {
      return seen.get();
    }

    /** Rows that waited for long are written beside a command, so two can be on their way. */
    @Override
    public void commandStarted(CommandStartedEvent event) {
      if (!HARMLESS.contains(event.getCommandName()) && seen.incrementAndGet() == at) {
        chosen = event.getRequestId();
        if (!behind) {
          Runtime.getRuntime().halt(137);
        }
      }
    }

    @Override
    public void commandSucceeded(CommandSucceededEvent event) {
      if (event.getRequestId() == chosen) {
        Runtime.getRuntime().halt(137);
      }
    }
  }

  /** Runs all, or rolls all back, and is killed on the way. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) {
      MongoServers.Database database = new MongoServers.Database(args[0], args[1], true);
      Killer killer = new Killer(Integer.parseInt(args[3]), Boolean.parseBoolean(args[4]));
      try (MongoFixture mongo = new MongoFixture(database, killer)) {
        work(migrator(mongo), args[2].equals("run"));
      }
    }
  }

  private static Migrator migrator(MongoFixture mongo) {
    return MongoMigrator.builder(mongo.client(), mongo.database().name(), LEASE)
        .catalog(MongoFixture.story())
        .build();
  }

  private static void work(Migrator migrator, boolean forward) {
    if (forward) {
      migrator.run();
    } else {
      migrator.rollback(RollbackOptions.all());
    }
  }

  private static int exit(MongoServers.Database database, boolean forward, int at, boolean behind)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                database.uri(),
                database.name(),
                forward ? "run" : "rollback",
                Integer.toString(at),
                Boolean.toString(behind))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  /** What a run, or a rollback, that nobody kills leaves behind. */
  private record Outcome(List<String> content, List<String> history, int commands) {}

  private static Outcome undisturbed(boolean forward) {
    MongoServers.Database database = MongoServers.embedded();
    if (!forward) {
      try (MongoFixture mongo = new MongoFixture(database)) {
        migrator(mongo).run();
      }
    }
    Killer counter = new Killer(0, false);
    try (MongoFixture mongo = new MongoFixture(database, counter)) {
      work(migrator(mongo), forward);
      return new Outcome(mongo.content(), mongo.history(), counter.seen());
    }
  }

  private static void killAndRunAgain(Outcome expected, boolean forward, int at, boolean behind)
      throws Exception {
    String what = (forward ? "run" : "rollback") + (behind ? " behind " : " before ") + at;
    MongoServers.Database database = MongoServers.embedded();
    try (MongoFixture mongo = new MongoFixture(database)) {
      if (!forward) {
        migrator(mongo).run();
      }
      assertThat(exit(database, forward, at, behind)).as(what).isEqualTo(137);
      work(migrator(mongo), forward);
      assertThat(mongo.content()).as(what).isEqualTo(expected.content());
      assertThat(mongo.history()).as(what).isEqualTo(expected.history());
      assertThat(migrator(mongo).validate().problems()).as(what).isEmpty();
    }
  }

  private static void killEverywhere(boolean forward) throws Exception {
    Outcome expected = undisturbed(forward);
    assertThat(expected.commands()).isGreaterThan(20);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int at = 1; at <= expected.commands(); at++) {
        for (boolean behind : new boolean[] {false, true}) {
          int k = at;
          all.add(
              two.submit(
                  () -> {
                    killAndRunAgain(expected, forward, k, behind);
                    return null;
                  }));
        }
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      two.shutdownNow();
    }
  }

  @Test
  void aRunThatIsKilledAtAnyCommandIsFinishedByTheNext() throws Exception {
    killEverywhere(true);
  }

  @Test
  void aRollbackThatIsKilledAtAnyCommandIsFinishedByTheNext() throws Exception {
    killEverywhere(false);
  }
}
