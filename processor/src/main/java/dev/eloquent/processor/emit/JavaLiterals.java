package dev.eloquent.processor.emit;

/** Java string literals that mean the same whatever the source encoding is. */
final class JavaLiterals {
  private JavaLiterals() {}

  /** The text as a constant expression, one literal a line of text. */
  static String string(String text) {
    StringBuilder code = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      append(code, c);
      if (c == '\n' && i + 1 < text.length()) {
        code.append("\"\n+ \"");
      }
    }
    return code.append('"').toString();
  }

  private static void append(StringBuilder code, char c) {
    switch (c) {
      case '"' -> code.append("\\\"");
      case '\\' -> code.append("\\\\");
      case '\n' -> code.append("\\n");
      case '\r' -> code.append("\\r");
      case '\t' -> code.append("\\t");
      default -> {
        if (c < ' ' || c > '~') {
          code.append(String.format("\\u%04x", (int) c));
        } else {
          code.append(c);
        }
      }
    }
  }
}
