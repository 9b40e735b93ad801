package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every command with every kind of wrong argument, from the options that it declares. */
class BadInputTest {
  private static final Map<String, String> HOSTILE =
      new TreeMap<>(
          Map.of(
              "quotes", "a'b\"c`d",
              "a path", "../../../../etc/passwd",
              "lines", "a\nerror: b\r\u001b[31m",
              "a zero", "a\0b",
              "SQL", "x'; DROP TABLE users; --",
              "an option", "--force",
              "a format", "%s%n{0}${x}\\1",
              "a MiB", "y".repeat(1 << 20)));

  /** All that are read, but the file of SQLite, which may be anywhere. */
  private static final List<String> VARIABLES =
      List.of(
          "APP_ENV",
          "DB_CONNECTION",
          "DB_TEST_CONNECTION",
          "DB_HOST",
          "DB_PORT",
          "DB_USER",
          "DB_PASSWORD",
          "DB_NAME",
          "PG_HOST",
          "PG_PORT",
          "PG_NAME",
          "PG_MIGRATION_USER",
          "ELOQUENT_DB_ROLE",
          "ELOQUENT_ALLOW_PROD_DESTRUCTIVE",
          "ELOQUENT_LOG_LEVEL",
          "ELOQUENT_LOG_FORMAT");

  private final Path parent;
  private final Path folder;
  private final Run run;

  BadInputTest(@TempDir Path parent) {
    this.parent = parent;
    this.folder = parent.resolve("a/b/c/d/project");
    new CompiledProject(folder)
        .sealed("create_users", "CREATE TABLE users (id INTEGER)", "DROP TABLE users")
        .compile();
    run = new Run(folder).with("DB_PORT", "1").with("PG_PORT", "1");
  }

  @BeforeEach
  void database() {
    assertThat(run.call("migrate", "run").exit()).isZero();
  }

  static Stream<String> commands() {
    return Commands.names().stream();
  }

  private static List<OptionSpec> options(String command) {
    return new CommandLine(Commands.create(command)).getCommandSpec().options();
  }

  private static boolean takesText(OptionSpec option) {
    return option.type() == String.class;
  }

  private void assertUsage(String... words) {
    Result result = run.call(words);
    String shown = String.join(" ", words);
    assertThat(result.exit()).as(shown).isEqualTo(Exit.USAGE);
    assertThat(result.out()).as(shown).isEmpty();
    assertThat(result.err()).as(shown).startsWith("error: ").hasLineCount(1);
    assertThat(result.err()).as(shown).doesNotContain("unexpected ").doesNotContain("Exception");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyWrongArgumentIsOneLine(String command) {
    for (String unknown : List.of("--nonsense", "--nonsense=1", "-x", "-", "---", "--=")) {
      Result result = run.call(command, unknown);
      assertThat(result.exit()).as(command + " " + unknown).isEqualTo(Exit.USAGE);
      assertThat(result.err()).startsWith("error: ").hasLineCount(1);
    }
    String[] extra = {command, "two", "words", "too"};
    Result positional = run.call(extra);
    assertThat(positional.exit()).isEqualTo(Exit.USAGE);
    assertThat(positional.err()).contains("unexpected argument").hasLineCount(1);
    for (OptionSpec option : options(command)) {
      if (option.usageHelp()) {
        continue;
      }
      String name = option.longestName();
      if (option.type() == boolean.class) {
        assertUsage(command, name + "=perhaps");
        continue;
      }
      assertUsage(command, name);
      assertUsage(command, name, "1", name, "2");
      if (!takesText(option)) {
        for (String value : List.of("x", "1.5", "99999999999", "", "-", "1 2", "0x10")) {
          assertUsage(command, name + "=" + value);
        }
        assertUsage(command, name + "=-1");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void hostileValuesOfOptionsGoNowhere(String command) throws Exception {
    List<Path> before = files();
    for (OptionSpec option : options(command)) {
      if (!takesText(option)) {
        continue;
      }
      for (Map.Entry<String, String> hostile : HOSTILE.entrySet()) {
        String name = option.longestName();
        Result result = run.call(command, name + "=" + hostile.getValue());
        assertClear(command + " " + name + " with " + hostile.getKey(), result);
      }
    }
    for (Map.Entry<String, String> hostile : HOSTILE.entrySet()) {
      Result result = run.call(command, hostile.getValue(), hostile.getValue());
      assertThat(result.exit()).isEqualTo(Exit.USAGE);
      assertClear(command + " with " + hostile.getKey(), result);
    }
    assertThat(users()).isZero();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void hostileValuesOfVariablesGoNowhere() throws Exception {
    List<Path> before = files();
    for (String variable : VARIABLES) {
      for (Map.Entry<String, String> hostile : HOSTILE.entrySet()) {
        if (hostile.getKey().equals("a zero")) {
          // No process can have such a variable; .env can.
          Files.writeString(folder.resolve(".env"), variable + "='" + hostile.getValue() + "'\n");
        }
        for (String[] words :
            List.of(
                new String[] {"migrate:status"},
                new String[] {"migrate:status", "--mysql"},
                new String[] {"migrate:config", "--pg"},
                new String[] {"migrate:config", "--json"})) {
          Run other = new Run(folder).with("DB_PORT", "1").with("PG_PORT", "1");
          other.with("DB_NAME", "x").with("PG_NAME", "x");
          if (!hostile.getKey().equals("a zero")) {
            other.with(variable, hostile.getValue());
          }
          assertClear(variable + " with " + hostile.getKey() + ", " + words[0], other.call(words));
        }
        Files.deleteIfExists(folder.resolve(".env"));
      }
    }
    assertThat(users()).isZero();
    assertThat(files()).isEqualTo(before);
  }

  /** No stack trace, no surprise, no control character, and no flood. */
  private static void assertClear(String what, Result result) {
    String all = result.out() + result.err();
    assertThat(result.exit()).as(what).isBetween(0, 4);
    assertThat(result.err().contains("error: unexpected ")).as(what + ": " + all).isFalse();
    assertThat(all.contains("\tat ")).as(what).isFalse();
    assertThat(all.chars().anyMatch(c -> c < ' ' && c != '\n')).as(what).isFalse();
    assertThat(result.err().lines().filter(line -> line.startsWith("error: ")).count())
        .as(what)
        .isLessThanOrEqualTo(1);
    assertThat(all.length()).as(what).isLessThan(10_000);
  }

  private int users() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("storage/app.sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM users")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(parent)) {
      return new ArrayList<>(all.sorted().toList());
    }
  }
}
