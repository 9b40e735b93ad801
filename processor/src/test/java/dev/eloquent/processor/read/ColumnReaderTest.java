package dev.eloquent.processor.read;

import static dev.eloquent.processor.read.Reading.model;
import static dev.eloquent.processor.read.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.DefaultValue;
import dev.eloquent.processor.schema.SchemaPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnReaderTest {
  @Test
  void superclassFieldsComeFirstAndOnlyInstanceFieldsAreColumns() {
    Reading reading =
        Reading.of(
            source("Root", "class Root { @Id Long id; static int count; }"),
            source("Base", "abstract class Base extends Root { transient int cache; int b; }"),
            source(
                "Thing", "@Model class Thing extends Base { @Transient Object skipped; int a; }"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.table("things").columns())
        .extracting(Column::name)
        .containsExactly("id", "b", "a");
    assertThat(reading.table("things").model()).isEqualTo("shop.Thing");
  }

  @Test
  void aRecordIsAModel() {
    Reading reading =
        Reading.of(
            source(
                "Point",
                "@Model(table = \"places\", comment = \"where\")",
                "record Point(@Id UUID key, @Column(name = \"lat\", comment = \"north\") double y,",
                "    @Transient String note, @Index double x) {}"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.table("places").comment()).isEqualTo("where");
    assertThat(reading.table("places").columns())
        .extracting(c -> c.name() + " " + c.type().text() + " " + c.comment())
        .containsExactly("key uuid ", "lat double north", "x double ");
    assertThat(reading.table("places").indexes())
        .singleElement()
        .satisfies(i -> assertThat(i.name()).isEqualTo("idx_places_x"));
  }

  @Test
  void aProblemOfARecordIsOnItsComponent() {
    Reading reading =
        Reading.of(
            source(
                "Point",
                "@Model record Point(@Id UUID key,",
                "    @Column(length = 3) int x,",
                "    Object y,",
                "    @Index(columns = \"z\") @ForeignKey int z) {}"));

    assertThat(reading.problems())
        .extracting(p -> p.substring(0, p.indexOf(": ")) + p.substring(p.indexOf(" [")))
        .containsExactly(
            "Point.java:3:22 Point.x [ELQ105]",
            "Point.java:4:12 Point.y [ELQ103]",
            "Point.java:5:22 Point.z [ELQ121]",
            "Point.java:5:27 Point.z [ELQ119]");
  }

  @Test
  void aProblemOfARepeatedAnnotationSaysWhichOne() {
    Reading reading =
        Reading.of(
            source(
                "Point",
                "@Model",
                "@Index(columns = \"id\")",
                "@Index(columns = {\"id\", \"nope\"})",
                "@Check(name = \"a\", expression = \"id > 0\")",
                "@Check(name = \"b\", expression = \"\")",
                "@ForeignKey(references = Point.class, columns = \"id\", name = \"\")",
                "@ForeignKey(references = Object.class, columns = \"id\")",
                "class Point { @Id Long id; }"));

    // The compiler has no place for one of several annotations: the class is the nearest.
    assertThat(reading.problems())
        .containsExactly(
            "Point.java:9:1 Point, @Index 2: points has no column \"nope\"; its columns are id"
                + " [ELQ120]",
            "Point.java:9:1 Point, @Check 2: the check's expression is empty: write the SQL"
                + " [ELQ125]",
            "Point.java:9:1 Point, @ForeignKey 1: \"\" is no usable foreign key name: it is empty;"
                + " give one, or remove the attribute [ELQ201]",
            "Point.java:9:1 Point, @ForeignKey 2: the foreign key references Object, which is no"
                + " model: mark that class with @Model, or name another one [ELQ113]");
  }

  @Test
  void aNestedModelHasItsBinaryName() {
    Reading reading =
        Reading.of(source("Outer", "class Outer { @Model static class Inner { @Id Long id; } }"));

    assertThat(reading.table("inners").model()).isEqualTo("shop.Outer$Inner");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timestamp = true | Instant | timestamp | Now[]
          timestamp = true, useTz = true | Instant | timestamptz | Now[]
          timestamp = true, useTz = false | LocalDateTime | timestamp | Now[]
          timestamp = true, defaultNow = true | java.util.Date | timestamp | Now[]
          timestamp = true, defaultNow = false | OffsetDateTime | timestamp | null
          timestamp = true, useTz = true, defaultNow = false | ZonedDateTime | timestamptz | null
          timestamp = true, defaultNow = false, defaultValue = "2026-01-31 10:15:30" | Instant | timestamp | Literal[value=2026-01-31T10:15:30]
          softDeletes = true | Instant | timestamp | null
          softDeletes = true, useTz = true | LocalDateTime | timestamptz | null
          softDeletes = true, defaultNow = false | java.sql.Timestamp | timestamp | null
          """)
  void timestampsFollowTheirTable(String attributes, String javaType, String type, String value) {
    Reading reading = Reading.of(model("Thing", "@Column(" + attributes + ") " + javaType + " v;"));

    assertThat(reading.problems()).isEmpty();
    Column column = reading.column("things", "v");
    assertThat(column.type().text()).isEqualTo(type);
    assertThat(String.valueOf(column.defaultValue())).isEqualTo(value);
    assertThat(column.nullable()).isTrue();
  }

  @Test
  void aTimestampIsNotNullWhenItSaysSo() {
    Reading reading =
        Reading.of(model("Thing", "@Column(timestamp = true, nullable = false) Instant at;"));

    assertThat(reading.column("things", "at").nullable()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          softDeletes = true, defaultNow = true | Instant | 42 | with softDeletes = true a new row would be born deleted: remove defaultNow = true [ELQ109]
          softDeletes = true, timestamp = true | Instant | 41 | softDeletes = true makes a timestamp that never has a default: remove timestamp = true [ELQ109]
          softDeletes = true, nullable = false | Instant | 40 | with softDeletes = true a row that is not deleted has NULL here: remove nullable = false [ELQ109]
          useTz = true | Instant | 17 | useTz has no effect without timestamp = true or softDeletes = true: add one of them, or remove it [ELQ109]
          timestamp = false, useTz = false | Instant | 36 | useTz has no effect without timestamp = true or softDeletes = true: add one of them, or remove it [ELQ109]
          defaultNow = false | Instant | 22 | defaultNow has no effect without timestamp = true: add that, or remove it [ELQ109]
          timestamp = true, type = "text" | Instant | 34 | timestamp = true says the type: remove it [ELQ109]
          timestamp = true | String | 21 | timestamp = true needs a field that holds a date with time of day, not String: use Instant, OffsetDateTime, ZonedDateTime or LocalDateTime [ELQ107]
          softDeletes = true | boolean | 23 | softDeletes = true needs a field that holds a date with time of day, not boolean: use Instant, OffsetDateTime, ZonedDateTime or LocalDateTime [ELQ107]
          timestamp = true, length = 3 | Instant | 36 | length has no effect on timestamp = true: remove it [ELQ105]
          timestamp = true, defaultValue = "x" | Instant | 42 | defaultValue is not possible, because with timestamp = true the default is the current time: remove it, or add defaultNow = false [ELQ111]
          softDeletes = true, defaultValue = "x" | Instant | 44 | defaultValue is not possible, because with softDeletes = true a new row would be born deleted: remove it [ELQ111]
          nullable = true | int | 20 | nullable = true contradicts a primitive field, which is never NULL: remove it, or use the type's class [ELQ108]
          """)
  void whatContradictsIsAnErrorOnTheValue(
      String attributes, String javaType, int column, String message) {
    assertThat(
            Reading.of(model("Thing", "@Column(" + attributes + ") " + javaType + " v;"))
                .problems())
        .containsExactly("Thing.java:4:" + column + " Thing.v: " + message);
  }

  @Test
  void aKeyIsNeverNullable() {
    Reading reading =
        Reading.of(
            source(
                "Thing", "@Model class Thing {", "  @Id @Column(nullable = true) UUID id;", "}"));

    assertThat(reading.problems())
        .containsExactly(
            "Thing.java:3:26 Thing.id: nullable = true contradicts a primary key, which is never"
                + " NULL: remove it [ELQ108]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @Id Long id | bigint | true
          @Id long id | bigint | true
          @Id Integer id | integer | true
          @Id short id | smallint | true
          @Id Byte id | tinyint | true
          @Id(strategy = IdStrategy.IDENTITY) int id | integer | true
          @Id(strategy = IdStrategy.NONE) Long id | bigint | false
          @Id UUID id | uuid | false
          @Id(strategy = IdStrategy.UUID) UUID id | uuid | false
          @Id(strategy = IdStrategy.UUID) String id | varchar(36) | false
          @Id(strategy = IdStrategy.UUID) @Column(type = "uuid") String id | uuid | false
          @Id String id | varchar(255) | false
          @Id Year id | integer | false
          @Id @Column(type = "varchar") Long id | varchar(255) | false
          """)
  void aKeysStrategyFollowsItsType(String field, String type, boolean identity) {
    Reading reading = Reading.of(source("Thing", "@Model class Thing { " + field + "; }"));

    assertThat(reading.problems()).isEmpty();
    Column column = reading.column("things", "id");
    assertThat(column.type().text()).isEqualTo(type);
    assertThat(column.identity()).isEqualTo(identity);
    assertThat(column.nullable()).isFalse();
    assertThat(reading.table("things").primaryKey()).containsExactly("id");
  }

  @Test
  void aCompositeKeyIsInFieldOrderAndCountsNothingUp() {
    Reading reading =
        Reading.of(source("Line", "@Model class Line { @Id long b; String text; @Id long a; }"));

    assertThat(reading.table("lines").primaryKey()).containsExactly("b", "a");
    assertThat(reading.table("lines").columns()).noneMatch(Column::identity);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IDENTITY | String id | IDENTITY is not possible, because a database counts only whole numbers up, and the column is varchar(255): use Long, or strategy UUID or NONE
          IDENTITY | int a; @Id int id | IDENTITY is not possible, because the application assigns the columns of a composite key: remove the strategy, or leave @Id on this field only
          UUID | long id | UUID is not possible, because long in a column bigint holds no UUID: use java.util.UUID or String
          """)
  void aStrategyThatDoesNotFitIsAnErrorOnItsValue(String strategy, String field, String message) {
    assertThat(
            Reading.of(
                    source(
                        "Thing",
                        "@Model class Thing {",
                        "@Id(strategy = IdStrategy." + strategy + ") " + field + ";",
                        "}"))
                .problems())
        .singleElement()
        .asString()
        .startsWith("Thing.java:3:26 Thing.")
        .endsWith(": strategy " + message + " [ELQ112]");
  }

  @Test
  void renamesAndBackfillsAreIntents() {
    Reading reading =
        Reading.of(
            source(
                "Thing",
                "@Model(renamedFrom = \"stuff\") class Thing { @Id Long id;",
                "  @Column(renamedFrom = \"title\", backfill = \"none\") String name;",
                "  @Column(backfill = \"sql:id * 2\") long twice;",
                "}"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.result().intents().tableRenames()).containsOnlyKeys("things");
    assertThat(reading.result().intents().tableRenames()).containsEntry("things", "stuff");
    assertThat(reading.result().intents().columnRenames())
        .containsExactlyEntriesOf(java.util.Map.of(SchemaPath.column("things", "name"), "title"));
    assertThat(reading.result().intents().backfills())
        .containsEntry(SchemaPath.column("things", "name"), new DefaultValue.Literal("none"))
        .containsEntry(SchemaPath.column("things", "twice"), new DefaultValue.Expression("id * 2"))
        .hasSize(2);
    assertThat(reading.column("things", "name").defaultValue()).isNull();
  }

  @Test
  void aColumnAnnotationWithoutColumnIsAnError() {
    assertThat(
            Reading.of(
                    model(
                        "Thing",
                        "@Column(name = \"x\") static int a;",
                        "@Index transient int b;",
                        "@Transient @ForeignKey int c;"))
                .problems())
        .containsExactly(
            "Thing.java:4:1 Thing.a: @Column has no effect, because a static field has no column:"
                + " remove one of them [ELQ126]",
            "Thing.java:5:1 Thing.b: @Index has no effect, because a transient field has no"
                + " column: remove one of them [ELQ126]",
            "Thing.java:6:12 Thing.c: @ForeignKey has no effect, because a field with @Transient"
                + " has no column: remove one of them [ELQ126]");
  }

  @Test
  void aProblemOfASuperclassIsReportedOnce() {
    assertThat(
            Reading.of(
                    source("Base", "class Base { @Id Long id;", "  Object data;", "}"),
                    source("A", "@Model class A extends Base {}"),
                    source("B", "@Model class B extends Base {}"))
                .problems())
        .singleElement()
        .asString()
        .startsWith("Base.java:3:10 Base.data: Object has no column type:");
  }

  @Test
  void aCommentWithNulIsAnError() {
    assertThat(Reading.of(model("Thing", "@Column(comment = \"a\\0b\") int v;")).problems())
        .containsExactly(
            "Thing.java:4:19 Thing.v: comment holds a NUL character: remove it [ELQ125]");
  }
}
