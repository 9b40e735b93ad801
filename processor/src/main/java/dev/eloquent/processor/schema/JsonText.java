package dev.eloquent.processor.schema;

/** Text as JSON writes it; the same for schemas and for commands. */
public final class JsonText {
  private static final String HEX = "0123456789abcdef";

  private JsonText() {}

  /**
   * Appends the text in quotes.
   *
   * <p>Besides what JSON demands, everything is escaped that a reviewer could not see, that an
   * editor could take for a line end, or that UTF-8 cannot hold.
   */
  public static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (isInvisible(c) || isLoneSurrogate(text, i)) {
        escape(out, c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  // A fixed list, since the categories of java.lang.Character grow with the JDK and the bytes must
  // not.
  private static boolean isInvisible(char c) {
    return c < ' '
        || (c >= 0x7f && c <= 0x9f)
        || c == 0xad
        || (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x206f)
        || c == 0xfeff;
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
