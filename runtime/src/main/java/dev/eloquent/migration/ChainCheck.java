package dev.eloquent.migration;

import dev.eloquent.history.JournalEvent;
import dev.eloquent.migration.ValidationReport.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the journal's chain, and names what breaks it. */
final class ChainCheck {
  private final String table;
  private final List<Problem> problems = new ArrayList<>();

  ChainCheck(String table) {
    this.table = table;
  }

  List<Problem> problems(List<JournalEvent> events) {
    Map<String, Long> ids = new HashMap<>();
    events.forEach(event -> ids.put(event.hash(), event.id()));
    long expectedId = 1;
    String previous = "";
    for (JournalEvent event : events) {
      if (event.id() > expectedId) {
        deleted(expectedId, event.id() - 1);
      }
      check(event, previous, event.id() > expectedId, ids);
      expectedId = event.id() + 1;
      previous = event.hash();
    }
    return problems;
  }

  private void deleted(long from, long to) {
    String which = from == to ? "event " + from : "events " + from + " to " + to;
    add(ValidationReport.Kind.DELETED, which + " deleted: the ids have a gap.");
  }

  private void check(JournalEvent event, String previous, boolean afterGap, Map<String, Long> ids) {
    if (!event.hash().equals(event.expectedHash())) {
      Long place = place(event, ids);
      if (place != null) {
        add(
            ValidationReport.Kind.REORDERED,
            where(event) + " was event " + place + ": events were reordered.");
      } else {
        add(
            ValidationReport.Kind.CHANGED,
            where(event) + " was changed: its hash does not fit its values.");
      }
    } else if (!event.previousHash().equals(previous) && !afterGap) {
      Long before = ids.get(event.previousHash());
      if (before != null) {
        add(
            ValidationReport.Kind.INSERTED,
            "between event " + before + " and event " + event.id() + " something was inserted.");
      } else {
        add(
            ValidationReport.Kind.CHANGED,
            where(event)
                + " does not continue the event before it: that was replaced or rewritten.");
      }
    }
  }

  /** The id with which the event's hash is right: it follows the event that it names. */
  private static @Nullable Long place(JournalEvent event, Map<String, Long> ids) {
    if (event.previousHash().isEmpty()) {
      return event.hasHashAt(1) ? Long.valueOf(1) : null;
    }
    for (long id = 1; id <= ids.size() + 1L; id++) {
      if (event.hasHashAt(id)) {
        return id;
      }
    }
    return null;
  }

  private String where(JournalEvent event) {
    String version = event.entry().version();
    return "event "
        + event.id()
        + " ("
        + event.entry().type()
        + (version.isEmpty() ? "" : ", version " + version)
        + ")";
  }

  private void add(ValidationReport.Kind kind, String message) {
    problems.add(new Problem(kind, table, table + ": " + message));
  }
}
