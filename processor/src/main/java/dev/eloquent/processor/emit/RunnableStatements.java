package dev.eloquent.processor.emit;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.split.SplitStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds statements written by hand that the runtime cannot run, before a database does, or worse,
 * takes no notice of them, as SQLite of a {@code PRAGMA foreign_keys} within a transaction.
 */
final class RunnableStatements {
  private final List<FormatException> problems = new ArrayList<>();

  private RunnableStatements() {}

  /**
   * What a version holds that cannot be run, with file and line.
   *
   * @param dialects by id
   */
  static List<FormatException> problems(CompiledVersion version, Map<String, Dialect> dialects) {
    RunnableStatements check = new RunnableStatements();
    int number = version.source().version();
    String name = version.source().name();
    version
        .scripts()
        .forEach(
            (id, script) -> {
              String database = Objects.requireNonNull(dialects.get(id)).displayName();
              check.script(FileNames.migration(id, number, name), script.up(), database);
              check.script(FileNames.undo(id, number, name), script.down(), database);
            });
    return check.problems;
  }

  private void script(String file, List<SplitStatement> statements, String database) {
    for (SplitStatement statement : statements) {
      if (statement.head().copy()) {
        String fix = "Write INSERT statements with many rows each.";
        problem("ELQ347", file, statement, "COPY FROM stdin is not run by this release. " + fix);
      } else if (!statement.head().transactional()) {
        problem(
            "ELQ348",
            file,
            statement,
            "this statement does nothing or fails in a transaction, and "
                + database
                + " runs every version in one. Run it outside of the migrations.");
      }
    }
  }

  private void problem(String code, String file, SplitStatement statement, String message) {
    problems.add(new FormatException(code, file, statement.line(), message));
  }
}
