package dev.eloquent.processor.dialect.sqlite;

import static dev.eloquent.processor.dialect.sqlite.Tables.literal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any table, altered into any other, is the table that the models would have made at once. */
class SqliteConvergenceTest {
  private static final Table CHILD =
      Tables.table("child")
          .with(Tables.nullable("t_id", Tables.LONG))
          .with(Tables.reference("fk_child", "t_id", "t", ReferentialAction.CASCADE))
          .build();

  @Provide
  Arbitrary<Table> tables() {
    Arbitrary<List<Column>> columns =
        Combinators.combine(column("a"), column("b"), column("c"), column("d"))
            .as((a, b, c, d) -> List.of(a, b, c, d))
            .map(all -> all.stream().flatMap(List::stream).toList());
    Arbitrary<Integer> switches = Arbitraries.integers().between(0, 255);
    return Combinators.combine(columns, switches).as(SqliteConvergenceTest::build);
  }

  /** No column or one, of varying type, nullability and default. */
  private static Arbitrary<List<Column>> column(String name) {
    Arbitrary<ColumnType> types =
        Arbitraries.of(
            new ColumnType.Int(32),
            new ColumnType.Varchar(20),
            new ColumnType.Text(),
            new ColumnType.Decimal(9, 2));
    return Combinators.combine(types, Arbitraries.integers().between(0, 4))
        .as(
            (type, kind) ->
                switch (kind) {
                  case 0 -> List.<Column>of();
                  case 1 -> List.of(Tables.nullable(name, type));
                  case 2 -> List.of(Tables.column(name, type, false, literal("1")));
                  case 3 -> List.of(Tables.column(name, type, true, literal("0")));
                  default -> List.of(Tables.required(name, type));
                });
  }

  private static Table build(List<Column> columns, int switches) {
    Tables table = Tables.table("t").with(columns.toArray(new Column[0]));
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i).name();
      if ((switches & (1 << i)) != 0) {
        table.with(Tables.index("i_" + name, name));
      }
    }
    if (!columns.isEmpty()) {
      String name = columns.get(0).name();
      if ((switches & 16) != 0) {
        table.with(Tables.oneOf("ck_" + name, name, "1", "0", ""));
      }
      if ((switches & 32) != 0) {
        table.with(Tables.check("ck2", name + " <> '12345'"));
      }
      Column last = columns.get(columns.size() - 1);
      // Existing rows hold NULL then, or 1, the row itself.
      if ((switches & 64) != 0 && last.nullable() && last.defaultValue() == null) {
        table.with(Tables.reference("fk", last.name(), "t", ReferentialAction.SET_NULL));
      }
    }
    return table.build();
  }

  private static ChangeSet step(Table before, Table after) {
    List<SchemaChange> changes = new ArrayList<>();
    for (Index index : before.indexes()) {
      if (!after.indexes().contains(index) || isAppeared(after, before, index)) {
        changes.add(new DropIndex("t", index));
      }
    }
    for (Column column : before.columns()) {
      if (after.column(column.name()).isEmpty()) {
        changes.add(new DropColumn("t", column));
      }
    }
    // Rows get 1 where they need a value: every check and foreign key here takes it.
    for (Column column : after.columns()) {
      Column old = before.column(column.name()).orElse(null);
      boolean fill = !column.nullable() && column.defaultValue() == null;
      if (old == null) {
        changes.add(new AddColumn("t", column, fill ? literal("1") : null));
      } else if (!old.equals(column)) {
        changes.add(new AlterColumn("t", old, column, fill ? literal("1") : null));
      }
    }
    for (Index index : after.indexes()) {
      if (!before.indexes().contains(index)) {
        changes.add(new AddIndex("t", index));
      }
    }
    return new ChangeSet(
        new Schema(List.of(before, CHILD)), new Schema(List.of(after, CHILD)), changes);
  }

  private static boolean isAppeared(Table after, Table before, Index index) {
    return index.columns().stream()
        .anyMatch(c -> before.column(c.name()).isPresent() != after.column(c.name()).isPresent());
  }

  @Property(tries = 150)
  void alteredIsAsMadeAtOnce(@ForAll("tables") Table a, @ForAll("tables") Table b)
      throws Exception {
    ChangeSet step = step(a, b);
    try (SqliteRun run = SqliteRun.of(a, CHILD);
        SqliteRun fresh = SqliteRun.of(b, CHILD)) {
      List<String> before = run.facts();
      insert(run, a);
      run.up(step);
      assertThat(run.facts()).isEqualTo(fresh.facts());
      assertThat(run.rows("SELECT t_id FROM child")).containsExactly("1");
      assertThat(run.rows("SELECT id FROM t")).containsExactly("1");
      run.undo(step);
      assertThat(run.facts()).isEqualTo(before);
      assertThat(run.rows("SELECT t_id FROM child")).containsExactly("1");
      assertThat(run.rows("SELECT id FROM t")).containsExactly("1");
    }
  }

  /** A row that every check lets in, NULL where it can be. */
  private static void insert(SqliteRun run, Table table) throws Exception {
    StringBuilder names = new StringBuilder("id");
    StringBuilder values = new StringBuilder("1");
    for (Column column : table.columns()) {
      if (!column.name().equals("id")) {
        names.append(", ").append(column.name());
        values.append(column.nullable() ? ", NULL" : ", 1");
      }
    }
    run.execute("INSERT INTO t (" + names + ") VALUES (" + values + ")");
    run.execute("INSERT INTO child (t_id) VALUES (1)");
  }
}
