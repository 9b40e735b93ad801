package dev.eloquent.processor.emit;

import java.util.HexFormat;

/** Java string literals that mean the same whatever the source encoding is. */
final class JavaLiterals {
  private static final HexFormat HEX = HexFormat.of();

  private JavaLiterals() {}

  /** The text as a constant expression, one literal a line of text or statement. */
  static String string(String text) {
    StringBuilder code = new StringBuilder(text.length() + 16);
    append(code, text, "\n+ ");
    return code.toString();
  }

  /** The text as one literal. */
  static String line(String text) {
    StringBuilder code = new StringBuilder(text.length() + 16);
    append(code, text, "");
    return code.toString();
  }

  /**
   * Appends the text as a constant expression, its lines' literals joined by {@code plus}; one
   * literal if that is empty.
   */
  static void append(StringBuilder code, String text, String plus) {
    code.append('"');
    int plain = 0;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
        continue;
      }
      code.append(text, plain, i);
      plain = i + 1;
      escape(code, c);
      if ((c == '\n' || c == '\f') && i + 1 < length && !plus.isEmpty()) {
        code.append('"').append(plus).append('"');
      }
    }
    code.append(text, plain, length).append('"');
  }

  private static void escape(StringBuilder code, char c) {
    switch (c) {
      case '"' -> code.append("\\\"");
      case '\\' -> code.append("\\\\");
      case '\n' -> code.append("\\n");
      case '\r' -> code.append("\\r");
      case '\f' -> code.append("\\f");
      case '\t' -> code.append("\\t");
      default -> code.append("\\u").append(HEX.toHexDigits(c));
    }
  }
}
