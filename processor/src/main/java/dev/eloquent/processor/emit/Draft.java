package dev.eloquent.processor.emit;

import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.processor.history.VersionSource;
import java.util.List;

/**
 * What sealing would write.
 *
 * @param source the version
 * @param schemaText the snapshot it ends at, with an empty chain property
 * @param refusals what sealing must refuse
 */
public record Draft(VersionSource source, String schemaText, List<Refusal> refusals) {
  /** Copies the refusals. */
  public Draft {
    refusals = List.copyOf(refusals);
  }
}
