package dev.eloquent.cli;

import java.nio.file.Path;

/** A compiled project with one version, for tests whose classes have a loader of their own. */
final class SqliteProject {
  private SqliteProject() {}

  static void write(Path folder) {
    new CompiledProject(folder)
        .dialects("sqlite")
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .compile();
  }
}
