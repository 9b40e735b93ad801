package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.internal.license.VersionPrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.SpringBootVersion;

/** The tests of this module run with what the build's profile names, and with nothing else. */
class TestedVersionsTest {
  @Test
  @EnabledIfSystemProperty(
      named = "tested.flyway",
      matches = ".+",
      disabledReason = "only Maven says which version it put on the class path")
  void areThoseOfTheProfile() {
    assertThat(VersionPrinter.getVersion()).isEqualTo(System.getProperty("tested.flyway"));
    assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("tested.spring-boot"));
  }
}
