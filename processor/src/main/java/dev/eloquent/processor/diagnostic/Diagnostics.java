package dev.eloquent.processor.diagnostic;

import dev.eloquent.format.FormatException;
import dev.eloquent.processor.diagnostic.Problem.Severity;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic.Kind;

/** Collects all problems of a run, then prints them; warnings may be lowered to notes. */
public final class Diagnostics {
  private record Entry(Location location, Severity severity, String message) {}

  private final boolean warningsAsNotes;
  private final List<Entry> entries = new ArrayList<>();

  /** Creates an empty collection; see option {@code eloquent.warnings}. */
  public Diagnostics(boolean warningsAsNotes) {
    this.warningsAsNotes = warningsAsNotes;
  }

  /** Reports a problem at a place in the sources. */
  public void report(Problem problem, Location location, Object... arguments) {
    entries.add(new Entry(location, problem.severity(), problem.message(arguments)));
  }

  /** Reports a finding where its path was declared. */
  public void report(Finding finding, Origins origins) {
    entries.add(
        new Entry(origins.of(finding.path()), finding.problem().severity(), finding.message()));
  }

  /** Reports that a committed file is not what it must be. */
  public void report(FormatException problem) {
    report(problem, Location.NONE);
  }

  /** Reports the same at a place in the sources. */
  public void report(FormatException problem, Location location) {
    entries.add(
        new Entry(location, Severity.ERROR, problem.getMessage() + " [" + problem.code() + "]"));
  }

  /** Whether there is an error among them. */
  public boolean hasErrors() {
    return entries.stream().anyMatch(e -> e.severity() == Severity.ERROR);
  }

  /** Prints and forgets all, in the order they were reported. */
  public void flush(Messager messager) {
    for (Entry entry : entries) {
      Kind kind =
          switch (entry.severity()) {
            case ERROR -> Kind.ERROR;
            case WARNING -> warningsAsNotes ? Kind.NOTE : Kind.WARNING;
            case NOTE -> Kind.NOTE;
          };
      Location at = entry.location();
      // The compiler prints nothing of where if an element is missing; the message itself names it
      // then.
      if (at.element() == null) {
        messager.printMessage(kind, entry.message());
      } else {
        messager.printMessage(kind, entry.message(), at.element(), at.annotation(), at.value());
      }
    }
    entries.clear();
  }
}
