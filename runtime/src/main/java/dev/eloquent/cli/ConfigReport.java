package dev.eloquent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Settings in sections, as text or as JSON, without secrets. */
final class ConfigReport {
  private final Session session;
  private final List<Setting> general;
  private final Map<Target, List<Setting>> targets = new LinkedHashMap<>();

  ConfigReport(Session session, List<Setting> general) {
    this.session = session;
    this.general = general;
  }

  void add(Target target, List<Setting> settings) {
    targets.put(target, settings);
  }

  void printText() {
    session.print(table(general));
    targets.forEach(
        (target, settings) -> {
          session.print("\n" + target.label());
          session.print(table(settings));
        });
  }

  private static String table(List<Setting> settings) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Setting", "Value", "From", "Passed over"));
    for (Setting setting : settings) {
      rows.add(
          List.of(
              setting.name(),
              Objects.requireNonNullElse(setting.value(), "(none)"),
              setting.from(),
              setting.passedOver().stream()
                  .map(Setting.Other::toString)
                  .collect(Collectors.joining("; "))));
    }
    return Text.table(rows).stripTrailing();
  }

  void printJson() {
    JsonDocument.print(
        session,
        out -> {
          write(out, "general", general);
          out.writeArrayFieldStart("connections");
          for (Map.Entry<Target, List<Setting>> target : targets.entrySet()) {
            out.writeStartObject();
            out.writeStringField("connection", target.getKey().kind().id());
            out.writeStringField("database", clean(target.getKey().label()));
            write(out, "settings", target.getValue());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private void write(JsonGenerator out, String name, List<Setting> settings) throws IOException {
    out.writeArrayFieldStart(name);
    for (Setting setting : settings) {
      out.writeStartObject();
      out.writeStringField("name", setting.name());
      if (setting.value() == null) {
        out.writeNullField("value");
      } else {
        out.writeStringField("value", clean(setting.value()));
      }
      out.writeStringField("from", clean(setting.from()));
      out.writeArrayFieldStart("passedOver");
      for (Setting.Other other : setting.passedOver()) {
        out.writeStartObject();
        out.writeStringField("variable", other.variable());
        out.writeStringField("where", other.where());
        out.writeStringField("why", other.why());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private String clean(String text) {
    return session.redactor().clean(text);
  }
}
