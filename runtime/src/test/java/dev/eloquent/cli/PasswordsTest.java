package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
  private final Path folder;
  private final Run run;
  private final TargetOptions options = new TargetOptions();

  PasswordsTest(@TempDir Path folder) {
    this.folder = folder;
    this.run = new Run(folder);
    options.url = "jdbc:mysql://db/x";
  }

  private Target target() {
    return new Targets(run.session(), options).resolve().get(0);
  }

  private void assertUsage(String message) {
    assertThatThrownBy(this::target)
        .isInstanceOfSatisfying(CliException.class, e -> assertThat(e.exit()).isEqualTo(Exit.USAGE))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"hunter2~, hunter2", "hunter2, hunter2", "' a b ', ' a b '", "a~b~, a~b"})
  void takesAFileButForTheLineFeedAtItsEnd(String text, String password) throws Exception {
    Files.writeString(folder.resolve("secret"), text.replace('~', '\n'));
    options.passwordFile = "secret";
    assertThat(target().password()).isEqualTo(password.replace('~', '\n'));
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws Exception {
    options.passwordFile = "secret";
    assertUsage("secret is no file");
    options.passwordFile = ".";
    assertUsage(". is no file");
    options.passwordFile = "a\0b";
    assertUsage("\"a\\u0000b\" is no path of a file");
    options.passwordFile = "secret";
    Files.writeString(folder.resolve("secret"), "\n");
    assertUsage("secret is empty");
    Files.write(folder.resolve("secret"), new byte[] {(byte) 0xff});
    assertUsage("cannot be read (MalformedInputException). It must be UTF-8 text. [ELQ381]");
    Files.writeString(folder.resolve("secret"), "x".repeat(65_537));
    assertUsage("larger than 64 KiB");
  }

  @Test
  void asksAPersonOnly() {
    options.passwordPrompt = true;
    assertUsage("nobody can be asked here");
    run.typing("hunter2");
    assertThat(target().password()).isEqualTo("hunter2");
    assertThat(target().toString()).doesNotContain("hunter2");
    run.typing("");
    assertUsage("no password was typed");
  }

  @Test
  void takesOneWayAndOnlyForAUrl() {
    options.passwordPrompt = true;
    options.passwordFile = "secret";
    assertUsage("choose one of --password-env, --password-file and --password-prompt");
    options.url = null;
    assertUsage("belong to --url");
  }
}
