package dev.eloquent.processor.dialect;

import static dev.eloquent.processor.dialect.Schemas.check;
import static dev.eloquent.processor.dialect.Schemas.column;
import static dev.eloquent.processor.dialect.Schemas.index;
import static dev.eloquent.processor.dialect.Schemas.key;
import static dev.eloquent.processor.dialect.Schemas.nullable;
import static dev.eloquent.processor.dialect.Schemas.oneOf;
import static dev.eloquent.processor.dialect.Schemas.schema;
import static dev.eloquent.processor.dialect.Schemas.table;
import static dev.eloquent.processor.dialect.Schemas.unique;
import static dev.eloquent.processor.dialect.StepCases.filled;
import static dev.eloquent.processor.dialect.StepCases.step;

import dev.eloquent.processor.dialect.StepCases.StepCase;
import dev.eloquent.processor.diff.SchemaChange.AlterColumn;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameColumn;
import dev.eloquent.processor.diff.SchemaChange.RenameConstraint;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import java.util.stream.Stream;

/** Steps that give indexes, foreign keys and checks other names. */
final class NameStepCases {
  private NameStepCases() {}

  static Stream<StepCase> all() {
    return Stream.of(indexes(), inCompany(), foreignKeyAndCheck(), withTable(), retyped());
  }

  private static StepCase indexes() {
    Column a = column("a", "varchar(9)");
    return filled(
        step(
            "indexes renamed",
            schema(table("t").id().add(a).add(index("i", "a desc")).add(unique("u", "a"))),
            schema(table("t").id().add(a).add(index("j", "a desc")).add(unique("v", "a"))),
            new RenameConstraint("t", Kind.INDEX, "i", "j"),
            new RenameConstraint("t", Kind.INDEX, "u", "v")),
        "INSERT INTO t (a) VALUES ('x')",
        "SELECT a FROM t",
        "x");
  }

  private static StepCase inCompany() {
    Column c = column("c", "varchar(9)");
    return filled(
        step(
            "index renamed with its column, another dropped, another changed",
            schema(
                table("t")
                    .id()
                    .add(column("a", "varchar(9)"), nullable("x", "integer"), c)
                    .add(index("i", "a", "c"))),
            schema(
                table("t")
                    .id()
                    .add(column("b", "varchar(9)"), column("c", "varchar(40)"))
                    .add(index("j", "b", "c"))),
            new DropColumn("t", nullable("x", "integer")),
            new RenameColumn("t", "a", "b"),
            new AlterColumn("t", c, column("c", "varchar(40)"), null),
            new RenameConstraint("t", Kind.INDEX, "i", "j")),
        "INSERT INTO t (a, c) VALUES ('x', 'y')",
        "SELECT b, c FROM t",
        "x|y");
  }

  private static StepCase foreignKeyAndCheck() {
    Column p = nullable("p_id", "bigint");
    Column n = column("n", "integer");
    return filled(
        step(
            "foreign key and check renamed",
            schema(
                table("p").id(),
                table("c").id().add(p, n).add(key("fk", "p_id", "p")).add(check("ck", "n > 0"))),
            schema(
                table("p").id(),
                table("c").id().add(p, n).add(key("fk2", "p_id", "p")).add(check("ck2", "n > 0"))),
            new RenameConstraint("c", Kind.FOREIGN_KEY, "fk", "fk2"),
            new RenameConstraint("c", Kind.CHECK, "ck", "ck2")),
        "INSERT INTO p VALUES (1);INSERT INTO c (p_id, n) VALUES (1, 2)",
        "SELECT p_id, n FROM c",
        "1|2");
  }

  private static StepCase withTable() {
    Column parent = nullable("parent_id", "bigint");
    return step(
        "names that follow a table and a column",
        schema(
            table("t")
                .id()
                .add(parent, column("s", "varchar(9)"))
                .add(key("fk_t_parent_id", "parent_id", "t"))
                .add(index("idx_t_s", "s"))
                .add(oneOf("ck_t_s", "s", "A"))),
        schema(
            table("u")
                .id()
                .add(parent, column("r", "varchar(9)"))
                .add(key("fk_u_parent_id", "parent_id", "u"))
                .add(index("idx_u_r", "r"))
                .add(oneOf("ck_u_r", "r", "A"))),
        new RenameTable("t", "u"),
        new RenameColumn("u", "s", "r"),
        new RenameConstraint("u", Kind.FOREIGN_KEY, "fk_t_parent_id", "fk_u_parent_id"),
        new RenameConstraint("u", Kind.INDEX, "idx_t_s", "idx_u_r"),
        new RenameConstraint("u", Kind.CHECK, "ck_t_s", "ck_u_r"));
  }

  private static StepCase retyped() {
    Column after = column("s", "varchar(40)");
    return step(
        "check renamed of a column that changes",
        schema(table("t").id().add(column("s", "varchar(9)")).add(oneOf("ck", "s", "A"))),
        schema(table("t").id().add(after).add(oneOf("ck2", "s", "A"))),
        new AlterColumn("t", column("s", "varchar(9)"), after, null),
        new RenameConstraint("t", Kind.CHECK, "ck", "ck2"));
  }
}
