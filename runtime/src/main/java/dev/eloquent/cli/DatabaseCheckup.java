package dev.eloquent.cli;

import dev.eloquent.migration.AuditReport;
import dev.eloquent.migration.StatusReport;
import dev.eloquent.migration.ValidationReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at one catalogue in one database: where it stands, and whether its history is kept. */
final class DatabaseCheckup {
  private static final String AUDIT = "audit";
  private static final int SHOWN = 10;

  private final DatabaseCommand.Work work;
  private final Findings findings;

  DatabaseCheckup(DatabaseCommand.Work work, Findings findings) {
    this.work = work;
    this.findings = findings;
  }

  void check() {
    status(work.migrator().status());
    ValidationReport validation = work.migrator().validate();
    validation.problems().forEach(problem -> findings.wrong("history", problem.located()));
    if (validation.valid()) {
      String head = validation.head();
      findings.ok(
          "history",
          "rows and chain agree"
              + (head.isEmpty() ? "" : "; keep the head elsewhere: --expect-head " + head));
    }
    AuditReport audit = work.migrator().audit();
    journal(audit);
    if (audit.journalExists()) {
      appendOnly(audit);
    }
    decisions(audit.decisions());
  }

  private void status(StatusReport report) {
    Map<StatusReport.State, Integer> counts = new TreeMap<>();
    int pending = 0;
    for (StatusReport.Entry entry : report.entries()) {
      counts.merge(entry.state(), 1, Integer::sum);
      pending += entry.pending() ? 1 : 0;
    }
    if (pending > 0) {
      findings.note("status", Text.count(pending, "version") + " pending: migrate run");
    }
    List<String> bad = new ArrayList<>();
    for (StatusReport.State state :
        List.of(
            StatusReport.State.FAILED,
            StatusReport.State.IN_DOUBT,
            StatusReport.State.CHANGED,
            StatusReport.State.MISSING)) {
      if (counts.containsKey(state)) {
        bad.add(counts.get(state) + " " + state.label());
      }
    }
    if (!bad.isEmpty()) {
      findings.wrong("status", String.join(", ", bad) + ": look at migrate status");
    } else if (pending == 0) {
      findings.ok("status", "nothing pending");
    }
    if (counts.containsKey(StatusReport.State.UNKNOWN)) {
      findings.note(
          "status",
          Text.count(counts.get(StatusReport.State.UNKNOWN), "version")
              + " of a newer application than this one");
    }
  }

  private void journal(AuditReport audit) {
    if (!audit.historyExists()) {
      findings.note(AUDIT, "nothing was ever migrated here");
    } else if (!audit.journalExists()) {
      findings.note(
          AUDIT,
          audit.historyTable() + " is Flyway's alone; the next migrate run begins a journal");
    } else {
      findings.ok(AUDIT, audit.journal() + " has " + Text.count(audit.events(), "event"));
    }
  }

  private void appendOnly(AuditReport audit) {
    Target target = work.target();
    if (!target.kind().sql()) {
      return;
    }
    try (Connection connection = target.forReading().getConnection()) {
      for (String table : List.of(audit.historyTable(), audit.journal())) {
        rows(table, Rights.onRows(target.kind(), connection, table));
      }
    } catch (SQLException e) {
      findings.wrong(
          AUDIT, "rights cannot be read: " + Text.oneLine(String.valueOf(e.getMessage())));
    }
  }

  private void rows(String table, Rights.OnRows rights) {
    if (!rights.open().isEmpty()) {
      findings.note(
          AUDIT,
          "nothing keeps this user from "
              + String.join(", ", rights.open())
              + " in "
              + table
              + "; how to: docs/reliability.md, \"Rows are only added\"");
    }
    if (!rights.unseen().isEmpty()) {
      findings.note(
          AUDIT,
          "this user has the right to "
              + String.join(", ", rights.unseen())
              + " in "
              + table
              + ", and cannot see whether triggers refuse it, for which it would need the right"
              + " TRIGGER: look as the user who migrates");
    }
    if (rights.open().isEmpty() && rights.unseen().isEmpty()) {
      findings.ok(AUDIT, table + ": rows can only be added");
    }
  }

  private void decisions(List<AuditReport.Decision> decisions) {
    int from = Math.max(0, decisions.size() - SHOWN);
    if (from > 0) {
      findings.note(AUDIT, Text.count(from, "older decision") + " in the journal");
    }
    for (AuditReport.Decision decision : decisions.subList(from, decisions.size())) {
      findings.note(
          AUDIT,
          (decision.forced() ? "forced" : "refused")
              + " at "
              + decision.at()
              + " by "
              + Text.oneLine(decision.actor())
              + ": "
              + Text.oneLine(decision.what()));
    }
  }
}
