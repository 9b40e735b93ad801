package dev.eloquent.processor;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.OutputNames;
import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.diagnostic.Location;
import dev.eloquent.processor.diagnostic.Problem;
import dev.eloquent.processor.diff.ChangeText;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.emit.Draft;
import dev.eloquent.processor.option.Options.Mode;

/**
 * Says what is drafted; in verify mode, where nothing may be, each change is an error on its
 * element.
 */
final class VerifySealed implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    Draft draft = c.draft;
    if (draft == null) {
      return;
    }
    if (c.options.mode() == Mode.VERIFY) {
      for (SchemaChange change : c.changes.changes()) {
        c.diagnostics.report(
            Finding.of(Problem.UNSEALED_CHANGE, change.path(), ChangeText.of(change)),
            c.read.origins());
      }
      if (c.changes.isEmpty()) {
        c.diagnostics.report(Problem.UNSEALED_CHANGE, Location.NONE, c.draftSummary);
      }
      return;
    }
    boolean sql = draft.source().scripts().keySet().stream().allMatch(FileNames::isSql);
    c.diagnostics.report(
        sql ? Problem.DRAFT : Problem.DRAFT_COMMANDS,
        Location.NONE,
        draft.source().version(),
        draft.source().name(),
        c.draftSummary,
        OutputNames.folder(c.catalog));
  }
}
