package dev.eloquent.processor.diff;

import static dev.eloquent.processor.schema.Tables.schema;
import static dev.eloquent.processor.schema.Tables.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.format.FileNames;
import dev.eloquent.processor.schema.Intents;
import dev.eloquent.processor.schema.RandomSchemas;
import dev.eloquent.processor.schema.Schema;
import dev.eloquent.processor.schema.SchemaPath;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VersionNamerTest {
  private static final Schema USERS = schema(table("users").id().columns("name text"));

  private static ChangeSet changes(Schema before, Schema after, Intents intents) {
    return SchemaDiffer.diff(before, after, intents, List.of()).changes();
  }

  private static void assertNamed(Schema before, Schema after, String name, String summary) {
    assertNamed(before, after, Intents.NONE, name, summary);
  }

  private static void assertNamed(
      Schema before, Schema after, Intents intents, String name, String summary) {
    ChangeSet changes = changes(before, after, intents);
    assertThat(VersionNamer.name(changes)).isEqualTo(name);
    assertThat(VersionNamer.summary(changes)).isEqualTo(summary);
  }

  @Test
  void namesTables() {
    assertNamed(Schema.EMPTY, USERS, "create_users", "1 table created");
    assertNamed(USERS, Schema.EMPTY, "drop_users", "1 table dropped");
    Schema two = schema(table("users").id(), table("orders").id());
    assertNamed(Schema.EMPTY, two, "create_orders_and_users", "2 tables created");
    Schema three = schema(table("users").id(), table("orders").id(), table("posts").id());
    assertNamed(Schema.EMPTY, three, "create_orders_and_2_more", "3 tables created");
    assertNamed(
        USERS,
        schema(table("orders").id(), table("posts").columns("a uuid")),
        "create_orders_and_2_more",
        "2 tables created, 1 table dropped");
  }

  @Test
  void namesColumns() {
    assertNamed(
        USERS,
        schema(table("users").id().columns("name text", "email uuid").unique("email")),
        "add_email_to_users",
        "1 column added, 1 index added");
    assertNamed(
        USERS,
        schema(table("users").id().columns("name text", "x uuid", "a uuid")),
        "add_a_and_x_to_users",
        "2 columns added");
    assertNamed(
        USERS,
        schema(table("users").id().columns("name text", "x uuid", "a uuid", "b uuid")),
        "add_a_and_2_more_to_users",
        "3 columns added");
    assertNamed(USERS, schema(table("users").id()), "drop_name_from_users", "1 column dropped");
    assertNamed(
        USERS,
        schema(table("users").id().columns("name varchar(9)", "x uuid")),
        "alter_users",
        "1 column added, 1 column changed");
  }

  @Test
  void namesRenames() {
    Schema members = schema(table("members").id().columns("name text"));
    assertNamed(
        USERS,
        members,
        new Intents(Map.of("members", "users"), Map.of(), Map.of()),
        "rename_users_to_members",
        "1 table renamed");
    assertNamed(
        USERS,
        schema(table("users").id().columns("full_name text")),
        new Intents(Map.of(), Map.of(SchemaPath.column("users", "full_name"), "name"), Map.of()),
        "rename_name_to_full_name_in_users",
        "1 column renamed");
    Schema before = schema(table("a").id().columns("x text"), table("b").id());
    Schema after = schema(table("b").id().columns("x text"), table("a").id());
    assertNamed(
        before,
        after,
        new Intents(Map.of("a", "b", "b", "a"), Map.of(), Map.of()),
        "rename_a_to_b_and_1_more",
        "2 tables renamed");
  }

  @Test
  void namesWhatIsAltered() {
    Schema before = schema(table("b").id(), table("a").id(), table("c").id());
    assertNamed(
        before,
        schema(table("b").id().comment("x"), table("a").id().comment("x"), table("c").id()),
        "alter_a_and_b",
        "2 table comments changed");
    assertNamed(
        before,
        schema(
            table("b").id().index("id"),
            table("a").id().comment("x"),
            table("c").columns("id bigint identity")),
        "alter_a_and_2_more",
        "1 table comment changed, 1 primary key changed, 1 index added");
    assertNamed(before, before, "change", "no changes");
  }

  @Test
  void cleansAndCutsNames() {
    Schema hostile = schema(table("Ünder-Score'; DROP").id());
    assertNamed(Schema.EMPTY, hostile, "create_nderscoredrop", "1 table created");
    assertNamed(Schema.EMPTY, schema(table("表").id()), "change", "1 table created");
    String name =
        VersionNamer.name(changes(Schema.EMPTY, schema(table("x".repeat(200)).id()), Intents.NONE));
    assertThat(name).isEqualTo("create_" + "x".repeat(93));
  }

  @Property(tries = 300, seed = "1")
  void everyNameIsOne(@ForAll("schemas") Schema before, @ForAll("schemas") Schema after) {
    String name = VersionNamer.name(changes(before, after, Intents.NONE));
    assertThat(name).matches(FileNames::isName);
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return RandomSchemas.hostile();
  }
}
