package dev.eloquent.processor.dialect.sqlite;

import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.PlannedStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two scripts as one plan: each statement of the way back belongs to the last one forward of the
 * same subject, as far as the order of the way back allows.
 */
final class StepPairs {
  private final List<Step> up;
  private final List<List<String>> reverses = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private StepPairs(List<Step> up) {
    this.up = up;
    for (Step step : up) {
      reverses.add(new ArrayList<>());
      notes.add(step.lost());
    }
  }

  static MigrationPlan plan(List<Step> up, List<Step> down) {
    StepPairs pairs = new StepPairs(up);
    pairs.pair(down);
    pairs.moveNotes();
    List<PlannedStatement> statements = new ArrayList<>();
    for (int i = 0; i < up.size(); i++) {
      Step step = up.get(i);
      List<String> reverse = pairs.reverses.get(i);
      String note = pairs.notes.get(i);
      statements.add(new PlannedStatement(step.comment(), step.sql(), reverse, note));
    }
    return new MigrationPlan(statements);
  }

  private void pair(List<Step> down) {
    if (up.isEmpty() && !down.isEmpty()) {
      throw new IllegalStateException("a way back from nowhere: " + down);
    }
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < up.size(); i++) {
      last.put(up.get(i).subject(), i);
    }
    // The way back runs from the last statement to the first.
    int at = up.size() - 1;
    for (Step step : down) {
      at = Math.min(at, last.getOrDefault(step.subject(), at));
      reverses.get(at).add(step.sql());
    }
  }

  /** The undo file shows a note with a reverse: one without is shown with the first statement. */
  private void moveNotes() {
    int first = reverses.size() - 1;
    while (first >= 0 && reverses.get(first).isEmpty()) {
      first--;
    }
    for (int i = reverses.size() - 1; i >= 0 && first >= 0; i--) {
      if (reverses.get(i).isEmpty() && !notes.get(i).isEmpty()) {
        String there = notes.get(first);
        notes.set(first, there.isEmpty() ? notes.get(i) : there + "; " + notes.get(i));
        notes.set(i, "");
      }
    }
  }
}
