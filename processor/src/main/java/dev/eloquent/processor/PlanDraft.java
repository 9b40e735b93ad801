package dev.eloquent.processor;

import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.VersionNamer;
import dev.eloquent.processor.emit.Draft;
import dev.eloquent.processor.history.Snapshot;
import dev.eloquent.processor.history.SnapshotJson;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.history.VersionSource.ScriptSource;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.ScriptText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Lets each dialect plan its changes and writes the plans as the files that sealing would commit.
 */
final class PlanDraft implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    Snapshot before = c.history.snapshot();
    List<String> added = new ArrayList<>(c.enabled);
    List<String> removed = new ArrayList<>();
    if (before != null) {
      added.removeAll(before.dialects());
      removed.addAll(before.dialects());
      removed.removeAll(c.enabled);
    }
    boolean moved = before != null && !(added.isEmpty() && removed.isEmpty());
    if (c.changes.isEmpty() && !moved) {
      return;
    }
    int version = c.history.lock().lastVersion() + c.open.size() + 1;
    Map<String, ScriptSource> scripts = new TreeMap<>();
    for (Map.Entry<String, ChangeSet> entry : c.changesByDialect.entrySet()) {
      Dialect dialect = Objects.requireNonNull(c.dialects.get(entry.getKey()));
      MigrationPlan plan = dialect.plan(entry.getValue());
      ScriptText text = ScriptText.of(version, dialect.displayName(), dialect.syntax());
      text.check(plan).forEach(f -> c.diagnostics.report(f, c.read.origins()));
      scripts.put(entry.getKey(), ScriptSource.of(text.up(plan), text.undo(plan)));
    }
    String name = c.changes.isEmpty() ? dialectName(added, removed) : VersionNamer.name(c.changes);
    c.draftSummary = c.changes.isEmpty() ? name.replace('_', ' ') : VersionNamer.summary(c.changes);
    Snapshot after = new Snapshot(c.read.schema(), c.enabled, c.packageName, "", c.consumedRenames);
    VersionSource source = new VersionSource(version, name, Kind.GENERATED, "", scripts);
    c.draft = new Draft(source, SnapshotJson.write(after), c.refusals);
  }

  private static String dialectName(List<String> added, List<String> removed) {
    return added.isEmpty()
        ? "disable_" + String.join("_", removed)
        : "enable_" + String.join("_", added);
  }
}
