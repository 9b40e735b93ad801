package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.testkit.Pty;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The completion scripts, sourced by real shells. */
class CompletionTest {
  private final Path folder;
  private final Run run;

  CompletionTest(@TempDir Path folder) {
    this.folder = folder;
    run = new Run(folder);
  }

  private Path script(String shell) throws IOException {
    Result result = run.call("migrate", "completion", shell);
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    return Files.writeString(folder.resolve("complete." + shell), result.out());
  }

  private static boolean has(String program) {
    return List.of("/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/").stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place + program)));
  }

  private List<String> output(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(text).isZero();
    return text.lines().filter(line -> !line.isEmpty()).toList();
  }

  private List<String> bash(String typed) throws Exception {
    assumeTrue(has("bash"), "there is no bash on this machine");
    return output(
        "bash",
        "-c",
        "source \"$1\"; COMP_LINE=$2; COMP_POINT=${#2}; _eloquent;"
            + " printf '%s\\n' \"${COMPREPLY[@]}\"",
        "bash",
        script("bash").toString(),
        typed);
  }

  /** Zsh's own function would show them in columns. */
  private List<String> zsh(String typed) throws Exception {
    assumeTrue(has("zsh"), "there is no zsh on this machine");
    return output(
        "zsh",
        "-fc",
        "autoload -Uz compinit && compinit -D -u; source \"$1\";"
            + " _describe() { print -rl -- ${(P)3} }; words=(${=2}); CURRENT=${#words};"
            + " [[ $2 == *' ' ]] && (( CURRENT++ )); _eloquent",
        "zsh",
        script("zsh").toString(),
        typed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eloquent mak | make make:factory make:migration make:scenario make:seed",
        "eloquent migrate s | sql status",
        "eloquent migrate:st | status",
        "eloquent d | db demo db:seed db:seed:fresh db:seed:precheck demo:scenario",
        "eloquent db s | seed seed:fresh seed:precheck",
        "eloquent db:seed:p | precheck",
        "eloquent db seed --co | --count",
        "eloquent demo:scenario --cl | --classpath --class",
        "eloquent make: | factory migration scenario seed",
        "eloquent help migrate:ro | rollback",
        "eloquent migrate run --pre | --pretend",
        "eloquent migrate:run --to 3 --pr | --pretend",
        "eloquent migrate status --js | --json",
        "eloquent migrate completion z | zsh",
        "eloquent --v | --version",
        "eloquent migrate run --tx-mode a | all",
        "eloquent migrate:run --step 1 --tx-mode n | none",
        "eloquent migrate run --to - | ''",
        "eloquent migrate run --classpath | --classpath",
        "eloquent nothing -- | ''"
      })
  void bashCompletes(String typed, String words) throws Exception {
    assertThat(String.join(" ", bash(typed))).isEqualTo(words);
  }

  @Test
  void bashKnowsEveryCommandAndOption() throws Exception {
    assertThat(bash("eloquent ")).containsAll(Commands.names()).contains("migrate", "help");
    assertThat(bash("eloquent migrate:run "))
        .contains("--to", "--pretend", "--url", "--all-connections", "--classpath", "--help");
  }

  @Test
  void aPersonTypesTabInBash() throws Exception {
    assumeTrue(has("bash"), "there is no bash on this machine");
    Map<String, String> variables =
        Map.of("PS1", "> ", "PATH", "/usr/bin:/bin", "HOME", "/nowhere");
    List<String> command = List.of("bash", "--norc", "--noprofile", "-i");
    script("bash");
    try (Pty pty = Pty.start(folder, variables, 100, command)) {
      pty.type("eloquent() { echo \"<$*>\"; }; source complete.bash; echo read''y\r");
      pty.await("ready");
      pty.type("eloquent migrate:sta\t--ch\t\r");
      pty.await("<migrate:status --check>");
      pty.type("exit\r");
      assertThat(pty.end()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eloquent  | migrate\\:run:applies what is pending",
        "eloquent migrate  | run:applies what is pending",
        "eloquent migrate run  | --pretend:print the SQL, change nothing",
        "eloquent migrate:run --to 3  | --pretend:print the SQL, change nothing",
        "eloquent help  | migrate\\:run:applies what is pending",
        "eloquent migrate run --tx-mode  | none:MODE"
      })
  void zshIsOfferedWordsWithTheirMeaning(String typed, String word) throws Exception {
    assertThat(zsh(typed + " ")).contains(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fish | knows bash and zsh, not \"fish\"",
        "bas | did you mean bash?",
        "bash --name a;b | is no name of a function",
        "bash --name $(x) | is no name of a function"
      })
  void refusesWhatItCannotWrite(String words, String message) {
    Result result = run.call(("migrate completion " + words).split(" "));
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
    assertThat(result.err()).contains(message);
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void completesAnotherName() {
    assertThat(run.call("migrate", "completion", "bash", "--name", "my-app").out())
        .contains("_my_app() {", "complete -o default -F _my_app my-app\n");
  }

  /** Every command has examples, and each of them can be typed. */
  @Test
  void helpHasExamples() {
    for (String name : Commands.names()) {
      String help = run.call("help", name).out();
      assertThat(Examples.of(name)).as(name).isNotEmpty();
      for (Examples.Example example : Examples.of(name)) {
        assertThat(help).contains("\n  " + example.command() + "\n      " + example.meaning());
        List<String> words =
            List.of(example.command().replaceFirst("^(migrate|db|demo) ", "").split(" "));
        Invocation invocation =
            run.invocation(new ByteArrayOutputStream(), new ByteArrayOutputStream());
        List<String> options = words.subList(1, words.size());
        assertThat(Arguments.fill(Commands.create(name), name, options, invocation)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hlep", "--verison", "migrte", "migrate:competion", "migrate:digram"})
  void suggestsWhatIsNear(String word) {
    assertThat(run.call(word).err()).contains(" Did you mean ");
  }
}
