package dev.eloquent.migration;

import java.util.List;

/**
 * What a run did.
 *
 * @param applied in the order they were applied
 * @param skipped versions that are not applied and were left out, by {@code to}, by {@code step} or
 *     as unsealed ones of a run of sealed versions only
 * @param redone drafts that were undone because they had changed; each is in {@code applied} too if
 *     the code still has it
 * @param sealed versions whose applied draft was recorded as sealed, without running anything
 * @param adopted versions that Flyway had applied and that are journalled now
 * @param batch the batch of what was applied; 0 if nothing was
 * @param pretended what would have run, for a run that only pretends
 */
public record RunResult(
    List<AppliedVersion> applied,
    List<Integer> skipped,
    List<RolledBackVersion> redone,
    List<Integer> sealed,
    List<Integer> adopted,
    int batch,
    List<PretendedVersion> pretended) {
  /** A run that had nothing to do. */
  public static final RunResult NOTHING =
      new RunResult(List.of(), List.of(), List.of(), List.of(), List.of(), 0, List.of());

  /** Copies the lists. */
  public RunResult {
    applied = List.copyOf(applied);
    skipped = List.copyOf(skipped);
    redone = List.copyOf(redone);
    sealed = List.copyOf(sealed);
    adopted = List.copyOf(adopted);
    pretended = List.copyOf(pretended);
  }
}
