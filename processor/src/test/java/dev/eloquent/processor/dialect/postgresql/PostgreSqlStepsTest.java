package dev.eloquent.processor.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.converge.Catalogs;
import dev.eloquent.processor.dialect.RoundTrip;
import dev.eloquent.processor.dialect.StepCases.StepCase;
import dev.eloquent.processor.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  @Test
  void everyWordThatTheServerReservesIsQuoted() {
    try (RoundTrip.Session session = ROUND_TRIP.open(Schema.EMPTY)) {
      assertThat(PostgreSqlWords.RESERVED)
          .containsExactlyInAnyOrderElementsOf(
              session.query("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')"));
    }
  }
}
