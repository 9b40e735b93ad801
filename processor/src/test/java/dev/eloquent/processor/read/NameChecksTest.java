package dev.eloquent.processor.read;

import static dev.eloquent.processor.read.Reading.model;
import static dev.eloquent.processor.read.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameChecksTest {
  private static final String SIXTY_FOUR = "n".repeat(64);

  @Test
  void twoModelsForOneTableAreAnErrorOnBoth() {
    Reading reading =
        Reading.of(
            model("User"),
            source("Account", "@Model(table = \"USERS\") class Account { @Id Long id; }"));

    assertThat(reading.problems())
        .containsExactlyInAnyOrder(
            "Account.java:2:16 Account: its table USERS is the table of shop.User, too: give one"
                + " of them another name with @Model(table = \"...\") [ELQ203]",
            "User.java:2:1 User: its table users is the table of shop.Account, too: give one of"
                + " them another name with @Model(table = \"...\") [ELQ203]");
    assertThat(reading.schema().tables()).isEmpty();
  }

  @Test
  void twoFieldsForOneColumnAreAnErrorAlsoAfterSnakeCase() {
    assertThat(
            Reading.of(
                    model("Thing", "int userId;", "int userID;", "@Column(name = \"Id\") int x;"))
                .problems())
        .containsExactly(
            "Thing.java:5:5 Thing.userID: its column user_id is the column of Thing.userId, too:"
                + " give one of them another name with @Column(name = \"...\") [ELQ204]",
            "Thing.java:6:16 Thing.x: its column Id is the column of Thing.id, too: give one of"
                + " them another name with @Column(name = \"...\") [ELQ204]");
  }

  @Test
  void indexNamesAreUniqueInTheSchema() {
    Reading reading =
        Reading.of(
            model("A", "@Index(name = \"same\") int v;", "@Index(name = \"BS\") int w;"),
            model("B", "@Index(name = \"Same\") int v;", "@Index(name = \"pk_as\") int w;"),
            model("C", "@Column(unique = true) @Index(unique = true) int v;"));

    assertThat(reading.problems())
        .containsExactly(
            "A.java:5:1 A: the index name BS is already that of table bs, and such names are"
                + " unique in a schema: give another one with name = \"...\" [ELQ205]",
            "B.java:4:1 B: the index name Same is already that of an index of table as, and such"
                + " names are unique in a schema: give another one with name = \"...\" [ELQ205]",
            "B.java:5:1 B: the index name pk_as is already that of the primary key of table as,"
                + " and such names are unique in a schema: give another one with name = \"...\""
                + " [ELQ205]",
            "C.java:4:18 C: the index name uq_cs_v is already that of an index of table cs, and"
                + " such names are unique in a schema: give another one with name = \"...\""
                + " [ELQ205]");
  }

  @Test
  void constraintNamesAreUniqueInTheSchema() {
    Reading reading =
        Reading.of(
            source(
                "A",
                "@Model @Check(name = \"same\", expression = \"id > 0\")",
                "@Check(name = \"ck_as_day\", expression = \"id > 1\")",
                "class A { @Id Long id; DayOfWeek day; }"),
            model("B", "@ForeignKey(name = \"SAME\") A a;"));

    assertThat(reading.problems())
        .extracting(p -> p.substring(0, p.indexOf(", and such")))
        .containsExactly(
            "A.java:4:34 A: the constraint name ck_as_day is already that of a check of table as",
            "B.java:4:1 B: the constraint name SAME is already that of a check of table as");
  }

  @Test
  void aNameThatPostgresqlWouldCutIsAnError() {
    String limit = " has 64 bytes, and PostgreSQL cuts names after 63: give a shorter one with ";
    assertThat(
            Reading.of(
                    source(
                        "Thing",
                        "@Model(table = \"" + SIXTY_FOUR + "\") class Thing { @Id Long id;",
                        "  int " + SIXTY_FOUR + ";",
                        "  @Index(name = \"" + SIXTY_FOUR + "\") int a;",
                        "  @Column(name = \"" + "ü".repeat(32) + "\") int b;",
                        "}"))
                .problems())
        .containsExactly(
            "Thing.java:2:16 Thing: the table name \""
                + SIXTY_FOUR
                + "\""
                + limit
                + "@Model(table = \"...\") [ELQ202]",
            "Thing.java:3:7 Thing."
                + SIXTY_FOUR
                + ": the column name \""
                + SIXTY_FOUR
                + "\""
                + limit
                + "@Column(name = \"...\") [ELQ202]",
            "Thing.java:5:18 Thing.b: the column name \""
                + "ü".repeat(32)
                + "\""
                + limit
                + "@Column(name = \"...\") [ELQ202]",
            "Thing.java:4:17 Thing.a: the index name \""
                + SIXTY_FOUR
                + "\""
                + limit
                + "@Index(name = \"...\") [ELQ202]");
    assertThat(
            Reading.of(
                    source(
                        "Thing",
                        "@Model(table = \"" + "n".repeat(63) + "\")",
                        "class Thing { @Id Long id; @Index int a; }"))
                .problems())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "" | "" | it is empty; give one, or remove the attribute
          " " | " " | it begins or ends with white space; remove that
          "a\\nb" | "a\\u000ab" | it holds a control character; remove that
          "a\\0b" | "a\\u0000b" | it holds a control character; remove that
          "a\\ud800b" | "a\\ud800b" | it holds a control character; remove that
          """)
  void aNameNoDatabaseTakesIsAnError(String literal, String shown, String fix) {
    assertThat(Reading.of(model("Thing", "@Column(name = " + literal + ") int v;")).problems())
        .containsExactly(
            "Thing.java:4:16 Thing.v: "
                + shown
                + " is no usable column name: "
                + fix
                + " [ELQ201]");
    assertThat(
            Reading.of(
                    source("Thing", "@Model(table = " + literal + ") class Thing { @Id Long id; }"))
                .problems())
        .containsExactly(
            "Thing.java:2:16 Thing: " + shown + " is no usable table name: " + fix + " [ELQ201]");
  }

  @Test
  void hostileNamesThatDatabasesTakeAreNotRefused() {
    Reading reading =
        Reading.of(
            source(
                "Thing",
                "@Model(table = \"a\\\"; DROP TABLE x; --\") class Thing { @Id Long id;",
                "  @Column(name = \"select `from` 'x'\") int v; }"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.table("a\"; DROP TABLE x; --").columns()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "flyway_schema_history, the migration history",
    "Flyway_Schema_History_shop, the migration history",
    "eloquent_journal, the journal of migrations",
    "sqlite_stat9, SQLite itself"
  })
  void reservedTablesAreErrors(String table, String owner) {
    assertThat(
            Reading.of(
                    source(
                        "Thing", "@Model(table = \"" + table + "\") class Thing { @Id Long id; }"))
                .problems())
        .containsExactly(
            "Thing.java:2:16 Thing: the table name \""
                + table
                + "\" is reserved for "
                + owner
                + ": choose another one [ELQ207]");
  }

  @Test
  void aRenameToTheSameNameIsAnError() {
    assertThat(
            Reading.of(
                    source(
                        "Thing",
                        "@Model(renamedFrom = \"things\") class Thing { @Id Long id;",
                        "@Column(renamedFrom = \"v\") int v; }"))
                .problems())
        .containsExactly(
            "Thing.java:2:22 Thing: renamedFrom = \"things\" is its present name: remove it, or"
                + " give the former name [ELQ208]",
            "Thing.java:3:23 Thing.v: renamedFrom = \"v\" is its present name: remove it, or give"
                + " the former name [ELQ208]");
  }
}
