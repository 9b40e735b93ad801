package dev.eloquent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eloquent.it.Shell.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments that are wrong or mean harm, through a real process and a real terminal. */
class BadInputProcessTest {
  private final Path folder;
  private final Shell shell;

  BadInputProcessTest(@TempDir Path folder) {
    this.folder = folder;
    this.shell = new Shell(folder, new LocalRepository(folder, folder));
  }

  @Test
  void wrongArgumentsAreOneLineAndExitWithTwo() throws IOException {
    List<List<String>> wrong =
        List.of(
            List.of("migrate", "rnu"),
            List.of("migrate:run", "--to=a\nerror: b\u001b[31m"),
            List.of("migrate:run", "--history-table=x'; DROP TABLE users; --"),
            List.of("migrate:status", "y".repeat(100_000)),
            List.of("migrate:run", "@/etc/passwd"),
            List.of("migrate:config", "--url", "jdbc:mysql://u:hunter/2@db/x"),
            List.of("migrate:run", "--password", "hunter2"),
            List.of("make:migration", "../../x"));
    for (List<String> words : wrong) {
      Result result = shell.runtime(words.toArray(String[]::new));
      assertThat(result.exit()).as(result.all()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err()).startsWith("error: ").hasLineCount(1).hasSizeLessThan(1000);
      assertThat(result.err()).doesNotContain("hunter", "\tat ", "\u001b");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void hostileVariablesAreOneLine() {
    for (Map<String, String> variables :
        List.of(
            Map.of("ELOQUENT_LOG_LEVEL", "a\nb"),
            Map.of("ELOQUENT_DB_ROLE", "'; DROP TABLE users; --"),
            Map.of("DB_CONNECTION", "mysql,pg"),
            Map.of("SQLITE_PATH", "file:x?mode=memory"),
            Map.of("DB_CONNECTION", "mysql", "DB_NAME", "x", "DB_HOST", "h/x?a=b"))) {
      Result result = shell.runtime(variables, "migrate", "status");
      assertThat(result.exit()).as(result.all()).isEqualTo(2);
      assertThat(result.err()).startsWith("error: ").hasLineCount(1);
    }
  }

  /** What is typed is not echoed, so it is in no recording of the terminal. */
  @Test
  void aPasswordIsAskedForInATerminalAndNotEchoed() throws Exception {
    Path script = Path.of("/usr/bin/script");
    assumeTrue(Files.isExecutable(script), "no terminal: util-linux's script is not installed");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path jar = Shell.ROOT.resolve("runtime/target/runtime.jar");
    String command =
        "'"
            + java
            + "' -jar '"
            + jar
            + "' migrate config --url jdbc:mysql://db/x --user me"
            + " --password-prompt";
    Process process =
        new ProcessBuilder(script.toString(), "-qec", command, "/dev/null")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    StringBuilder screen = new StringBuilder();
    InputStream out = process.getInputStream();
    readUntil(out, screen, "Password: ");
    process.getOutputStream().write("hunter2\n".getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    readUntil(out, screen, null);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(screen.toString()).isZero();
    assertThat(screen.toString())
        .contains("***")
        .contains("option --password-prompt")
        .doesNotContain("hunter2");
  }

  /** Reads to the text, or to the end if there is none. */
  private static void readUntil(InputStream in, StringBuilder screen, @Nullable String text)
      throws IOException {
    for (int c = in.read(); c >= 0; c = in.read()) {
      screen.append((char) c);
      if (text != null && screen.toString().endsWith(text)) {
        return;
      }
    }
  }
}
