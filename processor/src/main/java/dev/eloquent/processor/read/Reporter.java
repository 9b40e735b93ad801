package dev.eloquent.processor.read;

import dev.eloquent.processor.diagnostic.Diagnostics;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Passes each problem on once: a field of a superclass is read for every model below it, and its
 * problem is still one.
 */
final class Reporter {
  private record Seen(@Nullable Element element, String message) {}

  private final Diagnostics diagnostics;
  private final Set<Seen> seen = new HashSet<>();

  Reporter(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void report(Problem problem, Location location, Object... arguments) {
    if (seen.add(new Seen(location.element(), problem.message(arguments)))) {
      diagnostics.report(problem, location, arguments);
    }
  }
}
