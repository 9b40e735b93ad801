package dev.eloquent.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eloquent.migration.StatusReport;
import dev.eloquent.migration.StatusReport.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The status as one JSON document: an object with one entry a connection and catalogue. */
final class StatusJson {
  private final Session session;
  private final List<Connection> connections = new ArrayList<>();

  /** One catalogue in one database: its report, or why there is none. */
  private record Connection(Place place, @Nullable StatusReport report, String error) {}

  StatusJson(Session session) {
    this.session = session;
  }

  void add(Place place, StatusReport report) {
    connections.add(new Connection(place, report, ""));
  }

  void addFailed(Place place, String error) {
    connections.add(new Connection(place, null, error));
  }

  void print() {
    JsonDocument.print(
        session,
        out -> {
          string(out, "environment", session.environment().get("APP_ENV").orElse(null));
          out.writeArrayFieldStart("connections");
          for (Connection connection : connections) {
            write(out, connection);
          }
          out.writeEndArray();
        });
  }

  private void write(JsonGenerator out, Connection connection) throws IOException {
    out.writeStartObject();
    Target target = connection.place().target();
    string(out, "connection", target.kind().id());
    string(out, "database", target.label());
    string(out, "catalog", connection.place().catalog());
    StatusReport report = connection.report();
    if (report == null) {
      string(out, "error", connection.error());
    } else {
      string(out, "dialect", report.dialect());
      string(out, "historyTable", report.historyTable());
      out.writeBooleanField("historyExists", report.historyExists());
      out.writeNumberField("pending", report.entries().stream().filter(Entry::pending).count());
      out.writeArrayFieldStart("versions");
      for (Entry entry : report.entries()) {
        write(out, entry);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private void write(JsonGenerator out, Entry entry) throws IOException {
    out.writeStartObject();
    string(out, "version", entry.version());
    string(out, "description", entry.description());
    string(out, "script", entry.script());
    string(out, "state", entry.state().name().toLowerCase(Locale.ROOT));
    out.writeBooleanField("draft", entry.draft());
    out.writeBooleanField("open", entry.open());
    string(out, "installedBy", entry.installedBy());
    string(out, "actor", entry.actor());
    string(out, "installedOn", entry.installedOn() == null ? null : entry.installedOn().toString());
    number(out, "durationMillis", entry.durationMillis());
    number(out, "batch", entry.batch());
    string(out, "detail", entry.detail());
    out.writeEndObject();
  }

  private void string(JsonGenerator out, String name, @Nullable String value) throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, session.redactor().clean(value));
    }
  }

  private static void number(JsonGenerator out, String name, @Nullable Integer value)
      throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeNumberField(name, value);
    }
  }
}
