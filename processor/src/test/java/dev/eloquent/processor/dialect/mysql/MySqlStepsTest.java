package dev.eloquent.processor.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.dialect.RoundTrip;
import dev.eloquent.processor.dialect.StepCases.StepCase;
import dev.eloquent.processor.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step on a real MariaDB, with both settings of explicit_defaults_for_timestamp. */
class MySqlStepsTest {
  static final List<String> CATALOG =
      List.of(
          """
          SELECT table_name, column_name, column_type, is_nullable, column_default, extra,
                 collation_name, column_comment
          FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY 1, 2""",
          """
          SELECT table_name, constraint_name, constraint_type
          FROM information_schema.table_constraints WHERE table_schema = DATABASE()
          ORDER BY 1, 2, 3""",
          """
          SELECT table_name, constraint_name, check_clause
          FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()
          ORDER BY 1, 2""",
          """
          SELECT table_name, constraint_name, ordinal_position, column_name,
                 referenced_table_name, referenced_column_name
          FROM information_schema.key_column_usage WHERE table_schema = DATABASE()
          ORDER BY 1, 2, 3""",
          """
          SELECT table_name, constraint_name, update_rule, delete_rule
          FROM information_schema.referential_constraints WHERE constraint_schema = DATABASE()
          ORDER BY 1, 2""",
          """
          SELECT table_name, index_name, seq_in_index, non_unique, column_name, collation
          FROM information_schema.statistics WHERE table_schema = DATABASE() ORDER BY 1, 2, 3""",
          """
          SELECT table_name, engine, table_collation, table_comment
          FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1""");

  private static final RoundTrip EXPLICIT = roundTrip("ON");
  private static final RoundTrip IMPLICIT = roundTrip("OFF");

  private static RoundTrip roundTrip(String explicitDefaults) {
    return new RoundTrip(new MySqlDialect(), CATALOG, MySqlGrammar::parse)
        .withSetUp("SET SESSION explicit_defaults_for_timestamp = " + explicitDefaults);
  }

  private static void verify(RoundTrip roundTrip, StepCase step) {
    roundTrip.verify(
        step.before(),
        step.after(),
        step.changes(),
        step.rows(),
        session -> {
          assertThat(session.query(step.query())).isEqualTo(step.expected());
          assertThat(
                  session.query(
                      "SELECT extra FROM information_schema.columns"
                          + " WHERE table_schema = DATABASE() AND extra LIKE '%update%'"))
              .isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.processor.dialect.StepCases#all")
  void stepAndReverse(StepCase step) {
    verify(EXPLICIT, step);
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.processor.dialect.StepCases#all")
  void stepAndReverseWithImplicitTimestamps(StepCase step) {
    verify(IMPLICIT, step);
  }

  @Test
  void everyWordOfTheServerNamesAColumn() {
    try (RoundTrip.Session session = EXPLICIT.open(Schema.EMPTY)) {
      List<String> words =
          session.query(
              "SELECT DISTINCT LOWER(word) FROM information_schema.keywords"
                  + " WHERE word RLIKE '^[A-Za-z_0-9]+$' ORDER BY 1");
      assertThat(words).contains("select", "rows").hasSizeGreaterThan(500);
      // One column a word, in statements of a hundred.
      for (int i = 0; i < words.size(); i += 100) {
        List<String> some = words.subList(i, Math.min(i + 100, words.size()));
        session.execute(
            "CREATE TABLE t"
                + i
                + " ("
                + some.stream()
                    .map(w -> MySqlWriter.name(w) + " INT")
                    .collect(Collectors.joining(", "))
                + ")");
      }
    }
  }
}
