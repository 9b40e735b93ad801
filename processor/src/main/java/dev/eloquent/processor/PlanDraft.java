package dev.eloquent.processor;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.diff.VersionNamer;
import dev.eloquent.processor.emit.Draft;
import dev.eloquent.processor.history.Snapshot;
import dev.eloquent.processor.history.Snapshot.Disabled;
import dev.eloquent.processor.history.SnapshotJson;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.history.VersionSource.ScriptSource;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.ScriptText;
import dev.eloquent.processor.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lets each dialect plan its changes and writes the plans as the files that sealing would commit.
 */
final class PlanDraft implements Pipeline.Stage {
  @Override
  public void run(Compilation c) {
    Snapshot before = c.history.snapshot();
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    if (before != null) {
      added.addAll(c.enabled);
      added.removeAll(before.dialects());
      removed.addAll(before.dialects());
      removed.removeAll(c.enabled);
    }
    if (c.changes.isEmpty() && added.isEmpty() && removed.isEmpty()) {
      return;
    }
    int version = c.history.lock().lastVersion() + c.open.size() + 1;
    Map<String, ScriptSource> scripts = new TreeMap<>();
    for (String dialect : written(c, added, removed)) {
      scripts.put(dialect, script(c, Objects.requireNonNull(c.dialects.get(dialect)), version));
    }
    String name = c.changes.isEmpty() ? dialectName(added, removed) : VersionNamer.name(c.changes);
    c.draftSummary = summary(c, added, removed);
    Snapshot after =
        new Snapshot(
            c.read.schema(),
            c.enabled,
            c.packageName,
            "",
            c.consumedRenames,
            before == null ? Map.of() : disabled(c, before, removed));
    VersionSource source = new VersionSource(version, name, Kind.GENERATED, "", scripts);
    c.draft = new Draft(source, SnapshotJson.write(after), c.refusals);
  }

  /** Where the dialects stand that are not enabled any more. */
  private static Map<String, Disabled> disabled(
      Compilation c, Snapshot before, List<String> removed) {
    Map<String, Disabled> disabled = new TreeMap<>(before.disabled());
    disabled.keySet().removeAll(c.enabled);
    for (String id : removed) {
      Dialect dialect = c.dialects.get(id);
      Schema schema =
          dialect == null ? before.schema() : ChooseDialects.schemaFor(dialect, before.schema());
      disabled.put(id, new Disabled(schema, before.consumedRenames()));
    }
    return disabled;
  }

  private static ScriptSource script(Compilation c, Dialect dialect, int version) {
    MigrationPlan plan = dialect.plan(Objects.requireNonNull(c.changesByDialect.get(dialect.id())));
    ScriptText text = ScriptText.of(version, dialect.displayName(), dialect.syntax());
    text.check(plan).forEach(f -> c.diagnostics.report(f, c.read.origins()));
    return ScriptSource.of(text.up(plan), text.undo(plan));
  }

  /**
   * The dialects that have a file in this version: all of SQL if something changes in SQL, and
   * MongoDB if something changes there. A version that changes nothing anywhere still has files.
   */
  private static Collection<String> written(
      Compilation c, List<String> added, List<String> removed) {
    boolean sql =
        c.tablesChange
            || Stream.of(added, removed).flatMap(List::stream).anyMatch(FileNames::isSql);
    List<String> written = new ArrayList<>();
    c.changesByDialect.forEach(
        (dialect, changes) -> {
          boolean own = added.contains(dialect) || !changes.isEmpty();
          if (FileNames.isSql(dialect) ? sql : own) {
            written.add(dialect);
          }
        });
    return written.isEmpty() ? c.changesByDialect.keySet() : written;
  }

  private static String summary(Compilation c, List<String> added, List<String> removed) {
    List<String> parts = new ArrayList<>();
    if (!c.changes.isEmpty()) {
      parts.add(VersionNamer.summary(c.changes));
    }
    added.forEach(dialect -> parts.add(dialect + " enabled"));
    removed.forEach(dialect -> parts.add(dialect + " disabled"));
    return String.join(", ", parts);
  }

  private static String dialectName(List<String> added, List<String> removed) {
    return added.isEmpty()
        ? "disable_" + String.join("_", removed)
        : "enable_" + String.join("_", added);
  }
}
