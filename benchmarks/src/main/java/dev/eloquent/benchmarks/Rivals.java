package dev.eloquent.benchmarks;

import com.mysql.cj.jdbc.MysqlDataSource;
import com.opencsv.CSVReader;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.collections4.CollectionUtils;
import org.apache.commons.io.IOUtils;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.text.StringEscapeUtils;
import org.flywaydb.core.Flyway;
import org.flywaydb.database.mysql.MySQLDatabaseType;
import org.flywaydb.database.postgresql.PostgreSQLDatabaseType;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.nop.NOPServiceProvider;
import org.sqlite.SQLiteDataSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The programs that are compared, each a fresh JVM with the class path that it needs and no more.
 *
 * @param project whose history is replayed
 * @param root for logs and changelogs
 * @param jvm options for each JVM, such as {@code -Xmx128m}
 */
record Rivals(BenchmarkProject project, Path root, List<String> jvm) {
  /** The project's history as a changelog for Liquibase, made once. */
  static Rivals of(BenchmarkProject project, Path root, List<String> jvm) throws Exception {
    for (String dialect : List.of("sqlite", "postgresql", "mysql")) {
      LiquibaseReplay.changelog(
          project.historyFolder().resolve(dialect), root.resolve("changelog").resolve(dialect));
    }
    return new Rivals(project, root, jvm);
  }

  long raw(TestDatabase database) throws IOException, InterruptedException {
    return run(RawReplay.class, List.of(MigrationCatalog.class), database, files(database));
  }

  long bare(TestDatabase database) throws IOException, InterruptedException {
    return run(BareStart.class, List.of(MigrationCatalog.class), database, files(database));
  }

  long migrator(TestDatabase database) throws IOException, InterruptedException {
    List<Class<?>> jars = List.of(MigrationCatalog.class, Logger.class, NOPServiceProvider.class);
    return run(MigratorReplay.class, jars, database, files(database));
  }

  /** Returns what {@link OpenStart} prints. */
  String openStart(TestDatabase database) throws IOException, InterruptedException {
    List<Class<?>> jars = List.of(MigrationCatalog.class, Logger.class, NOPServiceProvider.class);
    run(OpenStart.class, jars, database, files(database));
    return ChildProcess.output(log());
  }

  /** Command: {@code run} or {@code status}. */
  long flyway(TestDatabase database, String command) throws IOException, InterruptedException {
    List<Class<?>> jars =
        List.of(Flyway.class, PostgreSQLDatabaseType.class, MySQLDatabaseType.class);
    return run(FlywayReplay.class, jars, database, files(database), command);
  }

  /** Command: {@code run} or {@code status}. */
  long liquibase(TestDatabase database, String command) throws IOException, InterruptedException {
    List<Class<?>> jars =
        List.of(
            liquibase.Liquibase.class,
            Yaml.class,
            CollectionUtils.class,
            StringEscapeUtils.class,
            CSVReader.class,
            StringUtils.class,
            IOUtils.class);
    Path folder = root.resolve("changelog").resolve(database.dialect());
    return run(LiquibaseReplay.class, jars, database, folder.toString(), command);
  }

  /** The shell's {@code migrate status}, with the jar of the command line. */
  long status(TestDatabase database, Path runtimeJar) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ChildProcess.program("java")));
    command.addAll(jvm);
    command.addAll(List.of("-jar", runtimeJar.toString(), "migrate", "status"));
    command.addAll(List.of("--url", database.url()));
    if (!database.user().isEmpty()) {
      command.addAll(List.of("--user", database.user()));
    }
    if (!database.password().isEmpty()) {
      command.addAll(List.of("--password-env", "BENCHMARK_PASSWORD"));
    }
    command.addAll(
        List.of("--classpath", ChildProcess.paths(project.classes(), project.resources())));
    return ChildProcess.run(command, log(), Map.of("BENCHMARK_PASSWORD", database.password()));
  }

  private Path log() {
    return root.resolve("program.log");
  }

  private String files(TestDatabase database) {
    return project.historyFolder().resolve(database.dialect()).toString();
  }

  private long run(Class<?> main, List<Class<?>> jars, TestDatabase database, String... arguments)
      throws IOException, InterruptedException {
    List<Class<?>> all = new ArrayList<>(jars);
    all.add(main);
    all.add(driver(database.dialect()));
    List<String> command = new ArrayList<>(List.of(ChildProcess.program("java")));
    command.addAll(jvm);
    command.add("-Dliquibase.analytics.enabled=false");
    command.addAll(
        List.of("-cp", ChildProcess.classPath(all, project.classes(), project.resources())));
    command.addAll(List.of(main.getName(), database.dialect(), database.url()));
    command.addAll(List.of(arguments));
    return ChildProcess.run(command, log(), Map.of());
  }

  private static Class<?> driver(String dialect) {
    return switch (dialect) {
      case "sqlite" -> SQLiteDataSource.class;
      case "mysql" -> MysqlDataSource.class;
      default -> PGSimpleDataSource.class;
    };
  }
}
