package dev.eloquent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.eloquent.cli.SeedPrecheck.Finding;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** What {@code db:seed:precheck} found as one JSON document. */
final class PrecheckJson {
  private PrecheckJson() {}

  static void print(Session session, String seeder, Map<Target, List<Finding>> findings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      out.writeStartObject();
      out.writeStringField("seeder", seeder);
      out.writeArrayFieldStart("connections");
      for (Map.Entry<Target, List<Finding>> entry : findings.entrySet()) {
        write(session, out, entry.getKey(), entry.getValue());
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    session.printDocument(text.toString().replace(System.lineSeparator(), "\n"));
  }

  private static void write(
      Session session, JsonGenerator out, Target target, List<Finding> findings)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("connection", target.kind().id());
    out.writeStringField("database", session.redactor().clean(target.label()));
    out.writeBooleanField("ready", findings.isEmpty());
    out.writeArrayFieldStart("problems");
    for (Finding finding : findings) {
      out.writeStartObject();
      out.writeStringField("code", finding.problem().code());
      out.writeStringField("message", session.redactor().clean(finding.text()));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
