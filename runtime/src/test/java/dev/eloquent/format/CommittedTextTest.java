package dev.eloquent.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A committed file read in pieces is what it is as one text. */
class CommittedTextTest {
  private static CommittedText of(byte[] bytes) {
    return new CommittedText(new ByteArrayInputStream(bytes));
  }

  private static void check(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (CommittedText committed = of(bytes)) {
      StringWriter read = new StringWriter();
      committed.reader().transferTo(read);
      assertThat(read.toString()).isEqualTo(Checksums.normalizeLineEndings(text));
      assertThat(committed.sha256()).isEqualTo(Checksums.ofFile(text));
      assertThat(committed.flyway()).isEqualTo(Checksums.flyway(text));
    }
    assertThat(CommittedText.sha256(new ByteArrayInputStream(bytes)))
        .isEqualTo(Checksums.ofFile(text));
  }

  @Test
  void hashesWhatAWholeTextDoes() throws IOException {
    check("");
    check("\n");
    check("\uFEFF");
    check("\uFEFFSELECT 1;\r\nSELECT '\uFEFF';\r");
    check("\r\r\n\n\r");
    // The window of the reader is 64 KiB: what ends a line, and a character, cut in two by it.
    check("x".repeat(64 * 1024 - 1) + "\r\nlast");
    check("x".repeat(64 * 1024 - 1) + "é\r");
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(200_000); j > 0; j--) {
        text.append("ab'\r\n\n\ré€".charAt(random.nextInt(9)));
      }
      check(text.toString());
    }
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    try (CommittedText committed = of(new byte[] {'a', (byte) 0xFF, 'b'})) {
      assertThatThrownBy(() -> committed.reader().transferTo(new StringWriter()))
          .isInstanceOf(CharacterCodingException.class);
    }
  }
}
