package dev.eloquent.processor.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.converge.Catalogs;
import dev.eloquent.processor.dialect.RoundTrip;
import dev.eloquent.processor.dialect.Schemas;
import dev.eloquent.processor.dialect.StepCases.StepCase;
import dev.eloquent.processor.diff.ChangeSet;
import dev.eloquent.processor.diff.SchemaChange;
import dev.eloquent.processor.plan.PlannedStatement;
import dev.eloquent.processor.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step on a real PostgreSQL. */
class PostgreSqlStepsTest {
  static final RoundTrip ROUND_TRIP =
      new RoundTrip(new PostgreSqlDialect(), Catalogs.POSTGRESQL, sql -> {});

  @ParameterizedTest
  @MethodSource("dev.eloquent.processor.dialect.StepCases#all")
  void stepAndReverse(StepCase step) {
    ROUND_TRIP.verify(
        step.before(),
        step.after(),
        step.changes(),
        step.rows(),
        session -> assertThat(session.query(step.query())).isEqualTo(step.expected()));
  }

  @ParameterizedTest
  @CsvSource({
    "users, id",
    "a_table_with_a_name_of_its_own_that_is_sixty_bytes_long_or_so, id",
    "t, a_column_with_a_name_of_its_own_that_is_sixty_bytes_long_or_so_",
    "a_table_with_a_name_of_forty_bytes_length, a_column_with_a_name_of_forty_bytes_long",
    "tééééééééééééééééééééé, spaltééééééééééééééééé"
  })
  void sequencesHaveTheNameThatTheServerGives(String table, String column) {
    Schema schema =
        Schemas.schema(
            Schemas.table(table).add(Schemas.identity(column, "bigint")).primaryKey(column));
    try (RoundTrip.Session session = ROUND_TRIP.open(schema)) {
      assertThat(session.query("SELECT relname FROM pg_class WHERE relkind = 'S'"))
          .containsExactly(PostgreSqlSequences.name(table, column));
    }
  }

  @Test
  void aSequenceBesideANameInUseIsLeftAlone() {
    Schema before = twoThatShareASequenceName("a", "b_id");
    Schema after = twoThatShareASequenceName("a", "c_id");
    SchemaChange rename = new SchemaChange.RenameColumn("a", "b_id", "c_id");
    assertThat(
            new PostgreSqlDialect()
                .plan(new ChangeSet(before, after, List.of(rename))).statements().stream()
                    .map(PlannedStatement::sql))
        .containsExactly("ALTER TABLE a RENAME COLUMN b_id TO c_id");
  }

  /** Both would have the sequence {@code a_b_id_seq}. */
  private static Schema twoThatShareASequenceName(String table, String column) {
    return Schemas.schema(
        Schemas.table(table).add(Schemas.identity(column, "bigint")).primaryKey(column),
        Schemas.table("a_b").id());
  }

  @Test
  void everyWordThatTheServerReservesIsQuoted() {
    try (RoundTrip.Session session = ROUND_TRIP.open(Schema.EMPTY)) {
      assertThat(PostgreSqlWords.RESERVED)
          .containsExactlyInAnyOrderElementsOf(
              session.query("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')"));
    }
  }
}
