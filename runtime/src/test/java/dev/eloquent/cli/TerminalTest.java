package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.testkit.Pty;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own, on a pseudo-terminal and in a pipe. */
class TerminalTest {
  /** Keeps SQLite busy for a second or more. */
  private static final String LONG =
      "CREATE TABLE numbers AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE"
          + " i < 6000000) SELECT max(i) AS i FROM n";

  private final Path folder;

  TerminalTest(@TempDir Path folder) {
    this.folder = folder;
    new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .sealed("numbers", LONG, "DROP TABLE numbers")
        .compile();
  }

  private static List<String> command(String... words) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>(List.of(java, "-cp", classPath, Main.class.getName()));
    command.addAll(List.of(words));
    return command;
  }

  private String onTerminal(int columns, Map<String, String> variables, String... words)
      throws Exception {
    Map<String, String> all = new HashMap<>(variables);
    all.put("PATH", System.getenv("PATH"));
    try (Pty pty = Pty.start(folder, all, columns, command(words))) {
      int exit = pty.end();
      assertThat(exit).as(pty.written()).isZero();
      return pty.written().replace("\r\n", "\n");
    }
  }

  private String inPipe(String... words) throws Exception {
    Process process =
        new ProcessBuilder(command(words))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void aTerminalHasABarAndAPipeHasNone() throws Exception {
    String run = onTerminal(80, Map.of(), "migrate", "run");
    assertThat(run)
        .containsPattern(
            "\r\u001b\\[K\\[#{10}-{10}\\] V2 numbers, statement 1 of 1, version 2 of 2, 0:0")
        .contains("\r\u001b[K  applied     V2 numbers (", "Applied 2 versions, batch 1.\n");
    assertThat(onTerminal(80, Map.of(), "migrate", "rollback"))
        .contains("Rolled back 2 versions.\n");
    assertThat(inPipe("migrate", "run"))
        .contains("  applied     V2 numbers (")
        .doesNotContain("\r", "\u001b", "running");
  }

  @Test
  void theStatusKeepsToTheTerminal() throws Exception {
    assertThat(onTerminal(100, Map.of(), "migrate", "status"))
        .contains("\u001b[33m+\u001b[0m 1        \u001b[33mpending\u001b[0m  create users\n");
    assertThat(onTerminal(100, Map.of("NO_COLOR", "1"), "migrate", "status"))
        .contains("\n+ 1        pending  create users\n")
        .doesNotContain("\u001b");
    assertThat(onTerminal(40, Map.of("NO_COLOR", "1"), "migrate", "status"))
        .contains("\n+ 1 pending  create users\n");
    assertThat(inPipe("migrate", "status"))
        .contains("\n1        pending  create users\n")
        .doesNotContain("\u001b");
  }
}
