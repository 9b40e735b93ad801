package dev.eloquent.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T22:09:58.123456789",
        "0001-01-02T03:04:05.000000999",
        "9999-12-31T23:59:59.999999999",
        "2024-02-29T00:00:00",
        "2026-10-10T10:10:10.001"
      })
  void writesAndReadsLikeTheFormatterOfThePlatform(String iso) {
    LocalDateTime time = LocalDateTime.parse(iso);
    DateTimeFormatter micros =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);
    DateTimeFormatter millis = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    String withMicros = WallClock.format(time, 'T', 6);
    String withMillis = WallClock.format(time, ' ', 3);

    assertThat(withMicros).isEqualTo(micros.format(time));
    assertThat(withMillis).isEqualTo(millis.format(time));
    assertThat(WallClock.parse(withMicros, 'T', 6))
        .isEqualTo(LocalDateTime.parse(withMicros, micros));
    assertThat(WallClock.parse(withMillis, ' ', 3))
        .isEqualTo(LocalDateTime.parse(withMillis, millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-21 22:09:58.12",
        "2026-11-21T22:09:58.123",
        "2026-11-21 22:09:58.1x3",
        "2026-13-21 22:09:58.123",
        "2026-02-30 22:09:58.123",
        "+026-11-21 22:09:58.123"
      })
  void readsNothingElse(String text) {
    assertThat(WallClock.parse(text, ' ', 3)).isNull();
  }

  @Test
  void cutsTheFractionOff() {
    assertThat(WallClock.format(LocalDateTime.of(2026, 1, 2, 3, 4, 5, 999_999_999), ' ', 3))
        .isEqualTo("2026-01-02 03:04:05.999");
  }
}
