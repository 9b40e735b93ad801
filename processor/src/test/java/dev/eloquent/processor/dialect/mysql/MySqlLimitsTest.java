package dev.eloquent.processor.dialect.mysql;

import static dev.eloquent.processor.dialect.Schemas.column;
import static dev.eloquent.processor.dialect.Schemas.index;
import static dev.eloquent.processor.dialect.Schemas.nullable;
import static dev.eloquent.processor.dialect.Schemas.schema;
import static dev.eloquent.processor.dialect.Schemas.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.processor.dialect.RoundTrip;
import dev.eloquent.processor.dialect.Schemas.TableBuilder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fits a limit is made by a real MariaDB; what is refused beyond it, MariaDB refuses too. */
class MySqlLimitsTest {
  private static final MySqlDialect DIALECT = new MySqlDialect();
  private static final RoundTrip MARIADB = new RoundTrip(DIALECT, List.of(), MySqlGrammar::parse);

  /**
   * A limit. Not here: an index over one column that is too long, or text, which MariaDB makes
   * without an error.
   *
   * @param answer part of what the server says to the table beyond it
   */
  private record Limit(
      String name, TableBuilder within, TableBuilder beyond, String code, String answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static TableBuilder columns(String table, int count) {
    TableBuilder builder = table(table);
    columnNames(count).forEach(n -> builder.add(nullable(n, "tinyint")));
    return builder;
  }

  private static Stream<String> columnNames(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "c" + i);
  }

  /** With a primary key besides. */
  private static TableBuilder indexes(String table, int count) {
    TableBuilder builder = table(table).id().add(nullable("c", "integer"));
    IntStream.rangeClosed(1, count).forEach(i -> builder.add(index("i" + i, "c")));
    return builder;
  }

  private static TableBuilder wideIndex(String table, int count) {
    return columns(table, count).add(index("i", columnNames(count).toArray(String[]::new)));
  }

  private static TableBuilder keyed(String table, String... types) {
    TableBuilder builder = table(table).id();
    IntStream.range(0, types.length).forEach(i -> builder.add(column("c" + i, types[i])));
    return builder.add(
        index("i", IntStream.range(0, types.length).mapToObj(i -> "c" + i).toArray(String[]::new)));
  }

  static Stream<Limit> limits() {
    String longKey = "max key length is 3072 bytes";
    return Stream.of(
        new Limit(
            "composite key",
            keyed("t", "varchar(384)", "varchar(384)"),
            keyed("u", "varchar(384)", "varchar(383)", "bigint"),
            "ELQ522",
            longKey),
        // 4 bytes for each of 16382 characters and 2 for their number are 65530; 1 for the NULLs.
        new Limit(
            "row",
            table("t").add(nullable("a", "varchar(16382)"), nullable("b", "integer")),
            table("u").add(nullable("a", "varchar(16382)"), nullable("b", "bigint")),
            "ELQ523",
            "Row size too large"),
        new Limit("keys", indexes("t", 63), indexes("u", 64), "ELQ531", "max 64 keys allowed"),
        new Limit("columns", columns("t", 1017), columns("u", 1018), "ELQ532", "Too many columns"));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void isThatOfTheServer(Limit limit) {
    try (RoundTrip.Session session = MARIADB.open(schema(limit.within()))) {
      assertThat(codes(limit.beyond())).containsExactly(limit.code());
      assertThatThrownBy(
              () -> session.run(DIALECT.plan(RoundTrip.creation(schema(limit.beyond())))))
          .hasMessageContaining(limit.answer());
    }
  }

  /** MariaDB allows 32 and MySQL, whose documentation says so, 16. */
  @Test
  void aKeyHasUpToSixteenColumns() {
    assertThat(codes(wideIndex("u", 17))).containsExactly("ELQ530");
    try (RoundTrip.Session session = MARIADB.open(schema(wideIndex("t", 16)))) {
      assertThatThrownBy(
              () -> session.run(DIALECT.plan(RoundTrip.creation(schema(wideIndex("u", 33))))))
          .hasMessageContaining("max 32 parts allowed");
    }
  }

  private static List<String> codes(TableBuilder table) {
    return DIALECT.check(schema(table)).stream().map(f -> f.problem().code()).toList();
  }
}
