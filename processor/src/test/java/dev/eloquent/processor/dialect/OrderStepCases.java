package dev.eloquent.processor.dialect;

import static dev.eloquent.processor.dialect.Schemas.column;
import static dev.eloquent.processor.dialect.Schemas.nullable;
import static dev.eloquent.processor.dialect.Schemas.schema;
import static dev.eloquent.processor.dialect.Schemas.table;
import static dev.eloquent.processor.dialect.Schemas.unique;
import static dev.eloquent.processor.dialect.StepCases.step;

import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.processor.dialect.StepCases.StepCase;
import dev.eloquent.processor.diff.SchemaChange.AddIndex;
import dev.eloquent.processor.diff.SchemaChange.ChangePrimaryKey;
import dev.eloquent.processor.diff.SchemaChange.CreateTable;
import dev.eloquent.processor.diff.SchemaChange.DropColumn;
import dev.eloquent.processor.diff.SchemaChange.DropIndex;
import dev.eloquent.processor.diff.SchemaChange.DropTable;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.ForeignKey;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/** Steps, as the differ orders them, that a wrong order of statements breaks. */
final class OrderStepCases {
  private OrderStepCases() {}

  private static ForeignKey toCode(String name, String target) {
    return new ForeignKey(
        name,
        List.of("p_code"),
        target,
        List.of("code"),
        ReferentialAction.NO_ACTION,
        ReferentialAction.NO_ACTION);
  }

  static Stream<StepCase> all() {
    Column code = column("code", "varchar(20)");
    Column reference = nullable("p_code", "varchar(20)");
    Schema tree =
        schema(
            table("n")
                .id()
                .add(code, reference)
                .add(unique("uq_n_code", "code"))
                .add(toCode("fk_n", "n")));
    Table node = tree.table("n").orElseThrow();
    Schema without = schema(table("p").id().add(code));
    Schema with =
        schema(
            table("p").id().add(code).add(unique("uq_p_code", "code")),
            table("c").id().add(reference).add(toCode("fk_c", "p")));
    Table child = with.table("c").orElseThrow();
    Column id = column("id", "bigint");
    Schema former = schema(table("t").add(id, code).primaryKey("id"));
    Schema unkeyed = schema(table("u").add(code));
    Schema rekeyed = schema(table("u").add(code).primaryKey("code"));
    return Stream.of(
        step("create self reference to an index", Schema.EMPTY, tree, new CreateTable(node)),
        step("drop self reference to an index", tree, Schema.EMPTY, new DropTable(node)),
        step(
            "new table references a new key",
            without,
            with,
            new AddIndex("p", unique("uq_p_code", "code")),
            new CreateTable(child)),
        step(
            "dropped table references a dropped key",
            with,
            without,
            new DropTable(child),
            new DropIndex("p", unique("uq_p_code", "code"))),
        step(
            "key dropped with its column, table renamed",
            former,
            unkeyed,
            new ChangePrimaryKey("t", List.of("id"), List.of()),
            new DropColumn("t", id),
            new RenameTable("t", "u")),
        step(
            "key replaced before its column goes, table renamed",
            former,
            rekeyed,
            new ChangePrimaryKey("t", List.of("id"), List.of("code")),
            new DropColumn("t", id),
            new RenameTable("t", "u")));
  }
}
