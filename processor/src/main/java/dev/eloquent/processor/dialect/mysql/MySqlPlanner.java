package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.mysql.MySqlWriter.alter;
import static dev.eloquent.processor.dialect.mysql.MySqlWriter.name;

import dev.eloquent.processor.dialect.Detachments;
import dev.eloquent.processor.dialect.RenameOrder.Rename;
import dev.eloquent.processor.dialect.Steps;
import dev.eloquent.processor.dialect.Steps.Survivor;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddForeignKey;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropForeignKey;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.plan.MigrationPlan;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Plans a change set: foreign keys go, tables go, tables are renamed, each table changes, tables
 * come, foreign keys come.
 *
 * <p>Foreign keys have statements of their own: what they rest on, in the other table too, may only
 * change without them, and MySQL cannot drop one and add another of its name at once.
 */
final class MySqlPlanner {
  private final ChangeSet changes;
  private final Steps steps;
  private final List<PlannedStatement> plan = new ArrayList<>();

  /** The names after of tables that stay, by their names before. */
  private final Map<String, String> laterNames = new HashMap<>();

  /** The tables that get a check of a name, by the name in lower case. */
  private final Map<String, Set<String>> checksAdded = new HashMap<>();

  private MySqlPlanner(ChangeSet changes) {
    this.changes =
        Detachments.apply(MySqlPhysical.of(changes), MySqlColumnChange::touchesKeys, true);
    this.steps = new Steps(this.changes);
    for (Survivor table : steps.survivors()) {
      laterNames.put(table.before().name(), table.after().name());
    }
    for (AddCheck change : steps.all(AddCheck.class)) {
      String name = folded(change.check().name());
      checksAdded.computeIfAbsent(name, n -> new TreeSet<>()).add(change.table());
    }
  }

  static MigrationPlan plan(ChangeSet changes) {
    MySqlPlanner planner = new MySqlPlanner(changes);
    planner.dropConstraints();
    planner.steps.all(DropTable.class).forEach(planner::dropTable);
    planner.renameTables();
    planner.changeTables();
    planner.createTables();
    planner.addForeignKeys();
    return new MigrationPlan(planner.plan);
  }

  private static MySqlAlter of(Map<String, MySqlAlter> statements, String table) {
    return statements.computeIfAbsent(table, MySqlAlter::new);
  }

  private void endAll(Map<String, MySqlAlter> statements) {
    statements.values().forEach(s -> s.statement().ifPresent(plan::add));
  }

  private void dropConstraints() {
    Map<String, MySqlAlter> statements = new LinkedHashMap<>();
    for (DropForeignKey change : steps.all(DropForeignKey.class)) {
      dropForeignKey(of(statements, change.table()), change.foreignKey());
    }
    for (DropTable change : steps.all(DropTable.class)) {
      steps.earlyKeys(change).forEach(k -> dropForeignKey(of(statements, change.table()), k));
    }
    for (DropCheck change : steps.all(DropCheck.class)) {
      if (movesAway(change)) {
        dropCheck(of(statements, change.table()), change.check());
      }
    }
    endAll(statements);
  }

  /** Whether another table gets a check of that name, which MySQL allows once a schema. */
  private boolean movesAway(DropCheck change) {
    Set<String> tables = checksAdded.getOrDefault(folded(change.check().name()), Set.of());
    return tables.stream().anyMatch(t -> !t.equals(laterName(change.table())));
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private String laterName(String former) {
    return laterNames.getOrDefault(former, former);
  }

  private static void dropForeignKey(MySqlAlter statement, ForeignKey key) {
    statement.clause(
        "Drop foreign key " + key.name(),
        "DROP FOREIGN KEY " + name(key.name()),
        "ADD " + MySqlWriter.foreignKey(key));
  }

  private static void addForeignKey(MySqlAlter statement, ForeignKey key) {
    statement.clause(
        "Add foreign key " + key.name(),
        "ADD " + MySqlWriter.foreignKey(key),
        "DROP FOREIGN KEY " + name(key.name()));
  }

  static void dropCheck(MySqlAlter statement, Check check) {
    statement.dropRule(
        "Drop check " + check.name(),
        "DROP CONSTRAINT " + name(check.name()),
        "ADD " + MySqlWriter.check(check));
  }

  private void dropTable(DropTable change) {
    plan.add(
        new PlannedStatement(
            "Drop table " + change.table(),
            "DROP TABLE " + name(change.table()),
            List.of(
                MySqlWriter.create(Steps.without(change.definition(), steps.earlyKeys(change)))),
            "the rows of " + change.table() + " are lost"));
  }

  private void renameTables() {
    for (Rename rename : steps.tableRenames()) {
      plan.add(
          PlannedStatement.of(
              "Rename table " + rename.from() + " to " + rename.to(),
              alter(rename.from(), "RENAME TO " + name(rename.to())),
              alter(rename.to(), "RENAME TO " + name(rename.from()))));
    }
  }

  private void changeTables() {
    Map<String, String> formerNames = new HashMap<>();
    laterNames.forEach((former, later) -> formerNames.put(later, former));
    Map<String, Set<String>> columnsOfKeys = columnsOfKeys();
    changesByTable()
        .forEach(
            (table, some) ->
                plan.addAll(
                    new MySqlTableChange(
                            changes,
                            steps,
                            formerNames.getOrDefault(table, table),
                            table,
                            some,
                            columnsOfKeys.getOrDefault(table, Set.of()))
                        .plan()));
  }

  /** What happens within tables that stay, by the names after. */
  private SortedMap<String, List<SchemaChange>> changesByTable() {
    SortedMap<String, List<SchemaChange>> byTable = new TreeMap<>();
    List<SchemaChange> all = new ArrayList<>(changes.changes());
    all.removeIf(SchemaChange.ChangePrimaryKey.class::isInstance);
    all.addAll(steps.all(SchemaChange.ChangePrimaryKey.class));
    for (SchemaChange change : all) {
      boolean within =
          !(change instanceof CreateTable
              || change instanceof DropTable
              || change instanceof RenameTable
              || change instanceof DropForeignKey
              || change instanceof AddForeignKey
              || (change instanceof DropCheck drop && movesAway(drop)));
      boolean early =
          change instanceof DropCheck
              || change instanceof DropIndex
              || change instanceof DropColumn;
      if (within) {
        String table = early ? laterName(change.table()) : change.table();
        byTable.computeIfAbsent(table, t -> new ArrayList<>()).add(change);
      }
    }
    return byTable;
  }

  /** The columns that foreign keys that stay are over or reference, by the names after. */
  private Map<String, Set<String>> columnsOfKeys() {
    Set<String> added = new HashSet<>();
    steps.all(AddForeignKey.class).forEach(c -> added.add(c.path().toString()));
    Map<String, Set<String>> columns = new HashMap<>();
    for (Survivor survivor : steps.survivors()) {
      Table table = survivor.after();
      for (ForeignKey key : table.foreignKeys()) {
        if (!added.contains(new AddForeignKey(table.name(), key).path().toString())) {
          columns.computeIfAbsent(table.name(), t -> new TreeSet<>()).addAll(key.columns());
          columns
              .computeIfAbsent(key.referencedTable(), t -> new TreeSet<>())
              .addAll(key.referencedColumns());
        }
      }
    }
    return columns;
  }

  private void createTables() {
    for (CreateTable create : steps.all(CreateTable.class)) {
      plan.add(
          PlannedStatement.of(
              "Create table " + create.table(),
              MySqlWriter.create(Steps.without(create.definition(), steps.lateKeys(create))),
              "DROP TABLE " + name(create.table())));
    }
  }

  private void addForeignKeys() {
    Map<String, MySqlAlter> statements = new LinkedHashMap<>();
    for (CreateTable create : steps.all(CreateTable.class)) {
      steps.lateKeys(create).forEach(k -> addForeignKey(of(statements, create.table()), k));
    }
    for (AddForeignKey change : steps.all(AddForeignKey.class)) {
      addForeignKey(of(statements, change.table()), change.foreignKey());
    }
    endAll(statements);
  }
}
