package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.eloquent.testkit.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server crashes in the middle of a run, and starts again on the same data. */
class ServerCrashTest {
  private static TestCatalog catalog(String dialect) {
    boolean mysql = dialect.equals("mysql");
    String rows = mysql ? "seq FROM seq_1_to_200000" : "* FROM generate_series(1, 200000)";
    String copy = mysql ? ", ALGORITHM = COPY" : "";
    List<String> up =
        new ArrayList<>(
            List.of(
                "INSERT INTO a SELECT " + rows,
                "CREATE TABLE b (id INT)",
                "ALTER TABLE a ADD n INT" + copy,
                "INSERT INTO b SELECT count(*) FROM a"));
    List<Script.Reverse> down =
        new ArrayList<>(
            List.of(
                new Script.Reverse(4, "DELETE FROM b"),
                new Script.Reverse(3, "ALTER TABLE a DROP COLUMN n" + copy),
                new Script.Reverse(2, "DROP TABLE b"),
                new Script.Reverse(1, "DELETE FROM a")));
    if (mysql) {
      // The shared server of the other tests has no rights, and so no events.
      up.add("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM b WHERE id = 0");
      down.add(0, new Script.Reverse(5, "DROP EVENT e"));
    }
    return TestCatalog.on(dialect)
        .sealed("one", "CREATE TABLE a (id INT)", "DROP TABLE a")
        .add("two", "sealed", up, down)
        .build();
  }

  /** Crashes the server a moment later, while the statement copies its table. */
  private static Thread crashSoon(TestServer server) {
    Thread killer =
        new Thread(
            () -> {
              try {
                Thread.sleep(60);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              server.crash();
            });
    killer.start();
    return killer;
  }

  private static void crashAtEach(TestServer server, TestCatalog catalog, boolean undo)
      throws InterruptedException {
    TestSource source = new TestSource(server.database());
    Script script = catalog.load(catalog.versions().get(1)).script(2, source.database().dialect());
    List<String> statements =
        undo ? script.down().map(Script.Reverse::sql).toList() : script.up().toList();
    for (String statement : statements) {
      boolean within = statement.endsWith("COPY");
      List<Thread> killers = new ArrayList<>();
      Runnable crash = within ? () -> killers.add(crashSoon(server)) : server::crash;
      EndingSource ending = new EndingSource(source, statement, !within, crash);
      Migrator crashing = Migrator.builder().dataSource(ending).catalog(catalog).build();
      Throwable stopped =
          catchThrowable(
              () -> {
                if (undo) {
                  crashing.rollback(RollbackOptions.step(1));
                } else {
                  crashing.run();
                }
              });
      assertThat(stopped)
          .as(statement)
          .isInstanceOf(MigrationException.class)
          .hasMessageMatching("(?is).*(connection|link failure|I/O error).*");
      for (Thread killer : killers) {
        killer.join();
      }
      server.start();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql"})
  void theNextRunFinishesWithoutRepair(String dialect, @TempDir Path folder) throws Exception {
    try (TestServer server = TestServer.start(dialect, folder)) {
      TestSource source = new TestSource(server.database());
      TestCatalog catalog = catalog(dialect);
      Migrator migrator = on(source, catalog).build();
      crashAtEach(server, catalog, false);
      migrator.run();
      assertThat(source.query("SELECT count(*), count(n) FROM a")).containsExactly("200000|0");
      assertThat(source.query("SELECT id FROM b")).containsExactly("200000");
      assertThat(migrator.validate().problems()).isEmpty();
      assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);

      crashAtEach(server, catalog, true);
      migrator.rollback(RollbackOptions.to(1));
      assertThat(source.query("SELECT * FROM a")).isEmpty();
      assertThat(source.hasTable("b")).isFalse();
      assertThat(migrator.validate().problems()).isEmpty();
      assertThat(migrator.run().applied()).hasSize(1);
    }
  }
}
