package dev.eloquent.benchmarks;

import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.nop.NOPServiceProvider;
import org.sqlite.SQLiteDataSource;

/**
 * The replay of a history of one-statement versions on an empty database in a fresh JVM: this
 * library's migrator against raw JDBC. PostgreSQL's server runs all the time, outside what is
 * measured.
 */
public final class ReplayBenchmark {
  private ReplayBenchmark() {}

  /** Arguments: {@code --databases=sqlite,postgresql --versions=10,100,1000 --runs=5}. */
  public static void main(String[] args) throws Exception {
    Settings settings = new Settings(args);
    Comparison comparison = new Comparison(settings.numbers("runs", "5").get(0));
    comparison.head("replay, fresh JVM", "raw JDBC", "migrator");
    for (int versions : settings.numbers("versions", "10,100,1000")) {
      Path root = Files.createTempDirectory("eloquent-replay");
      BenchmarkProject project = BenchmarkProject.create(root, 1, versions);
      project.compile(true);
      for (String dialect : settings.list("databases", "sqlite,postgresql")) {
        comparison.row(
            dialect + ", " + versions + " versions",
            () -> replay(RawReplay.class, project, dialect, root),
            () -> replay(MigratorReplay.class, project, dialect, root));
      }
    }
    System.exit(0);
  }

  /** Both programs get the same class path, and a new database. */
  private static long replay(Class<?> main, BenchmarkProject project, String dialect, Path root)
      throws IOException, InterruptedException {
    TestDatabase database = Databases.create(dialect);
    Class<?> driver = dialect.equals("sqlite") ? SQLiteDataSource.class : PGSimpleDataSource.class;
    String classPath =
        ChildProcess.classPath(
            List.of(main, MigrationCatalog.class, Logger.class, NOPServiceProvider.class, driver),
            project.classes(),
            project.resources());
    return ChildProcess.run(
        List.of(
            ChildProcess.program("java"),
            "-cp",
            classPath,
            main.getName(),
            dialect,
            database.url(),
            project.historyFolder().resolve(dialect).toString()),
        root.resolve("replay.log"));
  }
}
