package dev.eloquent.cli;

import java.nio.file.Path;
import java.util.Map;

/** A compiled project with one version, for tests whose classes have a loader of their own. */
final class SqliteProject {
  private SqliteProject() {}

  static void write(Path folder) {
    new CompiledProject(folder)
        .dialects("sqlite")
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .compile();
  }

  /** Exit code and outputs of a command in the folder. */
  static String call(Path folder, Map<String, String> environment, String[] arguments) {
    Run run = new Run(folder);
    environment.forEach(run::with);
    Run.Result result = run.call(arguments);
    return result.exit() + " " + result.out() + result.err();
  }
}
