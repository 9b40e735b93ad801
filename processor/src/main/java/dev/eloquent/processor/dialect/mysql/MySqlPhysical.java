package dev.eloquent.processor.dialect.mysql;

import dev.eloquent.processor.dialect.Steps;
import dev.eloquent.processor.dialect.Steps.Survivor;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddForeignKey;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropForeignKey;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameConstraint;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Index.IndexColumn;
import dev.eloquent.processor.schema.Names;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The schema with what MySQL needs besides: an index under each foreign key that no other index
 * serves, and the check that stands in for {@code NOT NULL}.
 *
 * <p>MySQL would make such an index by itself, but leave it behind when the foreign key goes, and
 * drop it silently when another one serves. A declared one is the same everywhere.
 */
final class MySqlPhysical {
  private MySqlPhysical() {}

  /**
   * Whether a check stands in for {@code NOT NULL}. A {@code TIMESTAMP NOT NULL} without default
   * silently gets {@code DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP} on servers with <a
   * href="https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_explicit_defaults_for_timestamp">explicit_defaults_for_timestamp</a>
   * off, so it is declared {@code NULL}.
   */
  static boolean isPresentByCheck(Column column) {
    return !column.nullable()
        && column.defaultValue() == null
        && column.type() instanceof ColumnType.Timestamp t
        && t.withTimeZone();
  }

  static Schema of(Schema schema) {
    return new Schema(schema.tables().stream().map(MySqlPhysical::of).toList());
  }

  static Table of(Table table) {
    List<Index> indexes = new ArrayList<>(table.indexes());
    indexes.addAll(supports(table));
    List<Check> checks = new ArrayList<>(table.checks());
    checks.addAll(presences(table));
    return new Table(
        table.name(),
        table.model(),
        table.connection(),
        table.columns(),
        table.primaryKey(),
        indexes,
        table.foreignKeys(),
        checks,
        table.comment());
  }

  /** The change set between the schemas as they are on disk. */
  static ChangeSet of(ChangeSet changes) {
    Steps steps = new Steps(changes);
    List<SchemaChange> all = new ArrayList<>();
    for (SchemaChange change : changes.changes()) {
      if (change instanceof CreateTable create) {
        all.add(new CreateTable(of(create.definition())));
      } else if (change instanceof DropTable drop) {
        all.add(new DropTable(of(drop.definition())));
      } else if (change instanceof RenameConstraint rename && rename.kind() != Kind.INDEX) {
        all.addAll(dropAndAdd(changes, steps, rename));
      } else {
        all.add(change);
      }
    }
    for (Survivor survivor : steps.survivors()) {
      all.addAll(difference(steps, survivor));
    }
    return new ChangeSet(of(changes.before()), of(changes.after()), all);
  }

  /** Neither server gives a foreign key or check another name. */
  private static List<SchemaChange> dropAndAdd(
      ChangeSet changes, Steps steps, RenameConstraint rename) {
    List<SchemaChange> both = new ArrayList<>();
    String former = steps.formerName(rename.table());
    for (Table table : changes.before().table(former).stream().toList()) {
      table.foreignKeys().stream()
          .filter(k -> rename.kind() == Kind.FOREIGN_KEY && k.name().equals(rename.from()))
          .forEach(k -> both.add(new DropForeignKey(former, k)));
      table.checks().stream()
          .filter(c -> rename.kind() == Kind.CHECK && c.name().equals(rename.from()))
          .forEach(c -> both.add(new DropCheck(former, c)));
    }
    for (Table table : changes.after().table(rename.table()).stream().toList()) {
      table.foreignKeys().stream()
          .filter(k -> rename.kind() == Kind.FOREIGN_KEY && k.name().equals(rename.to()))
          .forEach(k -> both.add(new AddForeignKey(table.name(), k)));
      table.checks().stream()
          .filter(c -> rename.kind() == Kind.CHECK && c.name().equals(rename.to()))
          .forEach(c -> both.add(new AddCheck(table.name(), c)));
    }
    return both;
  }

  private static List<SchemaChange> difference(Steps steps, Survivor table) {
    String former = table.before().name();
    String name = table.after().name();
    List<SchemaChange> all = new ArrayList<>();
    List<Index> gone = new ArrayList<>(supports(table.before()));
    for (Index index : supports(table.after())) {
      Index formerly = formerly(steps, name, index);
      if (gone.remove(formerly)) {
        continue;
      }
      Optional<Index> origin =
          gone.stream()
              .filter(i -> i.columns().equals(formerly.columns()))
              .filter(i -> !hasIndex(of(table.before()), index.name()))
              .findFirst();
      if (origin.isPresent()) {
        gone.remove(origin.get());
        all.add(new RenameConstraint(name, Kind.INDEX, origin.get().name(), index.name()));
      } else {
        all.add(new AddIndex(name, index));
      }
    }
    gone.forEach(i -> all.add(new DropIndex(former, i)));
    List<Check> checksBefore = presences(table.before());
    List<Check> checksAfter = presences(table.after());
    checksBefore.stream()
        .filter(c -> !checksAfter.contains(c))
        .forEach(c -> all.add(new DropCheck(former, c)));
    checksAfter.stream()
        .filter(c -> !checksBefore.contains(c))
        .forEach(c -> all.add(new AddCheck(name, c)));
    return all;
  }

  private static boolean hasIndex(Table table, String name) {
    return table.indexes().stream().anyMatch(i -> i.name().equalsIgnoreCase(name));
  }

  private static Index formerly(Steps steps, String table, Index index) {
    return new Index(
        index.name(),
        index.columns().stream()
            .map(c -> new IndexColumn(steps.formerColumn(table, c.name()), c.descending()))
            .toList(),
        index.unique(),
        index.where());
  }

  private static List<Check> presences(Table table) {
    return table.columns().stream()
        .filter(MySqlPhysical::isPresentByCheck)
        .map(
            c ->
                new Check(
                    Names.fit("ck_" + table.name() + "_" + c.name() + "_present"),
                    new CheckRule.Sql(MySqlWriter.name(c.name()) + " IS NOT NULL")))
        .toList();
  }

  private static List<Index> supports(Table table) {
    List<List<String>> served = new ArrayList<>();
    served.add(table.primaryKey());
    for (Index index : table.indexes()) {
      served.add(index.columns().stream().map(IndexColumn::name).toList());
    }
    List<Index> supports = new ArrayList<>();
    for (ForeignKey key : table.foreignKeys()) {
      if (served.stream().noneMatch(s -> beginsWith(s, key.columns()))) {
        served.add(key.columns());
        supports.add(
            new Index(
                key.name(),
                key.columns().stream().map(c -> new IndexColumn(c, false)).toList(),
                false,
                ""));
      }
    }
    return supports;
  }

  private static boolean beginsWith(List<String> columns, List<String> prefix) {
    return columns.size() >= prefix.size() && columns.subList(0, prefix.size()).equals(prefix);
  }
}
