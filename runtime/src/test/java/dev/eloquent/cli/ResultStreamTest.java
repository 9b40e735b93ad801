package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.cli.Run.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that cannot be written: what Java says of {@code /dev/full} and of a closed pipe. */
class ResultStreamTest {
  private final Run run;

  ResultStreamTest(@TempDir Path folder) {
    this.run = new Run(folder);
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--version", "help", "help migrate:run", "migrate:run --help", "migrate config"})
  void aResultThatIsNotWholeIsAFailure(String words) {
    Result result = run.call(failing("No space left on device"), words.split(" "));
    assertThat(result.exit()).isEqualTo(Exit.FAILED);
    assertThat(result.err())
        .startsWith("error: the result could not be written to standard output")
        .contains("No space left on device")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "help migrate:run", "migrate config"})
  void aReaderThatHasReadEnoughIsNone(String words) {
    Result result = run.call(failing("Broken pipe"), words.split(" "));
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
  }
}
