package dev.eloquent.processor.dialect;

import static dev.eloquent.processor.dialect.Schemas.check;
import static dev.eloquent.processor.dialect.Schemas.column;
import static dev.eloquent.processor.dialect.Schemas.identity;
import static dev.eloquent.processor.dialect.Schemas.index;
import static dev.eloquent.processor.dialect.Schemas.key;
import static dev.eloquent.processor.dialect.Schemas.nullable;
import static dev.eloquent.processor.dialect.Schemas.oneOf;
import static dev.eloquent.processor.dialect.Schemas.schema;
import static dev.eloquent.processor.dialect.Schemas.table;
import static dev.eloquent.processor.dialect.Schemas.unique;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.diff.SchemaChange.AddCheck;
import dev.eloquent.processor.diff.SchemaChange.AddColumn;
import dev.eloquent.processor.diff.SchemaChange.AddForeignKey;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CommentTable;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropCheck;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropForeignKey;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/** Steps that every SQL dialect must take, with rows, and what of them must be found afterwards. */
public final class StepCases {
  /**
   * A step.
   *
   * @param rows statements that fill the former schema
   * @param query what to read after the step
   * @param expected its rows
   */
  public record StepCase(
      String name,
      Schema before,
      Schema after,
      List<SchemaChange> changes,
      List<String> rows,
      String query,
      List<String> expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  private StepCases() {}

  public static Stream<StepCase> all() {
    return Stream.of(
            tables(),
            ColumnStepCases.columns(),
            ColumnStepCases.alterations(),
            keys(),
            constraints(),
            renames(),
            NameStepCases.all(),
            OrderStepCases.all())
        .flatMap(s -> s);
  }

  static StepCase step(String name, Schema before, Schema after, SchemaChange... changes) {
    return new StepCase(name, before, after, List.of(changes), List.of(), "SELECT 1", List.of("1"));
  }

  static StepCase filled(StepCase step, String insert, String query, String... expected) {
    return new StepCase(
        step.name(),
        step.before(),
        step.after(),
        step.changes(),
        List.of(insert.split(";")),
        query,
        List.of(expected));
  }

  private static Table only(Schema schema, String table) {
    return schema.table(table).orElseThrow();
  }

  private static Stream<StepCase> tables() {
    Schema users = schema(table("users").id().add(column("name", "varchar(40)")));
    Schema cycle =
        schema(
            table("a").id().add(nullable("b_id", "bigint")).add(key("fk_a_b_id", "b_id", "b")),
            table("b").id().add(nullable("a_id", "bigint")).add(key("fk_b_a_id", "a_id", "a")));
    Schema tree =
        schema(
            table("nodes")
                .id()
                .add(nullable("parent_id", "bigint"))
                .add(key("fk_nodes_parent_id", "parent_id", "nodes", ReferentialAction.SET_NULL))
                .add(index("idx_nodes_parent_id", "parent_id")));
    String hostile = "Wéird \"; -- `it's`";
    Schema strange =
        schema(
            table(hostile)
                .add(identity(hostile, "bigint"), column("order", "varchar(9)"))
                .primaryKey(hostile)
                .add(unique("uq " + hostile, hostile, "order desc"))
                .add(oneOf("ck " + hostile, "order", "A"))
                .add(
                    new ForeignKey(
                        "fk " + hostile,
                        List.of(hostile),
                        hostile,
                        List.of(hostile),
                        ReferentialAction.NO_ACTION,
                        ReferentialAction.NO_ACTION)));
    return Stream.of(
        step(
            "create hostile names", Schema.EMPTY, strange, new CreateTable(only(strange, hostile))),
        step("drop hostile names", strange, Schema.EMPTY, new DropTable(only(strange, hostile))),
        step("create table", Schema.EMPTY, users, new CreateTable(only(users, "users"))),
        step("drop table", users, Schema.EMPTY, new DropTable(only(users, "users"))),
        step(
            "create cycle",
            Schema.EMPTY,
            cycle,
            new CreateTable(only(cycle, "a")),
            new CreateTable(only(cycle, "b"))),
        step(
            "drop cycle",
            cycle,
            Schema.EMPTY,
            new DropTable(only(cycle, "a")),
            new DropTable(only(cycle, "b"))),
        step("create self reference", Schema.EMPTY, tree, new CreateTable(only(tree, "nodes"))),
        step("drop self reference", tree, Schema.EMPTY, new DropTable(only(tree, "nodes"))),
        filled(
            step(
                "comment table",
                users,
                schema(
                    table("users")
                        .id()
                        .add(column("name", "varchar(40)"))
                        .comment("It's; -- \"new\"\nand `old`")),
                new CommentTable("users", "", "It's; -- \"new\"\nand `old`")),
            "INSERT INTO users (name) VALUES ('Ann')",
            "SELECT name FROM users",
            "Ann"));
  }

  private static Stream<StepCase> keys() {
    Column code = column("code", "varchar(20)");
    Column number = column("id", "bigint");
    Schema plain = schema(table("t").add(number, code).primaryKey("id"));
    Schema child =
        schema(
            table("p").add(number, code).primaryKey("id").add(unique("uq_p_id", "id")),
            table("c").id().add(column("p_id", "bigint")).add(key("fk_c_p_id", "p_id", "p")));
    Schema childOther =
        schema(
            table("p").add(number, code).primaryKey("code").add(unique("uq_p_id", "id")),
            table("c").id().add(column("p_id", "bigint")).add(key("fk_c_p_id", "p_id", "p")));
    return Stream.of(
        filled(
            step(
                "composite key",
                plain,
                schema(table("t").add(number, code).primaryKey("code", "id")),
                new ChangePrimaryKey("t", List.of("id"), List.of("code", "id"))),
            "INSERT INTO t VALUES (1, 'a')",
            "SELECT id, code FROM t",
            "1|a"),
        step(
            "key dropped",
            plain,
            schema(table("t").add(number, code)),
            new ChangePrimaryKey("t", List.of("id"), List.of())),
        filled(
            step(
                "identity added",
                plain,
                schema(table("t").add(identity("id", "bigint"), code).primaryKey("id")),
                new AlterColumn("t", number, identity("id", "bigint"), null)),
            "INSERT INTO t VALUES (41, 'a')",
            "SELECT id, code FROM t",
            "41|a"),
        step(
            "identity dropped",
            schema(table("t").add(identity("id", "bigint"), code).primaryKey("id")),
            plain,
            new AlterColumn("t", identity("id", "bigint"), number, null)),
        filled(
            step(
                "identity key replaced by another",
                schema(table("t").add(identity("id", "bigint"), code).primaryKey("id")),
                schema(table("t").add(code).primaryKey("code")),
                new DropColumn("t", identity("id", "bigint")),
                new ChangePrimaryKey("t", List.of("id"), List.of("code"))),
            "INSERT INTO t (code) VALUES ('a');INSERT INTO t (code) VALUES ('b')",
            "SELECT code FROM t ORDER BY code",
            "a",
            "b"),
        filled(
            step(
                "key replaced by a new identity",
                schema(table("t").add(code).primaryKey("code")),
                schema(table("t").add(identity("id", "bigint"), code).primaryKey("id")),
                new AddColumn("t", identity("id", "bigint"), null),
                new ChangePrimaryKey("t", List.of("code"), List.of("id"))),
            "INSERT INTO t (code) VALUES ('a');INSERT INTO t (code) VALUES ('b')",
            "SELECT id, code FROM t ORDER BY code",
            "1|a",
            "2|b"),
        step(
            "identity kept, key widened",
            schema(table("t").add(identity("id", "bigint"), code).primaryKey("id")),
            schema(table("t").add(identity("id", "bigint"), code).primaryKey("id", "code")),
            new ChangePrimaryKey("t", List.of("id"), List.of("id", "code"))),
        filled(
            step(
                "key under a foreign key",
                child,
                childOther,
                new ChangePrimaryKey("p", List.of("id"), List.of("code"))),
            "INSERT INTO p VALUES (1, 'a');INSERT INTO c (p_id) VALUES (1)",
            "SELECT p_id FROM c",
            "1"));
  }

  private static Stream<StepCase> constraints() {
    Schema parent = schema(table("p").id());
    Column reference = nullable("p_id", "bigint");
    Schema without = schema(table("p").id(), table("c").id().add(reference));
    ForeignKey foreignKey = key("fk_c_p_id", "p_id", "p", ReferentialAction.CASCADE);
    Schema with = schema(table("p").id(), table("c").id().add(reference).add(foreignKey));
    Schema indexed =
        schema(
            table("p").id(),
            table("c").id().add(reference).add(foreignKey).add(index("idx_c_p_id", "p_id")));
    Column state = column("state", "varchar(20)");
    Schema plain = schema(table("t").id().add(state));
    Schema checked =
        schema(table("t").id().add(state).add(oneOf("ck_t_state", "state", "A", "it's", "c\\d")));
    Schema sql = schema(table("t").id().add(state).add(check("ck_long", "state <> ''")));
    return Stream.of(
        filled(
            step("foreign key added", without, with, new AddForeignKey("c", foreignKey)),
            "INSERT INTO p (id) VALUES (5);INSERT INTO c (p_id) VALUES (5)",
            "SELECT p_id FROM c",
            "5"),
        step("foreign key dropped", with, without, new DropForeignKey("c", foreignKey)),
        step(
            "foreign key goes with its table",
            with,
            parent,
            new DropTable(with.table("c").orElseThrow())),
        step(
            "index added under a foreign key",
            with,
            indexed,
            new AddIndex("c", index("idx_c_p_id", "p_id"))),
        step(
            "index dropped under a foreign key",
            indexed,
            with,
            new DropIndex("c", index("idx_c_p_id", "p_id"))),
        step(
            "referenced column retyped",
            schema(
                table("p").add(column("id", "integer")).primaryKey("id"),
                table("c").id().add(nullable("p_id", "integer")).add(foreignKey)),
            schema(
                table("p").add(column("id", "varchar(20)")).primaryKey("id"),
                table("c").id().add(nullable("p_id", "varchar(20)")).add(foreignKey)),
            new AlterColumn(
                "c", nullable("p_id", "integer"), nullable("p_id", "varchar(20)"), null),
            new AlterColumn("p", column("id", "integer"), column("id", "varchar(20)"), null)),
        step(
            "index added",
            plain,
            schema(table("t").id().add(state).add(unique("uq_t", "state desc", "id"))),
            new AddIndex("t", unique("uq_t", "state desc", "id"))),
        filled(
            step(
                "enum check added",
                plain,
                checked,
                new AddCheck("t", only(checked, "t").checks().get(0))),
            "INSERT INTO t (state) VALUES ('A')",
            "SELECT state FROM t",
            "A"),
        step(
            "enum check changed",
            checked,
            schema(table("t").id().add(state).add(oneOf("ck_t_state", "state", "B"))),
            new DropCheck("t", only(checked, "t").checks().get(0)),
            new AddCheck("t", oneOf("ck_t_state", "state", "B"))),
        step("check added", plain, sql, new AddCheck("t", check("ck_long", "state <> ''"))),
        step(
            "enum column retyped",
            checked,
            schema(
                table("t")
                    .id()
                    .add(column("state", "varchar(50)"))
                    .add(oneOf("ck_t_state", "state", "A", "it's", "c\\d"))),
            new AlterColumn("t", state, column("state", "varchar(50)"), null)));
  }

  private static Stream<StepCase> renames() {
    Column at = column("at", "timestamptz");
    Schema users =
        schema(
            table("users").id().add(column("name", "varchar(9)"), at),
            table("posts").id().add(nullable("u", "bigint")).add(key("fk_u", "u", "users")));
    Schema people =
        schema(
            table("people").id().add(column("name", "varchar(9)"), at),
            table("posts").id().add(nullable("u", "bigint")).add(key("fk_u", "u", "people")));
    Schema ab = schema(table("t").id().add(column("a", "integer"), column("b", "varchar(9)")));
    Schema ba = schema(table("t").id().add(column("b", "integer"), column("a", "varchar(9)")));
    return Stream.of(
        step("table renamed", users, people, new RenameTable("users", "people")),
        filled(
            step(
                "tables swapped",
                schema(table("x").id(), table("y").id().add(nullable("n", "integer"))),
                schema(table("y").id(), table("x").id().add(nullable("n", "integer"))),
                new RenameTable("x", "y"),
                new RenameTable("y", "x")),
            "INSERT INTO y (n) VALUES (5)",
            "SELECT n FROM x",
            "5"),
        filled(
            step(
                "columns swapped",
                ab,
                ba,
                new RenameColumn("t", "a", "b"),
                new RenameColumn("t", "b", "a")),
            "INSERT INTO t (a, b) VALUES (1, 'x')",
            "SELECT a, b FROM t",
            "x|1"),
        step(
            "enum column renamed",
            schema(table("t").id().add(column("s", "varchar(9)")).add(oneOf("ck", "s", "A"))),
            schema(table("t").id().add(column("r", "varchar(9)")).add(oneOf("ck", "r", "A"))),
            new RenameColumn("t", "s", "r")),
        filled(
            step(
                "column of a foreign key renamed beside a retyped one",
                schema(
                    table("p").id(),
                    table("c")
                        .id()
                        .add(nullable("p_id", "bigint"), column("n", "integer"))
                        .add(key("fk", "p_id", "p"))),
                schema(
                    table("p").id(),
                    table("c")
                        .id()
                        .add(nullable("q_id", "bigint"), column("n", "bigint"))
                        .add(key("fk", "q_id", "p"))),
                new RenameColumn("c", "p_id", "q_id"),
                new AlterColumn("c", column("n", "integer"), column("n", "bigint"), null)),
            "INSERT INTO p VALUES (1);INSERT INTO c (p_id, n) VALUES (1, 2)",
            "SELECT q_id, n FROM c",
            "1|2"),
        filled(
            step(
                "column renamed to the name of a dropped one, beside a new one",
                schema(table("t").id().add(column("a", "varchar(9)"), nullable("b", "integer"))),
                schema(table("t").id().add(column("b", "varchar(9)"), nullable("a", "integer"))),
                new DropColumn("t", nullable("b", "integer")),
                new RenameColumn("t", "a", "b"),
                new AddColumn("t", nullable("a", "integer"), null)),
            "INSERT INTO t (a, b) VALUES ('x', 1)",
            "SELECT a, b FROM t",
            "null|x"),
        step(
            "instant column renamed",
            schema(table("t").id().add(column("s", "timestamptz"))),
            schema(table("t").id().add(column("r", "timestamptz"))),
            new RenameColumn("t", "s", "r")),
        step(
            "json column renamed",
            schema(table("t").id().add(column("s", "json"))),
            schema(table("t").id().add(column("r", "json"))),
            new RenameColumn("t", "s", "r")),
        step(
            "renamed, retyped and indexed in a renamed table",
            schema(table("t").id().add(column("a", "integer"))),
            schema(table("u").id().add(column("b", "bigint")).add(unique("uq_u_b", "b"))),
            new RenameTable("t", "u"),
            new RenameColumn("u", "a", "b"),
            new AlterColumn("u", column("b", "integer"), column("b", "bigint"), null),
            new AddIndex("u", unique("uq_u_b", "b"))));
  }
}
