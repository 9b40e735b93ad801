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

/** The status as a table for people. */
final class StatusText {
  private StatusText() {}

  static void print(Session session, Target target, StatusReport report) {
    String environment =
        session.environment().get("APP_ENV").map(Text::oneLine).orElse("unset: development");
    session.print(
        target.label()
            + ", history table "
            + report.historyTable()
            + (report.historyExists() ? "" : " (none yet)")
            + ", APP_ENV "
            + environment);
    if (report.entries().isEmpty()) {
      session.print("No migrations.");
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Version", "State", "Name", "Applied (UTC)", "By", "ms", "Batch", "Remarks"));
    report.entries().forEach(entry -> rows.add(row(entry)));
    session.print(Text.table(rows).stripTrailing());
    long pending = report.entries().stream().filter(Entry::pending).count();
    session.print(
        pending == 0 ? "Nothing pending." : Text.count((int) pending, "version") + " pending.");
  }

  private static List<String> row(Entry entry) {
    String by =
        entry.actor() != null ? entry.actor() : Objects.requireNonNullElse(entry.installedBy(), "");
    return List.of(
        entry.version(),
        entry.state().label() + (entry.open() ? ", open" : entry.draft() ? ", draft" : ""),
        Text.oneLine(entry.description()),
        time(entry.installedOn()),
        Text.oneLine(by),
        Objects.toString(entry.durationMillis(), ""),
        Objects.toString(entry.batch(), ""),
        Text.oneLine(entry.detail()));
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
