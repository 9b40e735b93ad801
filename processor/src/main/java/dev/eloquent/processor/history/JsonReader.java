package dev.eloquent.processor.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON whose properties come in a known order. Whatever else is found is a {@link
 * FormatException} with its line.
 */
final class JsonReader {
  /** Interning names and pooling buffers only pay over many documents; this is one a compile. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final JsonParser parser;

  JsonReader(String text) {
    try {
      parser = FACTORY.createParser(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    advance();
  }

  /** Enters an object. */
  void beginObject() {
    expect(JsonToken.START_OBJECT, "an object");
  }

  /** Whether the object goes on; leaves it if not. */
  boolean inObject() {
    return parser.currentToken() != JsonToken.END_OBJECT || leave();
  }

  /** Leaves the object. */
  void endObject() {
    if (parser.currentToken() == JsonToken.FIELD_NAME) {
      throw error("unexpected property \"" + name() + "\"");
    }
    expect(JsonToken.END_OBJECT, "the end of the object");
  }

  /** Enters an array. */
  void beginArray() {
    expect(JsonToken.START_ARRAY, "an array");
  }

  /** Whether the array goes on; leaves it if not. */
  boolean inArray() {
    return parser.currentToken() != JsonToken.END_ARRAY || leave();
  }

  /** Passes the name of the next property, whatever it is. */
  String anyName() {
    String name = name();
    expect(JsonToken.FIELD_NAME, "a property");
    return name;
  }

  /** Passes the name of a property that must come next. */
  void property(String name) {
    if (!isNext(name)) {
      String found =
          parser.currentToken() == JsonToken.FIELD_NAME
              ? "found \"" + name() + "\""
              : "it is missing";
      throw error("expected the property \"" + name + "\", but " + found);
    }
    advance();
  }

  /** Passes the name of a property if it comes next. */
  boolean optional(String name) {
    if (!isNext(name)) {
      return false;
    }
    advance();
    return true;
  }

  /** Reads text. */
  String text() {
    String value = parser.currentToken() == JsonToken.VALUE_STRING ? name() : "";
    expect(JsonToken.VALUE_STRING, "a string");
    return value;
  }

  /** Reads a property that is text. */
  String text(String property) {
    property(property);
    return text();
  }

  /** Reads a property that is text and left out when empty. */
  String textIfAny(String property) {
    return optional(property) ? text() : "";
  }

  /** Reads a property that is a list of texts. */
  List<String> texts(String property) {
    property(property);
    List<String> all = new ArrayList<>();
    beginArray();
    while (inArray()) {
      all.add(text());
    }
    return all;
  }

  /** Reads a property that is {@code true} or left out. */
  boolean flag(String property) {
    boolean set = optional(property);
    if (set) {
      expect(JsonToken.VALUE_TRUE, "true");
    }
    return set;
  }

  /** Reads a number as it is written. */
  String number() {
    String value = parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? name() : "";
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    return value;
  }

  /** Checks that nothing follows. */
  void end() {
    if (parser.currentToken() != null) {
      throw error("there is more after the end");
    }
  }

  /** The line, from 1, of what is read next. */
  int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** A failure in the line of what is read next. */
  FormatException error(String what) {
    return error(line(), what);
  }

  /** A failure in that line. */
  static FormatException error(int line, String what) {
    return error(line, what, null);
  }

  private static FormatException error(int line, String what, @Nullable Throwable cause) {
    return new FormatException(
        SnapshotJson.PROBLEM,
        FileNames.SCHEMA,
        line,
        what + ". Restore the file from version control.",
        cause);
  }

  private boolean isNext(String name) {
    return parser.currentToken() == JsonToken.FIELD_NAME && name.equals(name());
  }

  private String name() {
    try {
      return parser.getText();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void expect(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw error("expected " + what);
    }
    advance();
  }

  private boolean leave() {
    advance();
    return false;
  }

  private void advance() {
    try {
      parser.nextToken();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static FormatException failure(IOException e) {
    if (e instanceof JsonProcessingException json) {
      int line = json.getLocation() == null ? 0 : json.getLocation().getLineNr();
      return error(line, "this is not JSON: " + json.getOriginalMessage(), e);
    }
    throw new UncheckedIOException(e);
  }
}
