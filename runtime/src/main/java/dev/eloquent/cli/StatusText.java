package dev.eloquent.cli;

import dev.eloquent.migration.StatusReport;
import dev.eloquent.migration.StatusReport.Entry;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The status as a table for people; on a terminal {@link StatusScreen} draws it. */
final class StatusText {
  private StatusText() {}

  static void print(Session session, String label, StatusReport report) {
    String environment =
        session
            .environment()
            .get("APP_ENV")
            .map(Text::oneLine)
            .orElse("development (APP_ENV is not set)");
    session.print(
        label
            + ", history table "
            + report.historyTable()
            + (report.historyExists() ? "" : " (none yet)")
            + ", environment "
            + environment);
    if (report.entries().isEmpty()) {
      session.print("No migrations.");
      return;
    }
    List<Row> rows = new ArrayList<>();
    int pending = 0;
    for (Entry entry : report.entries()) {
      rows.add(row(entry));
      pending += entry.pending() ? 1 : 0;
    }
    if (session.screen().person()) {
      new StatusScreen(session).print(rows);
    } else {
      session.print(table(rows));
    }
    session.print(pending == 0 ? "Nothing pending." : Text.count(pending, "version") + " pending.");
  }

  /**
   * What is shown of a version, each text on one line and without control characters.
   *
   * @param cells under {@link #HEADINGS}
   * @param remarks empty for none
   */
  record Row(StatusReport.State state, List<String> cells, String remarks) {}

  static final List<String> HEADINGS =
      List.of("Version", "State", "Name", "Applied (UTC)", "By", "ms", "Batch");

  private static String table(List<Row> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(with(HEADINGS, "Remarks"));
    for (Row row : rows) {
      lines.add(with(row.cells(), row.remarks()));
    }
    return Text.table(lines).stripTrailing();
  }

  private static List<String> with(List<String> cells, String last) {
    List<String> all = new ArrayList<>(cells);
    all.add(last);
    return all;
  }

  private static Row row(Entry entry) {
    String by =
        entry.actor() != null ? entry.actor() : Objects.requireNonNullElse(entry.installedBy(), "");
    List<String> cells =
        List.of(
            Text.oneLine(entry.version()),
            entry.state().label() + (entry.open() ? ", open" : entry.draft() ? ", draft" : ""),
            Text.oneLine(entry.description()),
            time(entry.installedOn()),
            Text.oneLine(by),
            Objects.toString(entry.durationMillis(), ""),
            Objects.toString(entry.batch(), ""));
    return new Row(entry.state(), cells, Text.oneLine(entry.detail()));
  }

  /** {@code 2026-11-21 22:09:58}, by hand: loading a formatter is a good part of a start. */
  private static String time(@Nullable Instant instant) {
    if (instant == null) {
      return "";
    }
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(time.toLocalDate().toString()).append(' ');
    pad(text, time.getHour()).append(':');
    pad(text, time.getMinute()).append(':');
    return pad(text, time.getSecond()).toString();
  }

  private static StringBuilder pad(StringBuilder text, int number) {
    return text.append(number < 10 ? "0" : "").append(number);
  }
}
