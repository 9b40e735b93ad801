package dev.eloquent.processor;

import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.processor.lint.ChangeLint;
import dev.eloquent.processor.lint.LintFinding;
import dev.eloquent.processor.lint.LintFinding.Level;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Warns of what the changes would destroy or cannot do to rows, and notes what sealing must refuse.
 */
final class LintChanges implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    Set<LintFinding> findings = new LinkedHashSet<>(ChangeLint.check(c.changes));
    c.changesOfEnabled.forEach(changes -> findings.addAll(ChangeLint.check(changes)));
    for (LintFinding lint : findings) {
      c.diagnostics.report(lint.finding(), c.read.origins());
      if (lint.level() != Level.RISKY) {
        boolean unfillable = lint.level() == Level.UNFILLABLE;
        String code = lint.finding().problem().code();
        c.refusals.add(new Refusal(unfillable, code, lint.finding().message()));
      }
    }
  }
}
