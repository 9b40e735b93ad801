package dev.eloquent.processor;

import dev.eloquent.format.FormatException;
import dev.eloquent.processor.history.HistoryReader;
import dev.eloquent.processor.split.SplitException;

/** Reads the committed history and verifies it against its lock file. */
final class ReadHistory implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    if (c.historyText.isEmpty()) {
      return;
    }
    HistoryReader reader = new HistoryReader(c.historyFolder);
    c.history = reader.read();
    for (FormatException problem : reader.problems()) {
      c.diagnostics.report(
          new FormatException(
              problem.code(),
              problem.file(),
              problem.line(),
              text(problem) + " (in " + c.historyText + ")"));
    }
  }

  /** The message without the place that the exception puts before it. */
  private static String text(FormatException problem) {
    String message = String.valueOf(problem.getMessage());
    return message.substring(message.indexOf(": ") + 2);
  }

  static FormatException unsplittable(SplitException e) {
    return new FormatException("ELQ313", "sealed script", 0, String.valueOf(e.getMessage()), e);
  }
}
