package dev.eloquent.processor;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.history.VersionSource.ScriptSource;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import dev.eloquent.processor.split.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds statements written by hand that the runtime cannot run, before a database does, or worse,
 * takes no notice of them, as SQLite of a {@code PRAGMA foreign_keys} within a transaction.
 */
final class RunnableStatements {
  private final List<FormatException> problems = new ArrayList<>();

  private RunnableStatements() {}

  /** What an open version holds that cannot be run, with file and line. */
  static List<FormatException> problems(VersionSource version, Map<String, Dialect> dialects)
      throws SplitException {
    RunnableStatements check = new RunnableStatements();
    for (Map.Entry<String, ScriptSource> entry : version.scripts().entrySet()) {
      Dialect dialect = dialects.get(entry.getKey());
      if (dialect != null) {
        String id = entry.getKey();
        ScriptSource script = entry.getValue();
        String file = FileNames.migration(id, version.version(), version.name());
        check.script(file, script.up(), dialect);
        if (script.undo() != null) {
          String undo = FileNames.undo(id, version.version(), version.name());
          check.script(undo, script.undo(), dialect);
        }
      }
    }
    return check.problems;
  }

  private void script(String file, String text, Dialect dialect) throws SplitException {
    for (SplitStatement statement : StatementSplitter.split(text, dialect.syntax())) {
      int line = statement.head().line();
      if (statement.head().copy()) {
        String fix = "Write INSERT statements with many rows each.";
        problem("ELQ347", file, line, "COPY FROM stdin is not run by this release. " + fix);
      } else if (!statement.head().transactional()) {
        problem(
            "ELQ348",
            file,
            line,
            "this statement does nothing or fails in a transaction, and "
                + dialect.displayName()
                + " runs every version in one. Run it outside of the migrations.");
      }
    }
  }

  private void problem(String code, String file, int line, String message) {
    problems.add(new FormatException(code, file, line, message));
  }
}
