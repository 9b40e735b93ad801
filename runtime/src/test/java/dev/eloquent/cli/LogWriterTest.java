package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogWriterTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Redactor redactor = new Redactor();

  private LogWriter writer(LogLevel level, boolean json, boolean traces) {
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new LogWriter(err, redactor, level, json, traces, "migrate:run");
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesTextForPeople() {
    writer(LogLevel.INFO, false, false)
        .write(LogLevel.WARN, "x", "a\u001b[31m b", Map.of(), new IllegalStateException("no"));
    assertThat(written()).isEqualTo("warn: a\\u001b[31m b" + System.lineSeparator());
  }

  @Test
  void writesOneJsonObjectALine() {
    redactor.add("a very long secret");
    writer(LogLevel.INFO, true, true)
        .write(
            LogLevel.ERROR,
            "migration.failed",
            "two\nlines, a very long secret",
            Map.of("version", 3),
            new IllegalStateException("jdbc:mysql://u:hunter2@db/x"));
    assertThat(written().lines()).hasSize(1);
    assertThat(written())
        .matches(
            "(?s)\\{\"time\":\"[0-9T:.-]+Z\",\"level\":\"error\",\"event\":\"migration.failed\","
                + "\"message\":\"two\\\\nlines, \\*\\*\\*\",\"command\":\"migrate:run\","
                + "\"correlationId\":\"[0-9a-f]{16}\",\"actor\":\"[^\"]*\",\"version\":3,\"trace\":\"java.*")
        .doesNotContain("hunter2");
  }

  @Test
  void leavesOutWhatIsBelowTheLevel() {
    writer(LogLevel.WARN, false, false).write(LogLevel.INFO, "x", "y", Map.of(), null);
    assertThat(written()).isEmpty();
  }

  @Test
  void showsStackTracesOnlyWhenDebugging() {
    writer(LogLevel.DEBUG, false, true)
        .write(LogLevel.ERROR, "x", "y", Map.of(), new IllegalStateException("password=hunter2"));
    assertThat(written())
        .contains("IllegalStateException: password=***")
        .contains("at dev.eloquent.cli.LogWriterTest");
  }
}
