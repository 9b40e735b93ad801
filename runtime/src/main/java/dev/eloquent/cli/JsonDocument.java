package dev.eloquent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes the one JSON document that a command's result is: indented, with line feeds. */
final class JsonDocument {
  private JsonDocument() {}

  /** What stands in it. */
  interface Content {
    /** Writes the fields of the outermost object. */
    void write(JsonGenerator out) throws IOException;
  }

  /** Prints it; secrets are the content's to leave out. */
  static void print(Session session, Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter()
              .withObjectIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n")));
      out.writeStartObject();
      content.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    session.printDocument(text.toString());
  }
}
