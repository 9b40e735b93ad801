package dev.eloquent.processor.split;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Gives the statements of a script, one after the other. */
public interface StatementSource {
  /**
   * Writes the next statement, without what ends it.
   *
   * @return null if there is no further one
   * @throws SplitException if the script cannot be cut
   */
  @Nullable StatementHead next(Writer statement) throws IOException, SplitException;
}
