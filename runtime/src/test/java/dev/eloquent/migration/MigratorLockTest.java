package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several migrators on one database. */
class MigratorLockTest {
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void fourAtOnceApplyEachVersionOnce(String dialect) throws Exception {
    TestSource source = new TestSource(Databases.create(dialect));
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Integer> work =
          () -> {
            Migrator migrator = on(source, shop(dialect).build()).build();
            start.await();
            return migrator.run().applied().size();
          };
      List<Future<Integer>> runs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        runs.add(threads.submit(work));
      }
      start.countDown();
      int applied = 0;
      for (Future<Integer> run : runs) {
        applied += run.get();
      }
      assertThat(applied).isEqualTo(3);
    } finally {
      threads.shutdownNow();
    }
    assertThat(source.history()).hasSize(3);
    assertThat(on(source, shop(dialect).build()).build().validate().problems()).isEmpty();
  }

  /** The one that holds the lock starts the other from its listener, so the order is certain. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void theWaitingOneIsToldWhomItWaitsForAndGivesUp(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    List<String> holders = new ArrayList<>();
    List<MigrationException> refused = new ArrayList<>();
    MigrationListener other =
        new MigrationListener() {
          @Override
          public void waitingForLock(String holder, Duration waited) {
            holders.add(holder);
          }
        };
    MigrationListener first =
        new MigrationListener() {
          @Override
          public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
            if (version.version() == 1) {
              refused.add(
                  catchThrowableOfType(
                      MigrationException.class,
                      () ->
                          on(source, shop(dialect).build())
                              .listener(other)
                              .lockTimeout(Duration.ofMillis(50))
                              .build()
                              .run()));
            }
          }
        };
    assertThat(on(source, shop(dialect).build()).listener(first).build().run().applied())
        .hasSize(3);
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).problem()).isEqualTo(MigrationProblem.LOCKED);
    assertThat(holders).isNotEmpty();
    String expected =
        switch (dialect) {
          case "sqlite" -> "process " + ProcessHandle.current().pid();
          case "postgresql" -> "user postgres, process ";
          default -> "user root, from ";
        };
    assertThat(holders.get(0)).contains(expected);
    assertThat(refused.get(0)).hasMessageContaining(expected);
    assertThat(on(source, shop(dialect).build()).build().run()).isEqualTo(RunResult.NOTHING);
  }
}
