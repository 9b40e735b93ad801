package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearTest {
  private static final List<String> WORDS = List.of("migrate:run", "migrate:reset", "--step");

  @Test
  void findsWhatWasProbablyMeant() {
    assertThat(Near.of("migrate:rnu", WORDS)).contains("migrate:run");
    assertThat(Near.of("migrate:rest", WORDS)).contains("migrate:reset");
    assertThat(Near.of("--stpe", WORDS)).contains("--step");
  }

  @Test
  void findsNothingFarAway() {
    assertThat(Near.of("deploy", WORDS)).isEmpty();
    assertThat(Near.of("x".repeat(1 << 20), WORDS)).isEmpty();
  }
}
