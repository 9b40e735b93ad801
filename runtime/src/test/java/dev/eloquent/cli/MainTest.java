package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import dev.eloquent.seal.DraftFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final Path folder;
  private final Run run;

  MainTest(@TempDir Path folder) {
    this.folder = folder;
    this.run = new Run(folder);
  }

  private static void assertOneLine(Result result, int exit, String message) {
    assertThat(result.exit()).isEqualTo(exit);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("error: ").contains(message);
    assertThat(result.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "help",
        "--help",
        "-h",
        "migrate",
        "migrate --help",
        "help migrate",
        "make",
        "help make",
        "help help",
        "migrate help"
      })
  void printsHelp(String words) {
    Result result = run.call(words.isEmpty() ? new String[0] : words.split(" "));
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("make:migration").contains("Exit codes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "make:migration",
        "migrate:run",
        "migrate:rollback",
        "migrate:reset",
        "migrate:fresh",
        "migrate:status",
        "migrate:validate"
      })
  void printsTheHelpOfACommandInBothSpellings(String command) {
    Result colon = run.call("help", command);
    assertThat(colon.exit()).isZero();
    assertThat(colon.out()).contains("Usage: java -jar runtime.jar " + command, "--classpath");
    String[] words = command.split(":");
    assertThat(run.call(words[0], words[1], "--help")).isEqualTo(colon);
    assertThat(run.call("help", words[0], words[1])).isEqualTo(colon);
    assertThat(Commands.names()).contains(command);
  }

  @Test
  void findsHelpInTheMiddleToo() {
    assertThat(run.call("migrate", "help", "run")).isEqualTo(run.call("help", "migrate:run"));
    assertThat(run.call("make", "help", "migration").out()).contains("--allow-destructive");
  }

  @Test
  void printsTheVersion() {
    assertThat(run.call("--version").out()).startsWith("Eloquent Migrations ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "migrate rnu | Did you mean migrate:run?",
        "migrate:stauts | Did you mean migrate:status?",
        "--pg migrate run | Options stand behind the command.",
        "migrate run --step -1 | --step -1: it must be 1 or more",
        "migrate run --tx-mode some | --tx-mode \"some\": it is each, all or none",
        "migrate rollback --step 1 --to 2 | choose one of --step and --to",
        "migrate resume | needs exactly one of --assume-done",
        "migrate sql x | \"x\" is no version",
        "migrate validate --expect-head x | is no head",
        "db:sed | there is no command \"db:sed\". Did you mean db:seed?",
        "db seed precheckk | unexpected argument \"precheckk\"",
        "db seed --count 0 | --count 0: it must be 1 or more",
        "demo scenario --seed -1 | --seed",
        "make:seed | NAME",
        "migrate run --pretned | did you mean --pretend?",
        "migrate run --step=x | --step",
        "migrate run --step | --step",
        "migrate run extra | unexpected argument \"extra\"",
        "migrate rollback --rebase | there is no option --rebase",
        "make:migration --emtpy x | there is no option --emtpy",
        "make:migration a b | unexpected argument",
        "make:migration --empty | --empty needs a name",
        "make:migration x --empty --edit | choose one of --empty, --edit, --java, --reseal and --rebase",
        "make:migration --edit --reseal | choose one of --empty, --edit, --java, --reseal and --rebase",
        "make:migration x --empty --allow-destructive | --empty drafts nothing",
        "make:migration x --reseal | --reseal keeps",
        "make:migration --reseal --allow-destructive | --reseal keeps",
        "make:migration --history-table t | belongs to --reseal",
        "migrate run -pg | did you mean --pg?",
        "migrate run --sqlite --pg | choose one",
        "migrate run --history-table=a\"b | no name of a table",
        "migrate run --lock-timeout=soon | is no time",
        "--verison | there is no command",
        "migrate --pretend | there is no command \"migrate\""
      })
  void saysWhatIsWrongWithTheArguments(String words, String message) {
    assertOneLine(run.call(words.split(" ")), Exit.USAGE, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "migrate run --password hunter2",
        "migrate run --password=hunter2",
        "migrate:status --PASSWORD hunter2",
        "migrate run --pass hunter2",
        "migrate run -phunter2",
        "migrate run -p hunter2",
        "make:migration --passwd=hunter2",
        "--password=hunter2 migrate run",
        "help --password=hunter2"
      })
  void refusesAPasswordAsAnArgumentAndNeverRepeatsIt(String words) {
    Result result = run.call(words.split(" "));
    assertOneLine(result, Exit.USAGE, "a password is no argument");
    assertThat(result.err()).contains("[ELQ380]").doesNotContain("hunter2");
  }

  @Test
  void keepsHostileArgumentsToOneShortLine() {
    Result result = run.call("x\u001b[31m\n\u0000" + "y".repeat(1 << 20));
    assertOneLine(result, Exit.USAGE, "x\\u001b[31m\\n\\u0000yyy");
    assertThat(result.err().length()).isLessThan(400);
    assertOneLine(
        run.call("migrate", "run", "--to", "z".repeat(1 << 20)), Exit.USAGE, "migrate:run: ");
    assertOneLine(run.call("migrate", "run", "@/etc/passwd"), Exit.USAGE, "@/etc/passwd");
  }

  @ParameterizedTest
  @CsvSource({
    "ELOQUENT_LOG_LEVEL, loud, 'use debug, info, warn or error'",
    "ELOQUENT_LOG_FORMAT, xml, use text or json"
  })
  void refusesVariablesThatMeanNothing(String variable, String value, String message) {
    assertOneLine(run.with(variable, value).call("migrate", "run"), Exit.USAGE, message);
  }

  @Test
  void namesTheVariableThatIsWrong() {
    run.with("DB_CONNECTION", "sqlite").with("DB_TEST_CONNECTION", "oracle");
    assertOneLine(
        run.call("migrate", "config", "--test"),
        Exit.USAGE,
        "DB_TEST_CONNECTION is \"oracle\"; use sqlite, pg");
  }

  /** Where the locale cannot express the folder's name, the JVM gives another one. */
  @Test
  void saysThatTheWorkingFolderIsNotThere() {
    assertOneLine(
        new Run(folder.resolve("gone")).call("migrate", "status"),
        Exit.USAGE,
        "gone cannot be found: it was deleted, or its name has letters");
  }

  /** SQLite's driver would open the file whose name ends there. */
  @Test
  void refusesASqliteFileBelowAFolderWithAQuestionMark() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("what?"));
    assertOneLine(new Run(odd).call("migrate", "config"), Exit.USAGE, "has a ? in its name");
  }

  @Test
  void refusesABrokenEnvironmentFile() throws Exception {
    Files.writeString(folder.resolve(".env"), "DB_PASSWORD='hunter2\n");
    Result result = run.call("migrate", "status");
    assertOneLine(result, Exit.USAGE, ".env, line 1");
    assertThat(result.err()).doesNotContain("hunter2");
  }

  @Test
  void logsErrorsAsJsonWhenAsked() {
    Result result = run.with("ELOQUENT_LOG_FORMAT", "json").call("migrate", "run");
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err())
        .startsWith("{\"time\":")
        .contains("\"level\":\"error\",\"event\":\"command.failed\"")
        .contains("no compiled classes");
  }

  @Test
  void showsAStackTraceOnlyWithDebug() {
    assertOneLine(run.call("migrate", "run"), Exit.FAILED, "no compiled classes");
    assertThat(run.call("migrate", "run", "--debug").err())
        .contains("no compiled classes")
        .contains("at dev.eloquent.cli.");
  }

  @Test
  void sealsADraft() {
    DraftFixture project = new DraftFixture(folder);
    project.draft(dev.eloquent.format.LockFile.EMPTY, "create_users", "one");
    Result result = run.call("make:migration", "first");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            Sealed V1 first:
              src/main/resources/db/migration/postgresql/V1__first.sql
              src/main/resources/db/migration/sqlite/V1__first.sql
              src/main/resources/db/migration/undo/postgresql/U1__first.sql
              src/main/resources/db/migration/undo/sqlite/U1__first.sql
              src/main/resources/db/migration/schema.json
              src/main/resources/db/migration/migrations.lock
            Commit them: git add src/main/resources/db/migration
            Then compile once more before the next migrate:run: mvn compile
            """);
    assertOneLine(run.call("make", "migration"), Exit.FAILED, "[ELQ333]");
  }

  @Test
  void refusesToSealALossWithoutTheFlag() {
    DraftFixture project = new DraftFixture(folder);
    project.draft(
        dev.eloquent.format.LockFile.EMPTY,
        "drop_email",
        "one",
        new dev.eloquent.format.DraftIndex.Refusal(false, "ELQ421", "column users.email"));
    Result refused = run.call("make:migration");
    assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
    assertThat(refused.err()).contains("column users.email", "--allow-destructive");
    assertThat(run.call("make:migration", "--allow-destructive").exit()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../x", "Create", "a'b", "a\nb"})
  void refusesToSealUnderABadName(String name) {
    DraftFixture project = new DraftFixture(folder);
    project.draft(dev.eloquent.format.LockFile.EMPTY, "create_users", "one");
    assertOneLine(run.call("make:migration", name), Exit.USAGE, "cannot name a version");
    assertThat(project.committed()).isEmpty();
  }

  @Test
  void sealsOnlyInAProject(@TempDir Path other) throws Exception {
    Files.createDirectories(folder.resolve("target/classes"));
    assertOneLine(run.call("make:migration"), Exit.FAILED, "no pom.xml");
    DraftFixture.write(folder.resolve("pom.xml"), "<project/>");
    assertOneLine(run.call("make:migration"), Exit.FAILED, "[ELQ331]");
    assertOneLine(run.call("make:migration", "--catalog", "../x"), Exit.USAGE, "no id");
  }
}
