package dev.eloquent.processor.dialect.mongodb;

import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.RenameTrail;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Orders the commands of a change: collections that go, renames, collections that stay, new ones.
 */
final class MongoPlanner {
  private final Schema before;
  private final List<SchemaChange> changes;
  private final RenameTrail renames;
  private final Schema after;
  private final List<PlannedStatement> statements = new ArrayList<>();

  private MongoPlanner(ChangeSet changes) {
    before = changes.before();
    after = changes.after();
    this.changes = changes.changes();
    renames = new RenameTrail(changes);
  }

  static MigrationPlan plan(ChangeSet changes) {
    return new MongoPlanner(changes).plan();
  }

  private MigrationPlan plan() {
    for (SchemaChange change : changes) {
      if (change instanceof DropTable drop) {
        drop(drop.definition());
      }
    }
    for (SchemaChange change : changes) {
      if (change instanceof RenameTable rename) {
        statements.add(
            PlannedStatement.of(
                "rename collection",
                Commands.rename(rename.from(), rename.to()),
                Commands.rename(rename.to(), rename.from())));
      }
    }
    for (Table table : after.tables()) {
      former(table).ifPresent(was -> statements.addAll(change(was, table)));
    }
    for (SchemaChange change : changes) {
      if (change instanceof CreateTable create) {
        create(create.definition());
      }
    }
    return new MigrationPlan(statements);
  }

  /** The collection as it was, if it stays. */
  private Optional<Table> former(Table table) {
    boolean created =
        changes.stream().anyMatch(c -> c instanceof CreateTable && c.table().equals(table.name()));
    return created ? Optional.empty() : before.table(renames.tableBefore(table.name()));
  }

  private List<PlannedStatement> change(Table was, Table table) {
    List<SchemaChange> own =
        changes.stream()
            .filter(c -> !(c instanceof DropTable))
            .filter(c -> renames.tableAfter(c).equals(table.name()))
            .toList();
    return own.isEmpty() ? List.of() : new CollectionPlan(was, table, own).statements();
  }

  private void drop(Table table) {
    String lost = lost(table);
    List<String> reverse = new ArrayList<>();
    reverse.add(Commands.create(table));
    if (!table.indexes().isEmpty()) {
      reverse.add(Commands.createIndexes(table.name(), table.indexes()));
    }
    statements.add(
        new PlannedStatement("drop collection", Commands.drop(table.name(), lost), reverse, lost));
  }

  private void create(Table table) {
    statements.add(
        new PlannedStatement(
            "create collection",
            Commands.create(table),
            List.of(Commands.drop(table.name())),
            lost(table)));
    if (!table.indexes().isEmpty()) {
      // They go with their collection.
      statements.add(
          PlannedStatement.of(
              "create indexes", Commands.createIndexes(table.name(), table.indexes())));
    }
  }

  private static String lost(Table table) {
    return "the documents of " + table.name() + " are lost";
  }
}
