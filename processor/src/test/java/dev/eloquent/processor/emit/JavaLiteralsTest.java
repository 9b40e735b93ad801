package dev.eloquent.processor.emit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaLiteralsTest {
  @Test
  void eachLineIsALiteralOfItsOwn() {
    assertThat(JavaLiterals.string("a\nb\n")).isEqualTo("\"a\\n\"\n+ \"b\\n\"");
  }

  @Test
  void nothingDependsOnTheSourceEncoding() {
    assertThat(JavaLiterals.string("\"\\\t\r\u0000é\uD83D\uDE00"))
        .isEqualTo("\"\\\"\\\\\\t\\r\\u0000\\u00e9\\ud83d\\ude00\"");
  }
}
