package dev.eloquent.processor.lint;

import static dev.eloquent.processor.schema.Tables.oneOf;
import static dev.eloquent.processor.schema.Tables.schema;
import static dev.eloquent.processor.schema.Tables.table;
import static dev.eloquent.processor.schema.Tables.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.diff.SchemaDiffer;
import dev.eloquent.processor.schema.Check;
import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.RandomSchemas;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import dev.eloquent.processor.schema.Tables;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ChangeLintTest {
  private static List<String> lint(Schema before, Schema after, Intents intents) {
    return ChangeLint.check(SchemaDiffer.diff(before, after, intents, List.of()).changes()).stream()
        .map(f -> f.level() + " " + f.finding().message())
        .toList();
  }

  private static List<String> lint(Schema before, Schema after) {
    return lint(before, after, Intents.NONE);
  }

  private static Tables.Builder users() {
    return table("users").id().columns("name varchar(40) null");
  }

  private static List<String> retype(String from, String to) {
    return lint(
        schema(table("t").id().columns("c " + from)), schema(table("t").id().columns("c " + to)));
  }

  @Test
  void newTablesHaveNothingToLose() {
    Schema full = schema(users().columns("x uuid").unique("x").check(oneOf("users", "name", "A")));
    assertThat(lint(Schema.EMPTY, full)).isEmpty();
  }

  @Test
  void droppedTablesLoseTheirRows() {
    assertThat(lint(schema(users()), Schema.EMPTY))
        .containsExactly(
            "DESTRUCTIVE dropping table users loses all its rows. Keep its model, or seal with"
                + " --allow-destructive [ELQ420]");
  }

  @Test
  void droppedColumnsAreReportedOnTheirTablesNewName() {
    Schema after = schema(table("members").id());
    Intents intents = new Intents(Map.of("members", "users"), Map.of(), Map.of());
    assertThat(lint(schema(users()), after, intents))
        .containsExactly(
            "DESTRUCTIVE dropping column users.name (varchar(40)) loses its values. Keep its field,"
                + " or seal with --allow-destructive [ELQ421]");
    assertThat(
            ChangeLint.check(
                SchemaDiffer.diff(schema(users()), after, intents, List.of()).changes()))
        .extracting(f -> f.finding().path())
        .containsExactly(SchemaPath.table("members"));
  }

  @Test
  void movedColumnsDoNotTakeTheirValuesAlong() {
    Schema before = schema(users(), table("profiles").id());
    Schema after =
        schema(table("users").id(), table("profiles").id().columns("name varchar(40) null"));
    assertThat(lint(before, after))
        .containsExactly(
            "DESTRUCTIVE dropping column users.name (varchar(40)) loses its values: the new column"
                + " profiles.name does not take them over. Seal the new column first, copy the"
                + " values in a version written by hand, then remove the old field and seal with"
                + " --allow-destructive [ELQ422]");
  }

  @Test
  void typesMayHoldLess() {
    assertThat(retype("varchar(40)", "varchar(39)"))
        .containsExactly(
            "DESTRUCTIVE changing t.c from varchar(40) to varchar(39) cuts or rejects values that"
                + " do not fit any more. Keep the type, or check the values and seal with"
                + " --allow-destructive [ELQ423]");
    assertThat(retype("timestamp", "date"))
        .containsExactly(
            "DESTRUCTIVE changing t.c from timestamp to date loses what the new type cannot hold."
                + " Add a column of the new type beside it, or seal with --allow-destructive"
                + " [ELQ424]");
    assertThat(retype("text", "integer"))
        .containsExactly(
            "RISKY changing t.c from text to integer converts every row, which fails, or changes"
                + " the value, where it does not read as the new type. Look at the values first"
                + " [ELQ443]");
    assertThat(retype("varchar(40)", "text")).isEmpty();
  }

  @Test
  void newColumnsMustBeFilled() {
    Schema after = schema(users().columns("age integer"));
    assertThat(lint(schema(users()), after))
        .containsExactly(
            "UNFILLABLE new column users.age (integer) is NOT NULL, and existing rows have no value"
                + " for it. Give it @Column(backfill = …) or defaultValue, or make it nullable"
                + " [ELQ430]");
    Intents backfill =
        new Intents(
            Map.of(),
            Map.of(),
            Map.of(SchemaPath.column("users", "age"), new DefaultValue.Literal("0")));
    assertThat(lint(schema(users()), after, backfill)).isEmpty();
    assertThat(lint(schema(users()), schema(users().column(withDefault("age integer", "0")))))
        .isEmpty();
    assertThat(lint(schema(users()), schema(users().columns("age integer null")))).isEmpty();
    assertThat(
            lint(
                schema(table("t").columns("a text")),
                schema(table("t").columns("a text", "n bigint identity").key("n"))))
        .isEmpty();
  }

  @Test
  void nullsMustBeFilled() {
    Schema after = schema(table("users").id().columns("name varchar(40)"));
    assertThat(lint(schema(users()), after))
        .containsExactly(
            "UNFILLABLE users.name (varchar(40)) becomes NOT NULL, and rows that hold NULL have no"
                + " value for it. Give it @Column(backfill = …) or defaultValue, or keep it nullable"
                + " [ELQ431]");
    assertThat(
            lint(
                schema(users()),
                schema(table("users").id().column(withDefault("name varchar(40)", "x")))))
        .isEmpty();
  }

  @Test
  void enumConstantsMayBeInUse() {
    Schema before = schema(users().check(oneOf("users", "name", "A", "B", "C")));
    assertThat(lint(before, schema(users().check(oneOf("users", "name", "A", "D")))))
        .containsExactly(
            "DESTRUCTIVE users.name no longer takes B, C: rows that hold it make the migration"
                + " fail. Change those rows first, then seal with --allow-destructive [ELQ425]");
    assertThat(lint(before, schema(users().check(oneOf("users", "name", "A", "B", "C", "D")))))
        .isEmpty();
    assertThat(lint(before, schema(users()))).isEmpty();
    assertThat(lint(schema(users()), before))
        .containsExactly(
            "RISKY the new check ck_users_name on users fails if a row does not fulfil it. Look for"
                + " such rows first [ELQ441]");
  }

  @Test
  void primaryKeysKeepRowsApart() {
    Schema one = schema(table("t").columns("a text", "b text").key("a"));
    Schema two = schema(table("t").columns("a text", "b text").key("a", "b"));
    assertThat(lint(one, schema(table("t").columns("a text", "b text"))))
        .containsExactly(
            "DESTRUCTIVE table t loses its primary key (a), so nothing keeps its rows apart. Keep"
                + " an @Id, or seal with --allow-destructive [ELQ426]");
    assertThat(lint(one, two)).isEmpty();
    assertThat(lint(two, one))
        .containsExactly(
            "RISKY the primary key of t becomes (a), which fails if rows share it or hold NULL."
                + " Look for such rows first [ELQ444]");
    assertThat(lint(two, schema(table("t").columns("a text", "c text null").key("a", "c"))))
        .filteredOn(message -> message.endsWith("[ELQ444]"))
        .hasSize(1);
  }

  @Test
  void newConstraintsMayNotHold() {
    Check check = new Check("ck", new CheckRule.Sql("id > 0"));
    assertThat(
            lint(
                schema(users(), table("t").id()),
                schema(users().unique("name").check(check).references("id", "t"), table("t").id())))
        .containsExactly(
            "RISKY the new unique index uq_users_name on users (name) fails if rows share a value."
                + " Look for duplicates first [ELQ440]",
            "RISKY the new check ck on users fails if a row does not fulfil it. Look for such rows"
                + " first [ELQ441]",
            "RISKY the new foreign key fk_users_id on users (id) fails if a row references nothing"
                + " in t. Look for such rows first [ELQ442]");
  }

  @Test
  void constraintsOnEmptyColumnsHold() {
    assertThat(
            lint(
                schema(users()),
                schema(
                    users()
                        .columns("boss bigint null")
                        .unique("boss")
                        .references("boss", "users")
                        .check(oneOf("users", "boss", "A")))))
        .isEmpty();
  }

  @Test
  void constraintsThatOnlyChangeTheirNameHold() {
    Schema before =
        schema(users().unique("name").check(oneOf("users", "name", "A")).references("id", "users"));
    Tables.Builder members = table("members").id().columns("name varchar(40) null");
    Schema after =
        schema(
            members
                .unique("name")
                .check(oneOf("members", "name", "A"))
                .references("id", "members"));
    Intents intents = new Intents(Map.of("members", "users"), Map.of(), Map.of());
    assertThat(lint(before, after, intents)).isEmpty();
  }

  @Test
  void aConstraintOnAnotherColumnOfTheSameNameIsNew() {
    Schema before = schema(table("t").id().columns("a text", "b text").unique("a"));
    Schema after = schema(table("t").id().columns("a text").unique("a"));
    Intents intents = new Intents(Map.of(), Map.of(SchemaPath.column("t", "a"), "b"), Map.of());
    assertThat(lint(before, after, intents))
        .anyMatch(message -> message.startsWith("RISKY the new unique index uq_t_a"));
  }

  @Property(tries = 300, seed = "1")
  void everyMessageCanBeWritten(@ForAll("schemas") Schema before, @ForAll("schemas") Schema after) {
    for (String message : lint(before, after)) {
      assertThat(message).matches("(?s)(DESTRUCTIVE|UNFILLABLE|RISKY) .*\\[ELQ(4[234]\\d|561)]");
    }
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return RandomSchemas.similar();
  }
}
