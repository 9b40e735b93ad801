package dev.eloquent.benchmarks;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What it costs to find that nothing is pending: in a fresh JVM, with the command line's {@code
 * migrate status}, and in a process whose connection is open.
 */
public final class StartBenchmark {
  private StartBenchmark() {}

  /**
   * Arguments: {@code --databases=sqlite,postgresql,mysql --versions=1000 --open=10,1000,5000
   * --runs=5 --jar=runtime/target/runtime.jar}.
   */
  public static void main(String[] args) {
    ChildProcess.exitAfter(() -> run(args));
  }

  private static void run(String[] args) throws Exception {
    Settings settings = new Settings(args);
    List<String> databases = settings.list("databases", "sqlite,postgresql,mysql");
    Path jar = Path.of(settings.text("jar", "runtime/target/runtime.jar")).toAbsolutePath();
    int runs = settings.numbers("runs", "5").get(0);
    for (int versions : settings.numbers("versions", "1000")) {
      Rivals programs = programs(versions);
      Comparison comparison = new Comparison(runs);
      comparison.head(
          "fresh JVM, " + versions + " versions", "bare", "ours", "Flyway", "Liquibase");
      for (String dialect : databases) {
        compare(comparison, programs, dialect, jar);
      }
    }
    for (int versions : settings.numbers("open", "10,1000,5000")) {
      Rivals programs = programs(versions);
      for (String dialect : databases) {
        TestDatabase database = Databases.create(dialect);
        programs.migrator(database);
        String[] micros = programs.openStart(database).strip().split(" ", -1);
        System.out.printf(
            Locale.ROOT,
            "%-34s first query %5s µs, first run %6s µs; warm query %4s µs, warm run %4s µs%n",
            "open, " + dialect + ", " + versions + " versions",
            micros[0],
            micros[1],
            micros[2],
            micros[3]);
      }
    }
  }

  private static Rivals programs(int versions) throws Exception {
    Path root = Files.createTempDirectory("eloquent-start");
    BenchmarkProject project = BenchmarkProject.create(root, 1, versions);
    project.compile(true);
    return Rivals.of(project, root, List.of());
  }

  /** Each tool has a database that it has migrated itself. */
  private static void compare(Comparison comparison, Rivals programs, String dialect, Path jar)
      throws Exception {
    TestDatabase ours = Databases.create(dialect);
    TestDatabase flyways = Databases.create(dialect);
    TestDatabase liquibases = Databases.create(dialect);
    programs.migrator(ours);
    programs.flyway(flyways, "run");
    programs.liquibase(liquibases, "run");
    comparison.row(
        dialect + ", run",
        () -> programs.bare(ours),
        () -> programs.migrator(ours),
        () -> programs.flyway(flyways, "run"),
        () -> programs.liquibase(liquibases, "run"));
    comparison.row(
        dialect + ", status",
        () -> programs.bare(ours),
        () -> programs.status(ours, jar),
        () -> programs.flyway(flyways, "status"),
        () -> programs.liquibase(liquibases, "status"));
  }
}
