package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {
  private final AtomicLong clock = new AtomicLong(TimeUnit.DAYS.toNanos(3));
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Run run;

  ProgressBarTest(@TempDir Path folder) {
    run = new Run(folder);
  }

  /** Its own thread does not run within a test's moment: each tick is called. */
  private ProgressBar bar(Session session) {
    return new ProgressBar(session, clock::get);
  }

  private void pass(int seconds) {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private String written() {
    String text = err.toString(StandardCharsets.UTF_8);
    err.reset();
    return text;
  }

  @Test
  void drawsALineOnATerminal() {
    run.onScreen(100);
    Session session = run.session(err);
    try (ProgressBar bar = bar(session)) {
      bar.begin(2);
      bar.version("V1 create_users", 10, 0);
      bar.tick();
      assertThat(written()).isEmpty();
      pass(5);
      bar.tick();
      assertThat(written())
          .isEqualTo(
              "\r\u001b[K[--------------------] V1 create_users, statement 1 of 10, version 1 of 2,"
                  + " 0:05");
      bar.statements(5);
      bar.tick();
      assertThat(written())
          .isEqualTo(
              "\r\u001b[K[#####---------------] V1 create_users, statement 6 of 10, version 1 of 2,"
                  + " 0:05, about 0:15 left");
      session.note("  applied");
      assertThat(written()).isEqualTo("\r\u001b[K  applied\n");
      bar.versionDone();
      bar.version("V2 orders", 1, 0);
      pass(3600);
      bar.tick();
      assertThat(written())
          .isEqualTo(
              "\r\u001b[K[##########----------] V2 orders, statement 1 of 1, version 2 of 2,"
                  + " 1:00:05, about 1:00:05 left");
    }
    assertThat(written()).isEqualTo("\r\u001b[K");
  }

  @Test
  void keepsToTheWidth() {
    run.onScreen(40);
    try (ProgressBar bar = bar(run.session(err))) {
      bar.begin(1);
      bar.version("V1 " + "n".repeat(100), 10, 0);
      pass(5);
      bar.tick();
    }
    assertThat(written()).isEqualTo("\r\u001b[K[--------------------] V1 nnnnnnnnnnnn…\r\u001b[K");
  }

  @Test
  void writesFewLinesInAPipe() {
    StringBuilder all = new StringBuilder();
    try (ProgressBar bar = bar(run.session(err))) {
      bar.begin(1);
      bar.version("V1 fill", 1000, 0);
      for (int second = 1; second <= 1800; second++) {
        pass(1);
        bar.statements(second / 2);
        bar.tick();
        all.append(written());
      }
    }
    all.append(written());
    assertThat(all.toString())
        .isEqualTo(
            """
              running     V1 fill, statement 6 of 1000, 0:10, about 33:10 left
              running     V1 fill, statement 11 of 1000, 0:20, about 33:00 left
              running     V1 fill, statement 21 of 1000, 0:40, about 32:40 left
              running     V1 fill, statement 41 of 1000, 1:20, about 32:00 left
              running     V1 fill, statement 81 of 1000, 2:40, about 30:40 left
              running     V1 fill, statement 161 of 1000, 5:20, about 28:00 left
              running     V1 fill, statement 311 of 1000, 10:20, about 23:00 left
              running     V1 fill, statement 461 of 1000, 15:20, about 18:00 left
              running     V1 fill, statement 611 of 1000, 20:20, about 13:00 left
              running     V1 fill, statement 761 of 1000, 25:20, about 8:00 left
            """);
  }

  @Test
  void countsWhatAJavaMigrationCounts() {
    run.onScreen(100);
    try (ProgressBar bar = bar(run.session(err))) {
      bar.begin(1);
      bar.version("V1 fill", 0, 0);
      pass(60);
      bar.counted(250, 1000);
      bar.tick();
      assertThat(written())
          .isEqualTo(
              "\r\u001b[K[#####---------------] V1 fill, 250 of 1000, 1:00, about 3:00 left");
      bar.counted(250, 0);
      bar.tick();
      assertThat(written()).isEqualTo("\r\u001b[K[--------------------] V1 fill, 250, 1:00");
    }
  }

  /** With {@code --tx-mode all} nothing is told to be done before everything is. */
  @Test
  void goesOnWhereVersionsAreToldAtTheEnd() {
    run.onScreen(100);
    try (ProgressBar bar = bar(run.session(err))) {
      bar.begin(2);
      bar.version("V1 a", 1, 0);
      bar.statements(1);
      bar.version("V2 b", 1, 0);
      pass(1);
      bar.tick();
      assertThat(written()).contains("[##########----------] V2 b, ", "version 2 of 2");
      bar.versionDone();
      bar.versionDone();
      pass(1);
      bar.tick();
      assertThat(written()).isEqualTo("\r\u001b[K");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "59, 0:59", "60, 1:00", "3599, 59:59", "3600, 1:00:00", "-5, 0:00"})
  void showsTimes(long seconds, String text) {
    assertThat(ProgressBar.clock(TimeUnit.SECONDS.toNanos(seconds))).isEqualTo(text);
  }
}
