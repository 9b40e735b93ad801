package dev.eloquent.processor.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.processor.converge.Catalogs;
import dev.eloquent.processor.dialect.RoundTrip;
import dev.eloquent.processor.dialect.StepCases;
import dev.eloquent.processor.dialect.StepCases.StepCase;
import dev.eloquent.processor.schema.ColumnType;
import dev.eloquent.processor.schema.Schema;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every step on a real MariaDB, with both settings of explicit_defaults_for_timestamp. */
class MySqlStepsTest {
  private static final RoundTrip EXPLICIT = roundTrip("ON");
  private static final RoundTrip IMPLICIT = roundTrip("OFF");

  private static RoundTrip roundTrip(String explicitDefaults) {
    return new RoundTrip(new MySqlDialect(), Catalogs.MYSQL, MySqlGrammar::parse)
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

  /** Those with instants, whose columns the setting is about; all with {@code -Dsteps.all=true}. */
  static Stream<StepCase> stepsWithInstants() {
    return StepCases.all().filter(s -> Boolean.getBoolean("steps.all") || hasInstant(s));
  }

  private static boolean hasInstant(StepCase step) {
    return Stream.of(step.before(), step.after())
        .flatMap(s -> s.tables().stream())
        .flatMap(t -> t.columns().stream())
        .anyMatch(c -> c.type().equals(new ColumnType.Timestamp(true)));
  }

  @ParameterizedTest
  @MethodSource("stepsWithInstants")
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
