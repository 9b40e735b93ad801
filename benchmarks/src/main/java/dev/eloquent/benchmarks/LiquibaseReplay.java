package dev.eloquent.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.helpers.DatabaseChangelogCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

/** The same statements with Liquibase's API: a change set a file, in one changelog in SQL. */
public final class LiquibaseReplay {
  private static final String CHANGELOG = "changelog.sql";

  private LiquibaseReplay() {}

  /** Arguments: dialect, JDBC URL, folder of the changelog, {@code run} or {@code status}. */
  public static void main(String[] args) throws Exception {
    DirectoryResourceAccessor folder = new DirectoryResourceAccessor(Path.of(args[2]));
    try (Connection connection = ReplaySource.of(args[0], args[1]).getConnection()) {
      Database database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      Scope.child(
          Scope.Attr.resourceAccessor,
          folder,
          () ->
              new CommandScope(args[3].equals("status") ? "status" : "update")
                  .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                  .addArgumentValue(DatabaseChangelogCommandStep.CHANGELOG_FILE_ARG, CHANGELOG)
                  .execute());
    }
  }

  /** Writes the changelog of a folder's files. */
  static void changelog(Path files, Path folder) throws Exception {
    List<Path> scripts;
    try (Stream<Path> found = Files.list(files)) {
      scripts = found.sorted(Comparator.comparingInt(RawReplay::version)).toList();
    }
    StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
    for (Path script : scripts) {
      text.append("\n--changeset benchmark:").append(RawReplay.version(script)).append('\n');
      text.append(Files.readString(script));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(CHANGELOG), text);
  }
}
