package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expected values are those of python-dotenv 1.2.2, without interpolation. */
class DotEnvTest {
  @Test
  void readsWhatTheUsualLibrariesRead() {
    String text =
        """
        # comment
        export A=1
        B="two words # not comment"
        C='single $A'
        D=plain # comment
        E=pass#word
        F="multi
        line"
        G = spaced
        H=
        I="esc\\"aped\\n"
        K=a=b=c
        L="${A}x"
        M='it"s'

        N=-----x
        """;
    assertThat(DotEnv.parse(text))
        .containsEntry("A", "1")
        .containsEntry("B", "two words # not comment")
        .containsEntry("C", "single $A")
        .containsEntry("D", "plain")
        .containsEntry("E", "pass#word")
        .containsEntry("F", "multi\nline")
        .containsEntry("G", "spaced")
        .containsEntry("H", "")
        .containsEntry("I", "esc\"aped\n")
        .containsEntry("K", "a=b=c")
        .containsEntry("L", "${A}x")
        .containsEntry("M", "it\"s")
        .containsEntry("N", "-----x")
        .hasSize(13);
  }

  @Test
  void readsWindowsLineEndingsAndAByteOrderMark() {
    assertThat(DotEnv.parse("\uFEFFA=1\r\nB='x' # c\r\n"))
        .containsEntry("A", "1")
        .containsEntry("B", "x");
  }

  @Test
  void readsALongValue() {
    String secret = "\\\"".repeat(500_000);
    assertThat(DotEnv.parse("A=\"" + secret + "\"")).containsEntry("A", "\"".repeat(500_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"A=1~hunter2 | line 2", "A=\"hunter2 | line 1", "A='hunter2' x | line 1"})
  void namesTheLineAndNeverItsContent(String text, String line) {
    assertThatThrownBy(() -> DotEnv.parse(text.replace('~', '\n')))
        .isInstanceOf(CliException.class)
        .hasMessageContaining(line)
        .hasMessageNotContaining("hunter2");
  }
}
