package dev.eloquent.processor.dialect;

import static dev.eloquent.processor.dialect.Schemas.check;
import static dev.eloquent.processor.dialect.Schemas.column;
import static dev.eloquent.processor.dialect.Schemas.commented;
import static dev.eloquent.processor.dialect.Schemas.defaulted;
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
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  private static final DefaultValue NOW = new DefaultValue.Now();

  private StepCases() {}

  public static Stream<StepCase> all() {
    return Stream.of(tables(), columns(), alterations(), keys(), constraints(), renames())
        .flatMap(s -> s);
  }

  private static StepCase step(String name, Schema before, Schema after, SchemaChange... changes) {
    return new StepCase(name, before, after, List.of(changes), List.of(), "SELECT 1", List.of("1"));
  }

  private static StepCase filled(StepCase step, String insert, String query, String... expected) {
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

  private static Stream<StepCase> columns() {
    return Stream.of(
            "boolean",
            "tinyint",
            "smallint",
            "integer",
            "bigint",
            "real",
            "double",
            "decimal(12,3)",
            "char(3)",
            "varchar(30)",
            "text",
            "varbinary(20)",
            "blob",
            "uuid",
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "json")
        .flatMap(
            type ->
                Stream.of(
                    adding("add nullable " + type, nullable("c", type), null),
                    adding("add filled " + type, column("c", type), literal(type)),
                    adding("add defaulted " + type, defaulted("c", type, value(type)), null),
                    dropping("drop nullable " + type, nullable("c", type)),
                    dropping("drop not null " + type, column("c", type)),
                    dropping("drop defaulted " + type, defaulted("c", type, value(type)))));
  }

  private static DefaultValue literal(String type) {
    return new DefaultValue.Literal(value(type));
  }

  private static String value(String type) {
    return switch (type.replaceAll("\\(.*", "")) {
      case "boolean" -> "true";
      case "tinyint", "smallint", "integer", "bigint" -> "-7";
      case "real", "double" -> "1.5";
      case "decimal" -> "12.345";
      case "varbinary", "blob" -> "00ff5c27";
      case "uuid" -> "0c5b9b3e-7a0e-4c1d-8a51-0123456789ab";
      case "date" -> "2024-02-29";
      case "time" -> "23:59:58.123456";
      case "timestamp" -> "2024-02-29T23:59:58.123456";
      case "timestamptz" -> "2024-02-29T23:59:58.123456Z";
      case "json" -> "{\"a\": \"it's\"}";
      case "char" -> "abc";
      default -> "it's; -- ${x}\\ \n\"q\"`";
    };
  }

  private static StepCase adding(String name, Column column, @Nullable DefaultValue backfill) {
    return filled(
        step(
            name,
            schema(table("t").id()),
            schema(table("t").id().add(column)),
            new AddColumn("t", column, backfill)),
        "INSERT INTO t (id) VALUES (1);INSERT INTO t (id) VALUES (2)",
        "SELECT COUNT(*), COUNT(c) FROM t",
        column.nullable() ? "2|0" : "2|2");
  }

  private static StepCase dropping(String name, Column column) {
    return filled(
        step(
            name,
            schema(table("t").id().add(nullable("other", "integer")).add(column)),
            schema(table("t").id().add(nullable("other", "integer"))),
            new DropColumn("t", column)),
        column.nullable() || column.defaultValue() != null
            ? "INSERT INTO t (id) VALUES (1);INSERT INTO t (id) VALUES (2)"
            : "SELECT 1",
        "SELECT COUNT(*) FROM t",
        column.nullable() || column.defaultValue() != null ? "2" : "0");
  }

  private static StepCase altering(
      String name,
      Column from,
      Column to,
      @Nullable DefaultValue backfill,
      String sql,
      String expected) {
    return filled(
        step(
            name,
            schema(table("t").id().add(from)),
            schema(table("t").id().add(to)),
            new AlterColumn("t", from, to, backfill)),
        sql.isEmpty() ? "SELECT 1" : "INSERT INTO t (c) VALUES (" + sql + ")",
        "SELECT c FROM t",
        sql.isEmpty() ? new String[0] : new String[] {expected});
  }

  private static Stream<StepCase> alterations() {
    Column name = column("c", "varchar(20)");
    return Stream.of(
        altering("longer", name, column("c", "varchar(90)"), null, "'abc'", "abc"),
        altering("shorter", name, column("c", "varchar(5)"), null, "'abc'", "abc"),
        altering("to text", name, column("c", "text"), null, "'abc'", "abc"),
        altering("to wider int", column("c", "integer"), column("c", "bigint"), null, "7", "7"),
        altering("int to text", column("c", "integer"), column("c", "varchar(9)"), null, "7", "7"),
        altering("text to int", name, column("c", "integer"), null, "'42'", "42"),
        altering(
            "text to uuid",
            column("c", "char(36)"),
            column("c", "uuid"),
            null,
            "'0c5b9b3e-7a0e-4c1d-8a51-0123456789ab'",
            "0c5b9b3e-7a0e-4c1d-8a51-0123456789ab"),
        altering(
            "decimal scale",
            column("c", "decimal(9,2)"),
            column("c", "decimal(12,4)"),
            null,
            "1.25",
            "1.2500"),
        altering("date to timestamp", column("c", "date"), column("c", "timestamp"), null, "", ""),
        altering("to nullable", name, nullable("c", "varchar(20)"), null, "'abc'", "abc"),
        altering("to not null", nullable("c", "varchar(20)"), name, null, "'abc'", "abc"),
        altering(
            "to not null filled",
            nullable("c", "varchar(20)"),
            name,
            new DefaultValue.Literal("x'y"),
            "NULL",
            "x'y"),
        altering(
            "to not null filled and retyped",
            nullable("c", "varchar(20)"),
            column("c", "integer"),
            new DefaultValue.Literal("-3"),
            "NULL",
            "-3"),
        altering(
            "instant to not null",
            nullable("c", "timestamptz"),
            column("c", "timestamptz"),
            null,
            "",
            ""),
        altering(
            "instant to defaulted",
            column("c", "timestamptz"),
            Schemas.with(column("c", "timestamptz"), NOW),
            null,
            "",
            ""),
        altering(
            "timestamp from defaulted",
            Schemas.with(nullable("c", "timestamp"), NOW),
            nullable("c", "timestamp"),
            null,
            "NULL",
            "null"),
        altering("default set", name, defaulted("c", "varchar(20)", "it's"), null, "'a'", "a"),
        altering(
            "default retyped",
            defaulted("c", "varchar(20)", "12"),
            defaulted("c", "integer", "13"),
            null,
            "'5'",
            "5"),
        altering("comment", name, commented(name, "It's; -- new"), null, "'a'", "a"));
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
