package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Why {@link DotEnv} is not a library: what the most used one makes of the same lines. When one of
 * these fails with a newer release, look again.
 */
class DotEnvLibraryTest {
  private final Path folder;

  DotEnvLibraryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private @Nullable String theirs(String text) {
    try {
      Files.writeString(folder.resolve(".env"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Dotenv.configure().directory(folder.toString()).load().get("ELOQUENT_TEST_A");
  }

  private static @Nullable String ours(String text) {
    Map<String, String> variables = DotEnv.parse(text);
    return variables.get("ELOQUENT_TEST_A");
  }

  @Test
  void bothReadDoubleQuotesAndComments() {
    String text = "ELOQUENT_TEST_A=\"two # words\" # comment\n";
    assertThat(ours(text)).isEqualTo("two # words").isEqualTo(theirs(text));
    assertThat(ours("ELOQUENT_TEST_A=\"x\ny\"\n"))
        .isEqualTo("x\ny")
        .isEqualTo(theirs("ELOQUENT_TEST_A=\"x\ny\"\n"));
  }

  @Test
  void theLibraryKeepsSingleQuotes() {
    String text = "ELOQUENT_TEST_A='x'\n";
    assertThat(ours(text)).isEqualTo("x");
    assertThat(theirs(text)).isEqualTo("'x'");
  }

  @Test
  void theLibraryCutsAPasswordAtAHash() {
    String text = "ELOQUENT_TEST_A=pass#word\n";
    assertThat(ours(text)).isEqualTo("pass#word");
    assertThat(theirs(text)).isEqualTo("pass");
  }

  @Test
  void theLibraryRejectsExportAndQuotesTheSecret() {
    String text = "export ELOQUENT_TEST_A=hunter2\n";
    assertThat(ours(text)).isEqualTo("hunter2");
    assertThatThrownBy(() -> theirs(text))
        .isInstanceOf(DotenvException.class)
        .hasMessageContaining("hunter2");
  }

  @Test
  void theLibraryRejectsLinesInSingleQuotes() {
    String text = "ELOQUENT_TEST_A='x\ny'\n";
    assertThat(ours(text)).isEqualTo("x\ny");
    assertThatThrownBy(() -> theirs(text)).isInstanceOf(DotenvException.class);
  }
}
