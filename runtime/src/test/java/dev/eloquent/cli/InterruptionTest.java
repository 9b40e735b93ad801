package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is told to end while a statement runs. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process can only be killed there")
class InterruptionTest {
  /** Counts for longer than any test runs. */
  private static final String SLOW =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000000)"
          + " INSERT INTO users SELECT max(i) FROM n";

  @Test
  void saysHowToGoOnAndEndsWithTheSignal(@TempDir Path folder) throws Exception {
    new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .sealed("count_users", SLOW, "DELETE FROM users")
        .compile();
    Process process = start(folder);
    try (BufferedReader err = process.errorReader()) {
      String line = err.readLine();
      while (line != null && !line.startsWith("info: V2 ")) {
        line = err.readLine();
      }
      assertThat(line).isEqualTo("info: V2 count_users: 1 statement");
      // That of Process would close the stream, too.
      process.toHandle().destroy();
      List<String> rest = err.lines().toList();
      assertThat(rest)
          .containsExactly(
              "error: interrupted. What was finished stays, and the same command goes on behind it."
                  + " Where it stands: java -jar runtime.jar migrate status");
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(128 + 15);
    } finally {
      process.destroyForcibly();
    }
    Run.Result status =
        new Run(folder).call("migrate", "status", "--check", "--url", "jdbc:sqlite:app.sqlite");
    assertThat(status.exit()).isEqualTo(Exit.PENDING);
    assertThat(status.out()).containsPattern("1 +applied +create users");
  }

  private static Process start(Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "migrate:run",
            "--url",
            "jdbc:sqlite:app.sqlite");
    builder.environment().put("ELOQUENT_LOG_LEVEL", "info");
    builder.environment().put("ELOQUENT_LOG_FORMAT", "text");
    return builder
        .directory(folder.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
