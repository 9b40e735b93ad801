package dev.eloquent.migration;

import java.util.List;

/**
 * What a rollback did.
 *
 * @param rolledBack from the newest version down
 * @param pretended what would have run, for a rollback that only pretends
 */
public record RollbackResult(List<RolledBackVersion> rolledBack, List<PretendedVersion> pretended) {
  /** Copies the lists. */
  public RollbackResult {
    rolledBack = List.copyOf(rolledBack);
    pretended = List.copyOf(pretended);
  }
}
