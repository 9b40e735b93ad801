package dev.eloquent.processor.history;

import dev.eloquent.processor.schema.JsonText;
import java.util.List;

/**
 * Writes JSON with two spaces of indentation, one property or element a line, {@code \n} line ends.
 */
final class JsonWriter {
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
    JsonText.quote(out, text);
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
}
