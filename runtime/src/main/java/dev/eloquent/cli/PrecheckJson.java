package dev.eloquent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eloquent.cli.SeedPrecheck.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What {@code db:seed:precheck} found as one JSON document. */
final class PrecheckJson {
  private PrecheckJson() {}

  static void print(Session session, String seeder, Map<Target, List<Finding>> findings) {
    JsonDocument.print(
        session,
        out -> {
          out.writeStringField("seeder", seeder);
          out.writeArrayFieldStart("connections");
          for (Map.Entry<Target, List<Finding>> entry : findings.entrySet()) {
            write(session, out, entry.getKey(), entry.getValue());
          }
          out.writeEndArray();
        });
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
