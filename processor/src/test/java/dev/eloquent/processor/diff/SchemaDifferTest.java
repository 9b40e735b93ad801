package dev.eloquent.processor.diff;

import static dev.eloquent.processor.schema.Tables.foreignKey;
import static dev.eloquent.processor.schema.Tables.index;
import static dev.eloquent.processor.schema.Tables.oneOf;
import static dev.eloquent.processor.schema.Tables.schema;
import static dev.eloquent.processor.schema.Tables.table;
import static dev.eloquent.processor.schema.Tables.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.eloquent.processor.diff.SchemaChange.RenameConstraint;
import dev.eloquent.processor.diff.SchemaChange.RenameTable;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Index;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.SchemaPath.Kind;
import dev.eloquent.processor.schema.Table;
import dev.eloquent.processor.schema.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaDifferTest {
  private static List<SchemaChange> changes(Schema before, Schema after) {
    return changes(before, after, Intents.NONE);
  }

  private static List<SchemaChange> changes(Schema before, Schema after, Intents intents) {
    DiffResult result = SchemaDiffer.diff(before, after, intents, List.of());
    assertThat(result.hasErrors()).as("%s", result.findings()).isFalse();
    return result.changes().changes();
  }

  private static List<String> messages(
      Schema before, Schema after, Intents intents, String... consumed) {
    return SchemaDiffer.diff(before, after, intents, List.of(consumed)).findings().stream()
        .map(f -> f.path() + ": " + f.message())
        .toList();
  }

  private static Intents tables(String... pairs) {
    return new Intents(
        pairs.length == 2
            ? Map.of(pairs[0], pairs[1])
            : Map.of(pairs[0], pairs[1], pairs[2], pairs[3]),
        Map.of(),
        Map.of());
  }

  private static Intents column(String table, String name, String former) {
    return new Intents(Map.of(), Map.of(SchemaPath.column(table, name), former), Map.of());
  }

  @Test
  void equalSchemasHaveNoChanges() {
    Schema schema = schema(table("users").id());
    assertThat(SchemaDiffer.diff(schema, schema, Intents.NONE, List.of()).changes().isEmpty())
        .isTrue();
  }

  @Test
  void orderOfColumnsAndConstantsIsNoChange() {
    Schema before = schema(table("t").id().columns("a text").check(oneOf("t", "a", "X", "Y")));
    Schema after = schema(table("t").columns("a text").id().check(oneOf("t", "a", "Y", "X")));
    assertThat(changes(before, after)).isEmpty();
  }

  @Test
  void createsReferencedTablesFirst() {
    Tables.Builder users = table("users").id();
    Tables.Builder orders = table("orders").id().columns("u bigint").references("u", "users");
    Tables.Builder items = table("items").id().columns("o bigint").references("o", "orders");
    assertThat(changes(Schema.EMPTY, schema(users, orders, items)))
        .containsExactly(
            new CreateTable(users.build()),
            new CreateTable(orders.build()),
            new CreateTable(items.build()));
  }

  @Test
  void breaksCyclesByName() {
    Tables.Builder a = table("a").id().columns("r bigint").references("r", "b");
    Tables.Builder b = table("b").id().columns("r bigint").references("r", "a");
    Tables.Builder self = table("0").id().columns("r bigint").references("r", "0");
    assertThat(changes(Schema.EMPTY, schema(b, a, self)))
        .containsExactly(
            new CreateTable(self.build()), new CreateTable(a.build()), new CreateTable(b.build()));
  }

  @Test
  void dropsReferencingTablesFirstAndKeysOfOthersBefore() {
    Tables.Builder users = table("users").id().unique("id");
    Tables.Builder orders = table("orders").id().columns("u bigint").references("u", "users");
    Tables.Builder log = table("log").id().columns("u bigint").references("u", "users");
    Tables.Builder left = table("log").id().columns("u bigint");
    assertThat(changes(schema(users, orders, log), schema(left)))
        .containsExactly(
            new DropForeignKey("log", foreignKey("log", "u", "users")),
            new DropTable(orders.build()),
            new DropTable(users.build()));
  }

  @Test
  void addsAndDropsColumnsWithWhatIsOnThem() {
    Schema before =
        schema(
            table("users").id(),
            table("t").id().columns("old bigint null").index("old").references("old", "users"));
    Schema after =
        schema(
            table("users").id(),
            table("t").id().columns("new text null").unique("new").check(oneOf("t", "new", "A")));
    assertThat(changes(before, after))
        .containsExactly(
            new DropForeignKey("t", foreignKey("t", "old", "users")),
            new DropIndex("t", index("t", false, "old")),
            new DropColumn("t", Tables.column("old bigint null")),
            new AddColumn("t", Tables.column("new text null"), null),
            new AddIndex("t", index("t", true, "new")),
            new AddCheck("t", oneOf("t", "new", "A")));
  }

  @Test
  void altersEveryPropertyOfAColumn() {
    for (Table changed :
        List.of(
            table("t").id().columns("c varchar(9)").build(),
            table("t").id().columns("c text null").build(),
            table("t").id().columns("c text identity").build(),
            table("t").id().column(withDefault("c text", "x")).build())) {
      assertThat(changes(schema(table("t").id().columns("c text")), new Schema(List.of(changed))))
          .containsExactly(
              new AlterColumn("t", Tables.column("c text"), changed.columns().get(1), null));
    }
  }

  @Test
  void fillsWhatBecomesNotNull() {
    Schema before = schema(table("t").id().columns("c text null"));
    Schema after = schema(table("t").id().columns("c text", "d text"));
    DefaultValue x = new DefaultValue.Literal("x");
    Intents intents =
        new Intents(
            Map.of(),
            Map.of(),
            Map.of(SchemaPath.column("t", "c"), x, SchemaPath.column("t", "d"), x));
    assertThat(changes(before, after, intents))
        .containsExactly(
            new AddColumn("t", Tables.column("d text"), x),
            new AlterColumn("t", Tables.column("c text null"), Tables.column("c text"), x));
    Schema withDefault = schema(table("t").id().column(withDefault("c text", "y")));
    assertThat(changes(before, withDefault))
        .containsExactly(
            new AlterColumn(
                "t",
                Tables.column("c text null"),
                withDefault("c text", "y"),
                new DefaultValue.Literal("y")));
    assertThat(changes(after, after, intents)).isEmpty();
  }

  @Test
  void commentsTables() {
    assertThat(changes(schema(table("t").id()), schema(table("t").id().comment("x"))))
        .containsExactly(new CommentTable("t", "", "x"));
  }

  @Test
  void changesPrimaryKeys() {
    Schema before = schema(table("t").columns("a text", "b text").key("a"));
    Schema after = schema(table("t").columns("a text", "b text").key("a", "b"));
    assertThat(changes(before, after))
        .containsExactly(new ChangePrimaryKey("t", List.of("a"), List.of("a", "b")));
  }

  @Test
  void changesThePrimaryKeyBeforeOneOfItsColumnsGoes() {
    Schema before = schema(table("t").columns("a text", "b text").key("a", "b"));
    assertThat(changes(before, schema(table("t").columns("a text").key("a"))))
        .containsExactly(
            new ChangePrimaryKey("t", List.of("a", "b"), List.of("a")),
            new DropColumn("t", Tables.column("b text")));
    assertThat(changes(before, schema(table("t").columns("a text", "c uuid").key("c"))))
        .containsExactly(
            new ChangePrimaryKey("t", List.of("a", "b"), List.of()),
            new DropColumn("t", Tables.column("b text")),
            new AddColumn("t", Tables.column("c uuid"), null),
            new ChangePrimaryKey("t", List.of(), List.of("c")));
  }

  @Test
  void replacesChangedIndexesKeysAndChecks() {
    Check positive = new Check("ck", new CheckRule.Sql("a > 0"));
    Check negative = new Check("ck", new CheckRule.Sql("a < 0"));
    Schema before = schema(table("t").id().columns("a text").check(positive).index("a"));
    Schema after = schema(table("t").id().columns("a text").check(negative).unique("a"));
    assertThat(changes(before, after))
        .containsExactly(
            new DropCheck("t", positive),
            new DropIndex("t", index("t", false, "a")),
            new AddIndex("t", index("t", true, "a")),
            new AddCheck("t", negative));
  }

  @Test
  void renamesTablesWithTheirDerivedNames() {
    Schema before =
        schema(
            table("users").id().columns("e text").index("e"),
            table("orders").id().columns("u bigint").references("u", "users"));
    Schema after =
        schema(
            table("members").id().columns("e text").index("e"),
            table("orders").id().columns("u bigint").references("u", "members"));
    DiffResult result =
        SchemaDiffer.diff(before, after, tables("members", "users"), List.of("x<y"));
    assertThat(result.changes().changes())
        .containsExactly(
            new RenameTable("users", "members"),
            new RenameConstraint("members", Kind.INDEX, "idx_users_e", "idx_members_e"));
    assertThat(result.findings()).isEmpty();
    assertThat(result.consumedRenames()).containsExactly("members<users");
  }

  @Test
  void renamesAndRetypesAColumn() {
    Schema before = schema(table("t").id().columns("a varchar(9)"));
    Schema after = schema(table("t").id().columns("b text"));
    DiffResult result = SchemaDiffer.diff(before, after, column("t", "b", "a"), List.of());
    assertThat(result.changes().changes())
        .containsExactly(
            new RenameColumn("t", "a", "b"),
            new AlterColumn("t", Tables.column("b varchar(9)"), Tables.column("b text"), null));
    assertThat(result.consumedRenames()).containsExactly("t.b<a");
  }

  @Test
  void swapsNamesThroughATemporaryOne() {
    Schema before = schema(table("a").id().columns("x text"), table("b").id());
    Schema after = schema(table("b").id().columns("x text"), table("a").id());
    assertThat(changes(before, after, tables("a", "b", "b", "a")))
        .containsExactly(
            new RenameTable("a", "eloquent_tmp_a"),
            new RenameTable("b", "a"),
            new RenameTable("eloquent_tmp_a", "b"));
    Schema both = schema(table("t").id().columns("c text", "d text"));
    Intents intents =
        new Intents(
            Map.of(),
            Map.of(SchemaPath.column("t", "c"), "d", SchemaPath.column("t", "d"), "c"),
            Map.of());
    assertThat(changes(both, both, intents))
        .containsExactly(
            new RenameColumn("t", "c", "eloquent_tmp_c"),
            new RenameColumn("t", "d", "c"),
            new RenameColumn("t", "eloquent_tmp_c", "d"));
  }

  @Test
  void ordersChainsAndTakesNamesThatAreGivenUp() {
    Schema before = schema(table("a").id(), table("b").id(), table("c").id());
    Schema after = schema(table("b").id(), table("c").id());
    assertThat(changes(before, after, tables("b", "a", "c", "b")))
        .containsExactly(
            new DropTable(table("c").id().build()),
            new RenameTable("b", "c"),
            new RenameTable("a", "b"));
  }

  @Test
  void replacesATableWithoutASurvivingColumn() {
    Tables.Builder before = table("t").columns("a text");
    Tables.Builder after = table("t").columns("b uuid");
    assertThat(changes(schema(before), schema(after)))
        .containsExactly(new DropTable(before.build()), new CreateTable(after.build()));
  }

  @Test
  void takesAForeignKeyDownWhileTypesAndKeysUnderItChange() {
    Schema before =
        schema(
            table("users").columns("id integer").key("id"),
            table("orders").id().columns("u integer").references("u", "users"));
    Schema after =
        schema(
            table("users").columns("id bigint").key("id"),
            table("orders").id().columns("u bigint").references("u", "users"));
    assertThat(changes(before, after))
        .containsExactly(
            new DropForeignKey("orders", foreignKey("orders", "u", "users")),
            new AlterColumn("orders", Tables.column("u integer"), Tables.column("u bigint"), null),
            new AlterColumn("users", Tables.column("id integer"), Tables.column("id bigint"), null),
            new AddForeignKey("orders", foreignKey("orders", "u", "users")));
    Schema otherKey =
        schema(
            table("users").columns("id integer").unique("id"),
            table("orders").id().columns("u integer").references("u", "users"));
    assertThat(changes(before, otherKey))
        .containsExactly(
            new DropForeignKey("orders", foreignKey("orders", "u", "users")),
            new ChangePrimaryKey("users", List.of("id"), List.of()),
            new AddIndex("users", index("users", true, "id")),
            new AddForeignKey("orders", foreignKey("orders", "u", "users")));
  }

  @Test
  void rejectsARenameOfNothing() {
    Schema schema = schema(table("t").id());
    assertThat(messages(schema, schema, tables("t", "tt")))
        .containsExactly(
            SchemaPath.table("t")
                + ": renamedFrom = \"tt\" of t names nothing: the last sealed version has no such"
                + " table. Correct it, or remove it [ELQ401]");
    assertThat(messages(schema, schema, column("t", "id", "nr")))
        .containsExactly(
            SchemaPath.column("t", "id")
                + ": renamedFrom = \"nr\" of t.id names nothing: the last sealed version has no"
                + " such column. Correct it, or remove it [ELQ401]");
    assertThat(messages(Schema.EMPTY, schema, column("t", "id", "nr")))
        .singleElement()
        .asString()
        .endsWith("[ELQ401]");
  }

  @Test
  void rejectsARenameOfWhatIsStillThere() {
    Schema before = schema(table("t").id());
    Schema after = schema(table("t").id(), table("u").id());
    assertThat(messages(before, after, tables("u", "t")))
        .containsExactly(
            SchemaPath.table("u")
                + ": renamedFrom = \"t\" of u cannot be: there still is a table of that name, and"
                + " it is not renamed itself. Correct it, or remove it [ELQ402]");
    assertThat(messages(before, before, tables("t", "t")))
        .singleElement()
        .asString()
        .endsWith("[ELQ402]");
  }

  @Test
  void rejectsARenameClaimedTwice() {
    Schema before = schema(table("t").id());
    Schema after = schema(table("u").id(), table("v").id());
    DiffResult result = SchemaDiffer.diff(before, after, tables("u", "t", "v", "t"), List.of());
    assertThat(result.changes().isEmpty()).isTrue();
    assertThat(result.consumedRenames()).isEmpty();
    assertThat(messages(before, after, tables("u", "t", "v", "t")))
        .containsExactlyInAnyOrder(
            SchemaPath.table("u")
                + ": renamedFrom = \"t\" of u is claimed by v, too: only one can be the former"
                + " table. Remove one of the two [ELQ403]",
            SchemaPath.table("v")
                + ": renamedFrom = \"t\" of v is claimed by u, too: only one can be the former"
                + " table. Remove one of the two [ELQ403]");
  }

  @Test
  void ignoresConsumedRenames() {
    Schema schema = schema(table("members").id().columns("full text"));
    Intents intents =
        new Intents(
            Map.of("members", "users"),
            Map.of(SchemaPath.column("members", "full"), "name"),
            Map.of());
    assertThat(messages(schema, schema, intents, "members<users", "members.full<name")).isEmpty();
    assertThat(messages(schema, schema, intents, "members<users")).hasSize(1);
  }

  @Test
  void carriesConsumedRenamesOverToTheNewNameOfTheTable() {
    Schema before = schema(table("users").id().columns("full text"));
    Schema after = schema(table("members").id().columns("full text"));
    Intents intents =
        new Intents(
            Map.of("members", "users"),
            Map.of(SchemaPath.column("members", "full"), "name"),
            Map.of());
    DiffResult result = SchemaDiffer.diff(before, after, intents, List.of("users.full<name"));
    assertThat(result.changes().changes()).containsExactly(new RenameTable("users", "members"));
    assertThat(result.consumedRenames()).containsExactly("members.full<name", "members<users");
  }

  @Test
  void renamesAgainAfterARenameWasUndone() {
    Schema before = schema(table("a").id());
    Schema after = schema(table("b").id());
    DiffResult result = SchemaDiffer.diff(before, after, tables("b", "a"), List.of("a<b", "b<a"));
    assertThat(result.changes().changes()).containsExactly(new RenameTable("a", "b"));
  }

  @Test
  void suggestsRenamesButNeverInfersThem() {
    Schema before = schema(table("t").id().columns("a text"), table("u\"").columns("x uuid"));
    Schema after = schema(table("t").id().columns("b text"), table("v").columns("x uuid"));
    assertThat(messages(before, after, Intents.NONE))
        .containsExactly(
            SchemaPath.table("v")
                + ": table v is new, and u\" with the same columns is gone with its rows. If it was"
                + " renamed, say so: @Model(renamedFrom = \"u\\\"\") [ELQ405]",
            SchemaPath.column("t", "b")
                + ": column t.b is new, and a of the same type (text) is gone with its values. If"
                + " it was renamed, say so: @Column(renamedFrom = \"a\") [ELQ404]");
    assertThat(changes(before, after))
        .hasSize(4)
        .noneMatch(c -> c instanceof RenameTable || c instanceof RenameColumn);
  }

  @Test
  void leavesForeignKeysToOtherCataloguesAlone() {
    Schema before = schema(table("t").id().columns("u bigint").references("u", "elsewhere"));
    Schema after =
        schema(table("t").id().columns("u bigint", "x text").references("u", "elsewhere"));
    assertThat(changes(before, after))
        .containsExactly(new AddColumn("t", Tables.column("x text"), null));
  }

  @Test
  void ignoresRenamesThatArePossibleInAnotherPartOnly() {
    Tables.Builder members = table("members").id().columns("full text");
    Intents intents =
        new Intents(
            Map.of("members", "users"),
            Map.of(SchemaPath.column("members", "full"), "name"),
            Map.of());
    assertThat(SchemaDiffer.diffPart(Schema.EMPTY, schema(members), intents, List.of()).changes())
        .containsExactly(new CreateTable(members.build()));
    Schema before = schema(table("users").id().columns("name text"));
    assertThat(SchemaDiffer.diffPart(before, schema(members), intents, List.of()).changes())
        .containsExactly(
            new RenameTable("users", "members"), new RenameColumn("members", "name", "full"));
  }

  @Test
  void manyTablesAreComparedAndOrdered() {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      Tables.Builder table = table(String.format("t%05d", i)).id().columns("next bigint");
      tables.add(
          (i == 0 ? table : table.references("next", String.format("t%05d", i - 1))).build());
    }
    List<SchemaChange> changes = changes(Schema.EMPTY, new Schema(tables));
    assertThat(changes).hasSize(10_000);
    assertThat(changes.get(9_999).table()).isEqualTo("t09999");
    assertThat(changes(new Schema(tables), Schema.EMPTY).get(0).table()).isEqualTo("t09999");
  }

  private static Index named(String name, String column) {
    return new Index(name, List.of(new Index.IndexColumn(column, false)), false, "");
  }

  private static Schema indexed(String table, Index... indexes) {
    Table t = schema(table("t").id().columns("a text", "b text")).tables().get(0);
    return new Schema(
        List.of(
            new Table(
                table,
                t.model(),
                t.connection(),
                t.columns(),
                t.primaryKey(),
                List.of(indexes),
                List.of(),
                List.of(),
                "")));
  }

  /** The names are paired in their order, and what is left over goes or comes. */
  @Test
  void renamesWhatIsTheSameUnderAnotherName() {
    assertThat(
            changes(
                indexed("t", named("k", "a"), named("x2", "a"), named("x1", "a")),
                indexed("t", named("k", "a"), named("y2", "a"), named("y1", "a"))))
        .containsExactly(
            new RenameConstraint("t", Kind.INDEX, "x1", "y1"),
            new RenameConstraint("t", Kind.INDEX, "x2", "y2"));
    assertThat(
            changes(indexed("t", named("x", "a")), indexed("t", named("y", "a"), named("z", "b"))))
        .containsExactly(
            new RenameConstraint("t", Kind.INDEX, "x", "y"), new AddIndex("t", named("z", "b")));
    assertThat(changes(indexed("t", named("x", "a")), indexed("t", named("y", "b"))))
        .containsExactly(new DropIndex("t", named("x", "a")), new AddIndex("t", named("y", "b")));
  }

  /** Databases disagree on whether a name that something else leaves is free by then. */
  @Test
  void renamesToNoNameThatWasInUse() {
    assertThat(
            changes(
                indexed("t", named("x", "a"), named("y", "b")),
                indexed("t", named("x", "b"), named("y", "a"))))
        .noneMatch(RenameConstraint.class::isInstance)
        .hasSize(4);
    assertThat(changes(indexed("t", named("x", "a")), indexed("t", named("X", "a"))))
        .containsExactly(new DropIndex("t", named("x", "a")), new AddIndex("t", named("X", "a")));
  }
}
