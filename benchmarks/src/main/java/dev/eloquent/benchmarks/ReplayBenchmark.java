package dev.eloquent.benchmarks;

import dev.eloquent.testkit.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The replay of a history of one-statement versions on an empty database in a fresh JVM: raw JDBC,
 * this library's migrator, Flyway and Liquibase. The servers run all the time, outside what is
 * measured.
 */
public final class ReplayBenchmark {
  private ReplayBenchmark() {}

  /**
   * Arguments: {@code --databases=sqlite,postgresql,mysql --versions=10,100,1000 --runs=5
   * --heap=128m --rivals=flyway,liquibase}; without {@code --heap} the JVM's default.
   */
  public static void main(String[] args) {
    ChildProcess.exitAfter(() -> run(args));
  }

  private static void run(String[] args) throws Exception {
    Settings settings = new Settings(args);
    Comparison comparison = new Comparison(settings.numbers("runs", "5").get(0));
    List<String> rivals = new ArrayList<>(settings.list("rivals", "flyway,liquibase"));
    rivals.removeIf(String::isEmpty);
    String heap = settings.text("heap", "");
    comparison.head("replay, fresh JVM", "raw JDBC", with("migrator", rivals));
    for (int versions : settings.numbers("versions", "10,100,1000")) {
      Path root = Files.createTempDirectory("eloquent-replay");
      BenchmarkProject project = BenchmarkProject.create(root, 1, versions);
      project.compile(true);
      Rivals programs =
          Rivals.of(project, root, heap.isEmpty() ? List.of() : List.of("-Xmx" + heap));
      for (String dialect : settings.list("databases", "sqlite,postgresql,mysql")) {
        List<Comparison.Trial> ways = new ArrayList<>();
        ways.add(() -> programs.raw(Databases.create(dialect)));
        ways.add(() -> programs.migrator(Databases.create(dialect)));
        if (rivals.contains("flyway")) {
          ways.add(() -> programs.flyway(Databases.create(dialect), "run"));
        }
        if (rivals.contains("liquibase")) {
          ways.add(() -> programs.liquibase(Databases.create(dialect), "run"));
        }
        comparison.row(dialect + ", " + versions + " versions", ways);
      }
    }
  }

  private static String[] with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all.toArray(new String[0]);
  }
}
