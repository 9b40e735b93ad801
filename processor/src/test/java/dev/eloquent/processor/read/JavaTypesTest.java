package dev.eloquent.processor.read;

import static dev.eloquent.processor.read.Reading.model;
import static dev.eloquent.processor.read.Reading.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.schema.CheckRule;
import dev.eloquent.processor.schema.Column;
import dev.eloquent.processor.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          boolean | boolean | false
          Boolean | boolean | true
          byte | tinyint | false
          Byte | tinyint | true
          short | smallint | false
          Short | smallint | true
          int | integer | false
          Integer | integer | true
          long | bigint | false
          Long | bigint | true
          float | real | false
          Float | real | true
          double | double | false
          Double | double | true
          char | char(1) | false
          Character | char(1) | true
          String | varchar(255) | true
          BigDecimal | decimal(19,2) | true
          BigInteger | decimal(38,0) | true
          byte[] | blob | true
          UUID | uuid | true
          Instant | timestamptz | true
          OffsetDateTime | timestamptz | true
          ZonedDateTime | timestamptz | true
          LocalDateTime | timestamp | true
          java.util.Date | timestamp | true
          java.util.Calendar | timestamp | true
          java.sql.Timestamp | timestamp | true
          LocalDate | date | true
          java.sql.Date | date | true
          LocalTime | time | true
          java.sql.Time | time | true
          Duration | bigint | true
          Year | integer | true
          YearMonth | varchar(255) | true
          MonthDay | varchar(255) | true
          Period | varchar(255) | true
          ZoneId | varchar(255) | true
          ZoneOffset | varchar(255) | true
          java.util.Currency | varchar(255) | true
          java.util.Locale | varchar(255) | true
          java.util.TimeZone | varchar(255) | true
          java.net.URI | varchar(255) | true
          java.net.URL | varchar(255) | true
          """)
  void aJavaTypeHasAColumnType(String javaType, String columnType, boolean nullable) {
    Column column = Reading.of(model("Thing", javaType + " value;")).column("things", "value");

    assertThat(column.type().text()).isEqualTo(columnType);
    assertThat(column.nullable()).isEqualTo(nullable);
    assertThat(column.defaultValue()).isNull();
    assertThat(column.identity()).isFalse();
  }

  @Test
  void anEnumIsTextWithACheckOfItsConstantsInOrder() {
    Reading reading =
        Reading.of(model("Order", "enum Status { OPEN, CLOSED, BACK_ORDERED }", "Status status;"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.column("orders", "status").type().text()).isEqualTo("varchar(255)");
    assertThat(reading.table("orders").checks())
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.name()).isEqualTo("ck_orders_status");
              assertThat(check.rule())
                  .isEqualTo(
                      new CheckRule.OneOf("status", List.of("OPEN", "CLOSED", "BACK_ORDERED")));
            });
  }

  @Test
  void anEnumMayBeShorterButNotThanItsConstants() {
    Reading reading =
        Reading.of(
            model(
                "Order",
                "@Column(length = 4) DayOfWeek day;",
                "@Column(length = 9) DayOfWeek other;"));

    assertThat(reading.problems())
        .containsExactly(
            "Order.java:4:18 Order.day: length = 4 is out of range: the longest constant has 9"
                + " characters, give at least that [ELQ106]");
  }

  @Test
  void anEnumKeptAsANumberHasNoCheck() {
    Reading reading = Reading.of(model("Order", "@Column(type = \"smallint\") DayOfWeek day;"));

    assertThat(reading.column("orders", "day").type().text()).isEqualTo("smallint");
    assertThat(reading.table("orders").checks()).isEmpty();
  }

  @Test
  void anEnumWithoutConstantsIsAnError() {
    assertThat(Reading.of(model("Order", "enum None {}", "None none;")).problems())
        .containsExactly(
            "Order.java:5:6 Order.none: None has no column type: the enum has no constants;"
                + " declare one [ELQ103]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          length = 40 | String | varchar(40)
          length = 3 | char | char(3)
          length = 16 | byte[] | varbinary(16)
          precision = 12, scale = 4 | BigDecimal | decimal(12,4)
          precision = 10 | BigInteger | decimal(10,0)
          type = "text" | String | text
          type = "json" | List<String> | json
          type = "varchar" | Object | varchar(255)
          type = "varchar", length = 7 | Object | varchar(7)
          type = "varchar(9)" | Object | varchar(9)
          type = "char(2)" | String | char(2)
          type = "varbinary" | byte[] | varbinary(255)
          type = "decimal" | Double | decimal(19,2)
          type = "decimal", precision = 5, scale = 0 | Double | decimal(5,0)
          type = "decimal(10)" | Double | decimal(10,0)
          type = "decimal(10, 3)" | Double | decimal(10,3)
          type = "timestamptz" | LocalDateTime | timestamptz
          type = "bigint" | Instant | bigint
          """)
  void anAnnotationOverridesTypeAndSize(String attributes, String javaType, String columnType) {
    Reading reading = Reading.of(model("Thing", "@Column(" + attributes + ") " + javaType + " v;"));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.column("things", "v").type().text()).isEqualTo(columnType);
  }

  @Test
  void anUnknownTypeIsAnErrorOnTheValueThatNamesTheNearOne() {
    Map<String, String> hints =
        new TreeMap<>(
            Map.of(
                "VARCHAR(40)", "varchar(40)",
                "int", "integer",
                "jsonb", "json",
                "numeric(10,2)", "decimal(10,2)",
                "timestmp", "timestamp"));
    hints.forEach(
        (wrong, right) ->
            assertThat(
                    Reading.of(model("Thing", "@Column(type = \"" + wrong + "\") Object v;"))
                        .problems())
                .containsExactly(
                    "Thing.java:4:16 Thing.v: there is no column type \""
                        + wrong
                        + "\" (did you mean \""
                        + right
                        + "\"?); the types are boolean, tinyint, smallint, integer, bigint, real,"
                        + " double, decimal, char, varchar, text, varbinary, blob, uuid, date,"
                        + " time, timestamp, timestamptz, json [ELQ104]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          length = 4 | int | 18 | length has no effect on a column of type integer: remove it, or use a type with a length: char, varchar, varbinary [ELQ105]
          precision = 4 | String | 21 | precision has no effect on a column of type varchar(255): remove it, or use type = "decimal" [ELQ105]
          scale = 1 | double | 17 | scale has no effect on a column of type double: remove it, or use type = "decimal" [ELQ105]
          type = "text", length = 9 | String | 33 | length has no effect on type = "text": remove it [ELQ105]
          type = "varchar(4)", length = 9 | String | 39 | length has no effect on type = "varchar(4)", which gives the size itself: remove it [ELQ105]
          length = 0 | String | 18 | length = 0 is out of range: give 1 to 10485760, or use type = "text" or "blob" [ELQ106]
          type = "char(0)" | String | 16 | length = 0 is out of range: give 1 to 10485760, or use type = "text" or "blob" [ELQ106]
          precision = 0 | BigDecimal | 21 | precision = 0 is out of range: give 1 to 1000 [ELQ106]
          precision = 1 | BigDecimal | 21 | scale = 2 is out of range: give 0 to precision, which is 1 [ELQ106]
          precision = 3, scale = 4 | BigDecimal | 32 | scale = 4 is out of range: give 0 to precision, which is 3 [ELQ106]
          scale = -1 | BigDecimal | 17 | scale = -1 is out of range: give 0 to precision, which is 19 [ELQ106]
          """)
  void aSizeThatDoesNotFitIsAnErrorOnItsValue(
      String attributes, String javaType, int column, String message) {
    assertThat(
            Reading.of(model("Thing", "@Column(" + attributes + ") " + javaType + " v;"))
                .problems())
        .containsExactly("Thing.java:4:" + column + " Thing.v: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          List<String> | List | give the elements a model of their own that references this one, or keep it as JSON with @Column(type = "json"), or mark the field @Transient
          int[] | int[] | give the elements a model of their own that references this one, or keep it as JSON with @Column(type = "json"), or mark the field @Transient
          Object | Object | mark its class @Model to reference it, or say how it is stored, such as @Column(type = "json") or @Column(type = "varchar"), or mark the field @Transient
          OffsetTime | OffsetTime | databases have no portable time with an offset; use LocalTime, or keep its text with @Column(type = "varchar")
          java.util.Optional<String> | Optional | use the type of its content, for a field that is not primitive is nullable anyway
          Byte[] | Byte[] | use byte[]
          java.sql.Clob | Clob | use String with @Column(type = "text")
          """)
  void aTypeWithoutColumnTypeIsAnErrorOnTheFieldWithTheFix(
      String javaType, String name, String fix) {
    String line = javaType + " v;";
    assertThat(Reading.of(model("Thing", line)).problems())
        .containsExactly(
            "Thing.java:4:"
                + (line.indexOf("v;") + 1)
                + " Thing.v: "
                + name
                + " has no column type: "
                + fix
                + " [ELQ103]");
  }

  @Test
  void typeArgumentsOfASuperclassAreFilledIn() {
    Table table =
        Reading.of(
                source("Base", "abstract class Base<K, V> { @Id private K key; private V value; }"),
                source("Thing", "@Model class Thing extends Base<UUID, Integer> { String own; }"))
            .table("things");

    assertThat(table.columns())
        .extracting(c -> c.name() + " " + c.type().text())
        .containsExactly("key uuid", "value integer", "own varchar(255)");
  }
}
