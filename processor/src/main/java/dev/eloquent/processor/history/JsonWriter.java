package dev.eloquent.processor.history;

import java.util.List;

/**
 * Writes JSON with two spaces of indentation, one property or element a line, {@code \n} line ends.
 *
 * <p>Besides what JSON demands, everything is escaped that a reviewer could not see, that an editor
 * could take for a line end, or that UTF-8 cannot hold.
 */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(4096);
  private int depth;
  private boolean first = true;

  void beginObject() {
    begin('{');
  }

  void endObject() {
    end('}');
  }

  void beginArray() {
    begin('[');
  }

  void endArray() {
    end(']');
  }

  /** Starts an element of an array. */
  void element() {
    if (!first) {
      out.append(',');
    }
    newLine();
    first = false;
  }

  /** Starts a property of an object; its value follows. */
  void property(String name) {
    element();
    quoted(name);
    out.append(": ");
  }

  void property(String name, String value) {
    property(name);
    quoted(value);
  }

  void property(String name, List<String> values) {
    property(name);
    beginArray();
    for (String value : values) {
      element();
      quoted(value);
    }
    endArray();
  }

  /** Writes the property only if the text is not empty. */
  void textIfAny(String name, String value) {
    if (!value.isEmpty()) {
      property(name, value);
    }
  }

  /** Writes the property only if it is true. */
  void flagIfSet(String name, boolean value) {
    if (value) {
      property(name);
      out.append("true");
    }
  }

  void number(int value) {
    out.append(value);
  }

  void quoted(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (isInvisible(c) || isLoneSurrogate(text, i)) {
        escape(c);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  /** Everything written, with a final line feed. */
  String finish() {
    return out.append('\n').toString();
  }

  private void begin(char bracket) {
    out.append(bracket);
    depth++;
    first = true;
  }

  private void end(char bracket) {
    depth--;
    if (!first) {
      newLine();
    }
    out.append(bracket);
    first = false;
  }

  private void newLine() {
    if (out.length() > 0) {
      out.append('\n');
    }
    for (int i = 0; i < depth; i++) {
      out.append("  ");
    }
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

  private void escape(char c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt((c >> shift) & 0xf));
    }
  }
}
