package dev.eloquent.processor.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.dialect.RoundTrip;
import dev.eloquent.processor.dialect.StepCases.StepCase;
import dev.eloquent.processor.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step on a real PostgreSQL. */
class PostgreSqlStepsTest {
  /** Column positions, NOT NULL constraints' names (new in 18) and sequence names don't count. */
  static final List<String> CATALOG =
      List.of(
          """
          SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                 a.attidentity, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum),
                 (SELECT format_type(s.seqtypid, NULL) FROM pg_sequence s WHERE s.seqrelid =
                  pg_get_serial_sequence(quote_ident(c.relname), a.attname)::regclass)
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
               LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
          WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                AND a.attnum > 0 AND NOT a.attisdropped
          ORDER BY 1, 2""",
          """
          SELECT c.relname, n.conname, pg_get_constraintdef(n.oid), n.convalidated
          FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
          WHERE c.relnamespace = 'public'::regnamespace AND n.contype <> 'n' ORDER BY 1, 2""",
          "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2",
          """
          SELECT relname, obj_description(oid) FROM pg_class
          WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1""");

  static final RoundTrip ROUND_TRIP = new RoundTrip(new PostgreSqlDialect(), CATALOG, sql -> {});

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
