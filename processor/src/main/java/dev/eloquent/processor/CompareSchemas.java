package dev.eloquent.processor;

import dev.eloquent.processor.diagnostic.Finding;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.DiffResult;
import dev.eloquent.processor.diff.SchemaDiffer;
import dev.eloquent.processor.history.Snapshot;
import dev.eloquent.processor.history.Snapshot.Disabled;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Compares the models with the snapshot: once for all, and apart only for dialects that have a
 * schema of their own.
 */
final class CompareSchemas implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    Snapshot snapshot = c.history.snapshot();
    Schema before = snapshot == null ? Schema.EMPTY : snapshot.schema();
    Set<String> consumed = snapshot == null ? Set.of() : new TreeSet<>(snapshot.consumedRenames());
    Schema after = c.read.schema();
    DiffResult diff = SchemaDiffer.diff(before, after, c.read.intents(), consumed);
    diff.findings().forEach(f -> c.diagnostics.report(f, c.read.origins()));
    c.changes = diff.changes();
    Set<String> renames = new TreeSet<>(consumed);
    renames.addAll(diff.consumedRenames());
    c.consumedRenames = List.copyOf(renames);
    c.tablesChange = tablesChange(c, before, after, consumed);
    boolean pinned = ChooseDialects.isPinned(before) || ChooseDialects.isPinned(after);
    // Asked once: what one dialect refuses must not hide what the next one does.
    boolean comparable = !c.diagnostics.hasErrors();
    for (String id : c.enabled) {
      Dialect dialect = Objects.requireNonNull(c.dialects.get(id));
      ChangeSet changes =
          snapshot != null && !snapshot.dialects().contains(id)
              ? enabled(c, dialect, snapshot)
              : pinned ? apart(c, dialect, before, consumed) : c.changes;
      c.changesByDialect.put(id, changes);
      if (comparable && !changes.isEmpty()) {
        for (Finding finding : dialect.checkChanges(changes)) {
          c.diagnostics.report(finding, c.read.origins());
        }
      }
    }
  }

  private static boolean tablesChange(
      Compilation c, Schema before, Schema after, Set<String> consumed) {
    if (Stream.of(before, after).flatMap(s -> s.tables().stream()).noneMatch(Table::isCollection)) {
      return !c.changes.isEmpty();
    }
    Predicate<Table> isTable = table -> !table.isCollection();
    return !SchemaDiffer.diffPart(
            before.filter(isTable), after.filter(isTable), c.read.intents(), consumed)
        .isEmpty();
  }

  /**
   * What brings the databases of a dialect, which this version enables, to where the others are: of
   * one that was enabled before from where it was then.
   */
  private static ChangeSet enabled(Compilation c, Dialect dialect, Snapshot snapshot) {
    Disabled from = snapshot.disabled().getOrDefault(dialect.id(), Disabled.NOTHING);
    ChangeSet changes = apart(c, dialect, from.schema(), new TreeSet<>(from.consumedRenames()));
    c.changesOfEnabled.add(changes);
    return changes;
  }

  /** The findings of the whole comparison are reported already, so only the changes count here. */
  private static ChangeSet apart(
      Compilation c, Dialect dialect, Schema before, Set<String> consumed) {
    Schema from = ChooseDialects.schemaFor(dialect, before);
    Schema to = ChooseDialects.schemaFor(dialect, c.read.schema());
    return SchemaDiffer.diffPart(from, to, c.read.intents(), consumed);
  }
}
