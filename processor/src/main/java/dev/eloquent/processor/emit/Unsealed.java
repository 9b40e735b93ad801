package dev.eloquent.processor.emit;

import dev.eloquent.processor.history.VersionSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be sealed.
 *
 * @param dialects what a further open version needs a file for
 * @param open the open versions, ascending
 * @param openSchemaText the snapshot that they end at, with an empty chain property; empty text
 *     without one
 * @param openJson the schema hash of {@code open.json}; empty without one
 * @param draft what is drafted behind them; null for nothing
 */
public record Unsealed(
    List<String> dialects,
    List<VersionSource> open,
    String openSchemaText,
    String openJson,
    @Nullable Draft draft) {
  /** Copies the lists. */
  public Unsealed {
    dialects = List.copyOf(dialects);
    open = List.copyOf(open);
  }
}
