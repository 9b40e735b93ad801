package dev.eloquent.processor.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A database in memory that runs changes and minds what a real one minds: nothing is dropped that
 * is not there, nothing added that is, and nothing that an index, key or check still needs goes.
 */
final class ApplyChanges {
  private static final class State {
    String name;
    String comment;
    final Table origin;
    final Map<String, Column> columns = new LinkedHashMap<>();
    List<String> primaryKey;
    final Map<String, Index> indexes = new TreeMap<>();
    final Map<String, ForeignKey> foreignKeys = new TreeMap<>();
    final Map<String, Check> checks = new TreeMap<>();

    State(Table table) {
      origin = table;
      name = table.name();
      comment = table.comment();
      primaryKey = table.primaryKey();
      table.columns().forEach(c -> columns.put(c.name(), c));
      table.indexes().forEach(i -> indexes.put(i.name(), i));
      table.foreignKeys().forEach(f -> foreignKeys.put(f.name(), f));
      table.checks().forEach(c -> checks.put(c.name(), c));
    }

    Table table() {
      return new Table(
          name,
          origin.model(),
          origin.connection(),
          List.copyOf(columns.values()),
          primaryKey,
          List.copyOf(indexes.values()),
          List.copyOf(foreignKeys.values()),
          List.copyOf(checks.values()),
          comment);
    }
  }

  private final Map<String, State> tables = new TreeMap<>();

  private ApplyChanges(Schema schema) {
    schema.tables().forEach(t -> tables.put(t.name(), new State(t)));
  }

  /** The schema after the changes. */
  static Schema apply(Schema schema, List<SchemaChange> changes) {
    ApplyChanges database = new ApplyChanges(schema);
    changes.forEach(database::run);
    return new Schema(database.tables.values().stream().map(State::table).toList());
  }

  /** The schema without what a comparison does not mind: order of columns and enum constants. */
  static Schema normalized(Schema schema) {
    List<Table> all = new ArrayList<>();
    for (Table table : schema.tables()) {
      List<Column> columns = new ArrayList<>(table.columns());
      columns.sort(Comparator.comparing(Column::name));
      List<Check> checks = new ArrayList<>();
      for (Check check : table.checks()) {
        checks.add(
            check.rule() instanceof CheckRule.OneOf one
                ? new Check(
                    check.name(),
                    new CheckRule.OneOf(one.column(), List.copyOf(new TreeSet<>(one.values()))))
                : check);
      }
      all.add(
          new Table(
              table.name(),
              table.model(),
              table.connection(),
              columns,
              table.primaryKey(),
              table.indexes(),
              table.foreignKeys(),
              checks,
              table.comment()));
    }
    return new Schema(all);
  }

  private void run(SchemaChange change) {
    if (change instanceof SchemaChange.CreateTable c) {
      assertThat(tables).as("%s", c).doesNotContainKey(c.table());
      tables.put(c.table(), new State(c.definition()));
      for (ForeignKey key : c.definition().foreignKeys()) {
        State target = tables.get(key.referencedTable());
        if (target != null) {
          assertThat(target.columns.keySet()).as("%s", c).containsAll(key.referencedColumns());
        }
      }
    } else if (change instanceof SchemaChange.DropTable c) {
      dropTable(c);
    } else if (change instanceof SchemaChange.RenameTable c) {
      renameTable(c);
    } else {
      State table = state(change.table(), change);
      if (change instanceof SchemaChange.CommentTable c) {
        assertThat(table.comment).isEqualTo(c.from());
        table.comment = c.to();
      } else if (change instanceof SchemaChange.ChangePrimaryKey c) {
        assertThat(table.primaryKey).as("%s", c).isEqualTo(c.before());
        assertThat(table.columns.keySet()).as("%s", c).containsAll(c.after());
        table.primaryKey = c.after();
      } else if (!column(table, change)) {
        constraint(table, change);
      }
    }
  }

  private State state(String name, SchemaChange change) {
    State state = tables.get(name);
    if (state == null) {
      throw new AssertionError("no table " + name + " for " + change);
    }
    return state;
  }

  private void dropTable(SchemaChange.DropTable c) {
    State state = state(c.table(), c);
    tables.remove(c.table());
    assertThat(state.table()).isEqualTo(c.definition());
  }

  private void renameTable(SchemaChange.RenameTable c) {
    assertThat(tables).as("%s", c).containsKey(c.from()).doesNotContainKey(c.to());
    State state = state(c.from(), c);
    tables.remove(c.from());
    state.name = c.to();
    tables.put(c.to(), state);
    for (State other : tables.values()) {
      other.foreignKeys.replaceAll(
          (name, key) ->
              key.referencedTable().equals(c.from())
                  ? new ForeignKey(
                      name,
                      key.columns(),
                      c.to(),
                      key.referencedColumns(),
                      key.onDelete(),
                      key.onUpdate())
                  : key);
    }
  }

  private boolean column(State table, SchemaChange change) {
    if (change instanceof SchemaChange.AddColumn c) {
      assertThat(table.columns.put(c.column().name(), c.column())).as("%s", c).isNull();
    } else if (change instanceof SchemaChange.DropColumn c) {
      assertThat(table.columns.remove(c.column().name())).as("%s", c).isEqualTo(c.column());
      assertUnused(table, c.column().name());
    } else if (change instanceof SchemaChange.AlterColumn c) {
      assertThat(table.columns.put(c.after().name(), c.after())).isEqualTo(c.before());
      if (!c.before().type().equals(c.after().type())) {
        assertNotInForeignKey(table, c.after().name());
      }
    } else if (change instanceof SchemaChange.RenameColumn c) {
      renameColumn(table, c.from(), c.to());
    } else {
      return false;
    }
    return true;
  }

  private void assertUnused(State table, String column) {
    assertThat(table.primaryKey).doesNotContain(column);
    assertThat(table.indexes.values())
        .noneMatch(i -> i.columns().stream().anyMatch(c -> c.name().equals(column)));
    assertThat(table.checks.values())
        .noneMatch(c -> c.rule() instanceof CheckRule.OneOf o && o.column().equals(column));
    assertNotInForeignKey(table, column);
  }

  private void assertNotInForeignKey(State table, String column) {
    assertThat(table.foreignKeys.values()).noneMatch(f -> f.columns().contains(column));
    Predicate<ForeignKey> references =
        f -> f.referencedTable().equals(table.name) && f.referencedColumns().contains(column);
    for (State other : tables.values()) {
      assertThat(other.foreignKeys.values()).noneMatch(references);
    }
  }

  private void renameColumn(State table, String from, String to) {
    assertThat(table.columns).containsKey(from).doesNotContainKey(to);
    Column c = table.columns.remove(from);
    table.columns.put(
        to, new Column(to, c.type(), c.nullable(), c.identity(), c.defaultValue(), c.comment()));
    UnaryOperator<String> rename = name -> name.equals(from) ? to : name;
    Function<List<String>, List<String>> all = names -> names.stream().map(rename).toList();
    table.primaryKey = all.apply(table.primaryKey);
    table.indexes.replaceAll(
        (name, i) ->
            new Index(
                name,
                i.columns().stream()
                    .map(x -> new Index.IndexColumn(rename.apply(x.name()), x.descending()))
                    .toList(),
                i.unique(),
                i.where()));
    table.checks.replaceAll(
        (name, check) ->
            check.rule() instanceof CheckRule.OneOf o
                ? new Check(name, new CheckRule.OneOf(rename.apply(o.column()), o.values()))
                : check);
    table.foreignKeys.replaceAll(
        (name, f) ->
            new ForeignKey(
                name,
                all.apply(f.columns()),
                f.referencedTable(),
                f.referencedColumns(),
                f.onDelete(),
                f.onUpdate()));
    for (State other : tables.values()) {
      other.foreignKeys.replaceAll(
          (name, f) ->
              f.referencedTable().equals(table.name)
                  ? new ForeignKey(
                      name,
                      f.columns(),
                      f.referencedTable(),
                      all.apply(f.referencedColumns()),
                      f.onDelete(),
                      f.onUpdate())
                  : f);
    }
  }

  private void constraint(State table, SchemaChange change) {
    if (change instanceof SchemaChange.AddIndex c) {
      assertThat(table.indexes.put(c.index().name(), c.index())).as("%s", c).isNull();
    } else if (change instanceof SchemaChange.DropIndex c) {
      assertThat(table.indexes.remove(c.index().name())).as("%s", c).isEqualTo(c.index());
    } else if (change instanceof SchemaChange.AddCheck c) {
      assertThat(table.checks.put(c.check().name(), c.check())).as("%s", c).isNull();
    } else if (change instanceof SchemaChange.DropCheck c) {
      assertThat(table.checks.remove(c.check().name())).as("%s", c).isEqualTo(c.check());
    } else if (change instanceof SchemaChange.AddForeignKey c) {
      ForeignKey key = c.foreignKey();
      State target = state(key.referencedTable(), change);
      assertThat(target.columns.keySet()).as("%s", c).containsAll(key.referencedColumns());
      assertThat(table.foreignKeys.put(key.name(), key)).as("%s", c).isNull();
    } else if (change instanceof SchemaChange.DropForeignKey c) {
      assertThat(table.foreignKeys.remove(c.foreignKey().name())).isEqualTo(c.foreignKey());
    } else if (change instanceof SchemaChange.RenameConstraint c) {
      renameConstraint(table, c);
    } else {
      throw new AssertionError("unknown change " + change);
    }
  }

  private void renameConstraint(State table, SchemaChange.RenameConstraint c) {
    for (State any : tables.values()) {
      Map<String, ?> named =
          switch (c.kind()) {
            case INDEX -> any.indexes;
            case FOREIGN_KEY -> any.foreignKeys;
            default -> any.checks;
          };
      assertThat(named.containsKey(c.from())).as("%s", c).isEqualTo(any == table);
      assertThat(named.containsKey(c.to())).as("%s", c).isFalse();
    }
    switch (c.kind()) {
      case INDEX -> {
        Index i = table.indexes.remove(c.from());
        table.indexes.put(c.to(), new Index(c.to(), i.columns(), i.unique(), i.where()));
      }
      case FOREIGN_KEY -> {
        ForeignKey k = table.foreignKeys.remove(c.from());
        table.foreignKeys.put(
            c.to(),
            new ForeignKey(
                c.to(),
                k.columns(),
                k.referencedTable(),
                k.referencedColumns(),
                k.onDelete(),
                k.onUpdate()));
      }
      default -> table.checks.put(c.to(), new Check(c.to(), table.checks.remove(c.from()).rule()));
    }
  }
}
