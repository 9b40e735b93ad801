package dev.eloquent.processor;

import dev.eloquent.format.FormatException;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.history.HistoryReader;
import dev.eloquent.processor.history.ScriptReader;
import dev.eloquent.processor.history.Snapshot;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/**
 * Reads the lock file and the snapshot, and lets the sealed scripts be read beside what follows.
 */
final class ReadHistory implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    if (c.historyText.isEmpty()) {
      return;
    }
    HistoryReader reader = new HistoryReader(c.historyFolder);
    c.history = reader.read();
    reader.problems().forEach(problem -> report(c, problem));
    if (!reader.problems().isEmpty()) {
      return;
    }
    new FindMigrations().run(c);
    if (Files.exists(c.historyFolder) || !c.openClasses.isEmpty()) {
      ScriptReader scripts = new ScriptReader(c.historyFolder, c.openClasses, dialects(c));
      c.scripts = SealedScripts.readBeside(scripts, c.history.lock(), c.dialects, c.catalog);
    }
  }

  /** What a Java migration exists for that no script precedes. */
  private static Set<String> dialects(Compilation c) {
    Snapshot snapshot = c.history.snapshot();
    List<String> chosen = snapshot == null ? c.options.dialects() : snapshot.dialects();
    return chosen == null ? c.dialects.keySet() : Set.copyOf(chosen);
  }

  /** Reports it with the folder, which the problem's file is relative to unless it is a class. */
  static void report(Compilation c, FormatException problem) {
    Location place = c.migrationPlaces.getOrDefault(problem.file(), Location.NONE);
    c.diagnostics.report(
        new FormatException(
            problem.code(),
            problem.file(),
            problem.line(),
            problem.reason() + " (in " + c.historyText + ")"),
        place);
  }
}
