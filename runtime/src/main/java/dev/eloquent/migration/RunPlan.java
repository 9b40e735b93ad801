package dev.eloquent.migration;

import java.util.List;

/**
 * What a run will do, in this order.
 *
 * @param seal applied drafts to record as sealed
 * @param undo drafts to undo, from the newest down
 * @param apply versions to apply, ascending
 * @param skipped versions left out
 */
record RunPlan(
    List<CatalogVersion> seal,
    List<Rollbacker.Undo> undo,
    List<CatalogVersion> apply,
    List<Integer> skipped) {
  RunPlan {
    seal = List.copyOf(seal);
    undo = List.copyOf(undo);
    apply = List.copyOf(apply);
    skipped = List.copyOf(skipped);
  }

  /** Whether nothing is to be done. */
  boolean isEmpty() {
    return seal.isEmpty() && undo.isEmpty() && apply.isEmpty();
  }
}
