package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {
  /** The numbers are those of Python's wcwidth 0.9.1. */
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "users, 5",
    "é, 1",
    "e\u0301, 1",
    "ß…–, 3",
    "ユーザー, 8",
    "用户表, 6",
    "사용자, 6",
    "\u1112\u1161\u11ab, 2",
    "ﾕｰｻﾞ, 4",
    "ＡＢ, 4",
    "🚀, 2",
    "✅ ok, 5",
    "✓, 1",
    "❤\uFE0F, 2",
    "👍🏽, 2",
    "👨\u200D👩\u200D👧, 2",
    "नमस्ते, 4",
    "𠀋, 2",
    "a\u200Bb, 2"
  })
  void countsColumns(String text, int columns) {
    assertThat(Width.of(text)).isEqualTo(columns);
  }

  @Test
  void padsAndCutsByColumns() {
    assertThat(Width.pad("用户", 6) + "|").isEqualTo("用户  |");
    assertThat(Width.cut("create users", 12)).isEqualTo("create users");
    assertThat(Width.cut("create users", 8)).isEqualTo("create…");
    assertThat(Width.cut("用户表", 5)).isEqualTo("用户…");
    assertThat(Width.cut("用户表", 4)).isEqualTo("用…");
    assertThat(Width.cut("ae\u0301x", 2)).isEqualTo("a…");
    assertThat(Width.cut("🚀🚀🚀", 4)).isEqualTo("🚀…");
  }

  @Test
  void wrapsAtBlanksElseAnywhere() {
    assertThat(Width.wrap("a statement that failed", 11))
        .containsExactly("a statement", "that failed");
    assertThat(Width.wrap("用户表用户表 x", 6)).containsExactly("用户表", "用户表", "x");
    assertThat(Width.wrap("用户", 1)).containsExactly("用", "户");
    assertThat(Width.wrap("", 10)).isEmpty();
  }
}
