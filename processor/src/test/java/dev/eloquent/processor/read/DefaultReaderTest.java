package dev.eloquent.processor.read;

import static dev.eloquent.processor.read.Reading.model;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.escape.Escaper;
import com.google.common.escape.Escapers;
import dev.eloquent.processor.schema.DefaultValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultReaderTest {
  private static final Escaper JAVA =
      Escapers.builder().addEscape('"', "\\\"").addEscape('\0', "\\0").build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          boolean | true | true
          Boolean | false | false
          byte | -128 | -128
          byte | +007 | 7
          long | 9223372036854775807 | 9223372036854775807
          double | 1 | 1.0
          double | .5e3 | 500.0
          float | -0.10 | -0.1
          BigDecimal | 1.5 | 1.50
          BigDecimal | -12345678901234567.89 | -12345678901234567.89
          BigDecimal | 1e3 | 1000.00
          BigDecimal | 1.500 | 1.50
          java.math.BigInteger | 12 | 12
          char | x | x
          String | new | new
          String | '' | ''
          String | literal:sql:now() | sql:now()
          String | literal:literal:x | literal:x
          String | it's "q" | it's "q"
          UUID | 123E4567-e89b-12d3-a456-426614174000 | 123e4567-e89b-12d3-a456-426614174000
          LocalDate | 2024-02-29 | 2024-02-29
          LocalTime | 10:15 | 10:15:00
          LocalTime | 10:15:30.5 | 10:15:30.500000
          LocalDateTime | 2026-01-31T10:15 | 2026-01-31T10:15:00
          LocalDateTime | 2026-01-31 10:15:30.123456 | 2026-01-31T10:15:30.123456
          Instant | 2026-01-31T10:15:30+02:00 | 2026-01-31T08:15:30Z
          Instant | 2026-01-31T10:15:30Z | 2026-01-31T10:15:30Z
          DayOfWeek | MONDAY | MONDAY
          byte[] | 00fF | 00ff
          byte[] | '' | ''
          """)
  void aLiteralHasOneForm(String javaType, String written, String canonical) {
    Reading reading = withDefault(javaType, written);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.column("things", "v").defaultValue())
        .isEqualTo(new DefaultValue.Literal(canonical));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          boolean | TRUE | write true or false
          boolean | '' | write true or false
          byte | 128 | write a whole number from -128 to 127, or "sql:" and an expression
          int | 1.0 | write a whole number from -2147483648 to 2147483647, or "sql:" and an expression
          int | '' | write a whole number from -2147483648 to 2147483647, or "sql:" and an expression
          double | NaN | write a finite number such as 1.5 or 2e10, or "sql:" and an expression
          float | 1e39 | write a finite number such as 1.5 or 2e10, or "sql:" and an expression
          double | 1d | write a finite number such as 1.5 or 2e10, or "sql:" and an expression
          BigDecimal | 1.234 | write a number with at most 17 digits before and 2 behind the point, or "sql:" and an expression
          BigDecimal | 123456789012345678 | write a number with at most 17 digits before and 2 behind the point, or "sql:" and an expression
          BigDecimal | 1e9999 | write a number with at most 17 digits before and 2 behind the point, or "sql:" and an expression
          char | ab | write at most 1 characters
          byte[] | 0ff | write the bytes as hexadecimal digits, or "sql:" and an expression
          UUID | 1-2-3-4-5 | write it as 8, 4, 4, 4 and 12 hexadecimal digits with - between, or "sql:" and an expression
          LocalDate | 2026-02-29 | write a date such as 2026-01-31, or "sql:" and an expression
          LocalTime | 24:00 | write a time such as 10:15:30, with at most 6 digits behind the point, or "sql:" and an expression
          LocalTime | 10:15:30.1234567 | write a time such as 10:15:30, with at most 6 digits behind the point, or "sql:" and an expression
          LocalDateTime | 2026-01-31T10:15:30Z | write a time such as 2026-01-31T10:15:30, with at most 6 digits behind the point, or "sql:" and an expression
          Instant | 2026-01-31T10:15:30 | write a time such as 2026-01-31T10:15:30Z, with at most 6 digits behind the point, or "sql:" and an expression
          Instant | now | write a time such as 2026-01-31T10:15:30Z, with at most 6 digits behind the point, or "sql:" and an expression
          """)
  void whatIsNoValueOfTheTypeIsAnErrorOnTheValue(String javaType, String written, String fix) {
    assertThat(withDefault(javaType, written).problems())
        .singleElement()
        .asString()
        .startsWith(
            "Thing.java:4:24 Thing.v: defaultValue = \"" + written + "\" does not fit a column of")
        .endsWith(": " + fix + " [ELQ110]");
  }

  @Test
  void anEnumsDefaultIsOneOfItsConstants() {
    assertThat(withDefault("DayOfWeek", "MONDY").problems())
        .containsExactly(
            "Thing.java:4:24 Thing.v: defaultValue = \"MONDY\" does not fit DayOfWeek: write one"
                + " of its constants MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY"
                + " (did you mean \"MONDAY\"?) [ELQ110]");
  }

  @Test
  void jsonIsChecked() {
    String field = "@Column(type = \"json\", defaultValue = \"%s\") Object v;";
    assertThat(
            Reading.of(model("Thing", field.formatted("{\\\"a\\\": [1]}")))
                .column("things", "v")
                .defaultValue())
        .isEqualTo(new DefaultValue.Literal("{\"a\": [1]}"));
    for (String wrong : new String[] {"", "{", "1 2", "{} x"}) {
      assertThat(Reading.of(model("Thing", field.formatted(wrong))).problems())
          .singleElement()
          .asString()
          .endsWith("write one JSON value, such as {} or [] [ELQ110]");
    }
  }

  @Test
  void anExpressionIsKeptAsItIs() {
    assertThat(withDefault("int", "sql: 1 + 1 ").column("things", "v").defaultValue())
        .isEqualTo(new DefaultValue.Expression("1 + 1"));
  }

  @Test
  void anEmptyExpressionAndANulAreErrors() {
    assertThat(withDefault("int", "sql: ").problems())
        .containsExactly(
            "Thing.java:4:24 Thing.v: defaultValue's expression is empty: write the SQL [ELQ125]");
    assertThat(withDefault("String", "a\0b").problems())
        .containsExactly(
            "Thing.java:4:24 Thing.v: defaultValue = \"a\\0b\" does not fit a column of type"
                + " varchar(255): remove the NUL character [ELQ110]");
  }

  @Test
  void whatTheDatabaseCountsUpHasNoDefaultAndNoBackfill() {
    Reading reading =
        Reading.of(
            Reading.source(
                "Thing",
                "@Model class Thing {",
                "  @Id @Column(defaultValue = \"1\", backfill = \"1\") Long id;",
                "}"));

    assertThat(reading.problems())
        .containsExactly(
            "Thing.java:3:30 Thing.id: defaultValue is not possible, because the database counts"
                + " this column up: remove it [ELQ111]",
            "Thing.java:3:46 Thing.id: backfill is not possible, because the database counts this"
                + " column up: remove it [ELQ111]");
  }

  @Test
  void aReferencesDefaultIsOfTheKeysType() {
    Reading good =
        Reading.of(model("User"), model("Order", "@Column(defaultValue = \"07\") User user;"));
    Reading bad =
        Reading.of(model("User"), model("Order", "@Column(defaultValue = \"x\") User user;"));

    assertThat(good.column("orders", "user_id").defaultValue())
        .isEqualTo(new DefaultValue.Literal("7"));
    assertThat(bad.problems()).singleElement().asString().contains("column of type bigint");
  }

  private static Reading withDefault(String javaType, String written) {
    return Reading.of(
        model(
            "Thing",
            "@Column(defaultValue = \"" + JAVA.escape(written) + "\") " + javaType + " v;"));
  }
}
