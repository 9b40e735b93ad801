package dev.eloquent.processor;

import dev.eloquent.format.FormatException;
import dev.eloquent.processor.history.HistoryReader;
import java.nio.file.Files;

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
    if (reader.problems().isEmpty() && Files.exists(c.historyFolder)) {
      c.scripts =
          SealedScripts.readBeside(c.historyFolder, c.history.lock(), c.dialects, c.catalog);
    }
  }

  /** Reports it with the folder, which the problem's file is relative to. */
  static void report(Compilation c, FormatException problem) {
    c.diagnostics.report(
        new FormatException(
            problem.code(),
            problem.file(),
            problem.line(),
            problem.reason() + " (in " + c.historyText + ")"));
  }
}
