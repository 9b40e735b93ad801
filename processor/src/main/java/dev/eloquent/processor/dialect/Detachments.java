package dev.eloquent.processor.dialect;

import dev.eloquent.processor.dialect.Steps.Survivor;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddForeignKey;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropForeignKey;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameConstraint;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Takes constraints that stay, but stand in the way of another change, off before it and puts them
 * on again after it: a check of a renamed column, a foreign key of a column whose type changes.
 */
public final class Detachments {
  private final ChangeSet changes;
  private final Steps steps;
  private final boolean keysNeedIndexes;
  private final Map<String, Set<String>> altered = new HashMap<>();
  private final Map<String, Set<String>> renamed = new HashMap<>();
  private final Set<String> rekeyed = new TreeSet<>();
  private final Map<SchemaPath, RenameConstraint> constraintRenames = new HashMap<>();

  /** What the change set itself drops and adds. */
  private final Set<SchemaPath> dropped;

  private final Set<SchemaPath> added;

  /** The columns of dropped indexes, by the table's name before. */
  private final Map<String, Set<String>> unindexed = new HashMap<>();

  private final Set<SchemaChange> superseded = new HashSet<>();
  private final List<SchemaChange> drops = new ArrayList<>();
  private final List<SchemaChange> adds = new ArrayList<>();

  private Detachments(
      ChangeSet changes, BiPredicate<Column, Column> disturbing, boolean keysNeedIndexes) {
    this.changes = changes;
    this.steps = new Steps(changes);
    this.keysNeedIndexes = keysNeedIndexes;
    for (AlterColumn alter : steps.all(AlterColumn.class)) {
      if (disturbing.test(alter.before(), alter.after())) {
        note(altered, alter.table(), alter.after().name());
      }
    }
    for (RenameColumn rename : steps.all(RenameColumn.class)) {
      note(renamed, rename.table(), rename.from());
      note(renamed, rename.table(), rename.to());
    }
    steps.all(ChangePrimaryKey.class).forEach(c -> rekeyed.add(c.table()));
    steps.all(RenameConstraint.class).forEach(c -> constraintRenames.put(c.path(), c));
    steps.all(DropIndex.class).forEach(c -> noteUnindexed(unindexed, c));
    dropped = paths(steps, List.of(DropIndex.class, DropCheck.class, DropForeignKey.class));
    added = paths(steps, List.of(AddIndex.class, AddCheck.class, AddForeignKey.class));
  }

  private static Set<SchemaPath> paths(Steps steps, List<Class<? extends SchemaChange>> kinds) {
    Set<SchemaPath> paths = new HashSet<>();
    for (Class<? extends SchemaChange> kind : kinds) {
      steps.all(kind).forEach(c -> paths.add(c.path()));
    }
    return paths;
  }

  private static void noteUnindexed(Map<String, Set<String>> unindexed, DropIndex drop) {
    for (Index.IndexColumn column : drop.index().columns()) {
      note(unindexed, drop.table(), column.name());
    }
  }

  private static void note(Map<String, Set<String>> map, String table, String column) {
    map.computeIfAbsent(table, k -> new TreeSet<>()).add(column);
  }

  /**
   * The change set with these drops and adds.
   *
   * @param disturbing whether altering a column from one to the other needs its constraints off
   * @param keysNeedIndexes whether a foreign key also needs an index over its own columns
   */
  public static ChangeSet apply(
      ChangeSet changes, BiPredicate<Column, Column> disturbing, boolean keysNeedIndexes) {
    Detachments detachments = new Detachments(changes, disturbing, keysNeedIndexes);
    for (Survivor survivor : detachments.steps.survivors()) {
      detachments.checks(survivor);
      detachments.indexes(survivor);
      detachments.foreignKeys(survivor);
    }
    List<SchemaChange> all = new ArrayList<>(detachments.drops);
    changes.changes().stream().filter(c -> !detachments.superseded.contains(c)).forEach(all::add);
    all.addAll(detachments.adds);
    return new ChangeSet(changes.before(), changes.after(), all);
  }

  private void checks(Survivor table) {
    for (Check check : table.after().checks()) {
      if (isDisturbed(table.after().name(), check.rule())) {
        table.before().checks().stream()
            .filter(c -> c.name().equals(formerName(table, Kind.CHECK, check.name())))
            .forEach(
                former ->
                    swap(
                        new DropCheck(table.before().name(), former),
                        new AddCheck(table.after().name(), check)));
      }
    }
  }

  private boolean isDisturbed(String table, CheckRule rule) {
    if (rule instanceof CheckRule.OneOf oneOf) {
      return columns(altered, table).contains(oneOf.column())
          || columns(renamed, table).contains(oneOf.column());
    }
    return isDisturbed(table, ((CheckRule.Sql) rule).expression());
  }

  private boolean isDisturbed(String table, String sql) {
    return columns(altered, table).stream().anyMatch(c -> SqlText.mentions(sql, c))
        || columns(renamed, table).stream().anyMatch(c -> SqlText.mentions(sql, c));
  }

  private void indexes(Survivor table) {
    for (Index index : table.after().indexes()) {
      if (!index.where().isEmpty() && isDisturbed(table.after().name(), index.where())) {
        table.before().indexes().stream()
            .filter(i -> i.name().equals(formerName(table, Kind.INDEX, index.name())))
            .forEach(
                former ->
                    swap(
                        new DropIndex(table.before().name(), former),
                        new AddIndex(table.after().name(), index)));
      }
    }
  }

  private void foreignKeys(Survivor table) {
    for (ForeignKey key : table.after().foreignKeys()) {
      table.before().foreignKeys().stream()
          .filter(k -> k.name().equals(formerName(table, Kind.FOREIGN_KEY, key.name())))
          .filter(former -> isDisturbed(table, former, key))
          .forEach(
              former ->
                  swap(
                      new DropForeignKey(table.before().name(), former),
                      new AddForeignKey(table.after().name(), key)));
    }
  }

  private boolean isDisturbed(Survivor table, ForeignKey former, ForeignKey key) {
    String child = table.after().name();
    String parent = key.referencedTable();
    boolean retyped =
        key.columns().stream().anyMatch(columns(altered, child)::contains)
            || key.referencedColumns().stream().anyMatch(columns(altered, parent)::contains);
    boolean own =
        keysNeedIndexes
            && (rekeyed.contains(child) || losesIndex(table.before(), former.columns()));
    boolean target =
        rekeyed.contains(parent)
            || changes
                .before()
                .table(former.referencedTable())
                .filter(t -> losesIndex(t, former.referencedColumns()))
                .isPresent();
    return retyped || own || target;
  }

  /** Whether an index is dropped that a foreign key over these columns may rest on. */
  private boolean losesIndex(Table table, List<String> columns) {
    return columns.stream().anyMatch(columns(unindexed, table.name())::contains);
  }

  private String formerName(Survivor table, Kind kind, String name) {
    RenameConstraint rename =
        constraintRenames.get(new SchemaPath(table.after().name(), kind, name));
    return rename == null ? name : rename.from();
  }

  private static Set<String> columns(Map<String, Set<String>> map, String table) {
    return map.getOrDefault(table, Set.of());
  }

  /** Adds the pair unless the change set already drops the one or adds the other. */
  private void swap(SchemaChange drop, SchemaChange add) {
    if (!dropped.contains(drop.path()) && !added.contains(add.path())) {
      drops.add(drop);
      adds.add(add);
      if (drop instanceof DropIndex index) {
        noteUnindexed(unindexed, index);
      }
      // What goes and comes needs no other name between.
      RenameConstraint rename = constraintRenames.get(add.path());
      if (rename != null) {
        superseded.add(rename);
      }
    }
  }
}
