package dev.eloquent.processor.diff;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Problem;
import java.util.List;

/**
 * What a comparison found.
 *
 * @param changes the way from one schema to the other; empty if a finding is an error
 * @param findings errors in declared renames, warnings about renames that may have been forgotten
 * @param consumedRenames what the next snapshot must add to those it has, sorted: {@code
 *     table<former}, {@code table.column<former}
 */
public record DiffResult(ChangeSet changes, List<Finding> findings, List<String> consumedRenames) {
  /** Copies the lists. */
  public DiffResult {
    findings = List.copyOf(findings);
    consumedRenames = List.copyOf(consumedRenames);
  }

  /** Whether one of the findings is an error. */
  public boolean hasErrors() {
    for (Finding finding : findings) {
      if (finding.problem().severity() == Problem.Severity.ERROR) {
        return true;
      }
    }
    return false;
  }
}
