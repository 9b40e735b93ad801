package dev.eloquent.processor.diagnostic;

import dev.eloquent.processor.schema.SchemaPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem found on something of a schema.
 *
 * @param problem which one of the catalogue
 * @param path on what; null if on nothing in particular
 * @param arguments for the message's placeholders, in order
 */
public record Finding(Problem problem, @Nullable SchemaPath path, List<String> arguments) {
  /** Copies the arguments and checks their number. */
  public Finding {
    arguments = List.copyOf(arguments);
  }

  /** Creates one. */
  public static Finding of(Problem problem, @Nullable SchemaPath path, String... arguments) {
    return new Finding(problem, path, List.of(arguments));
  }

  /** The message with its code at the end: {@code … [ELQ101]}. */
  public String message() {
    return problem.message(arguments.toArray());
  }
}
