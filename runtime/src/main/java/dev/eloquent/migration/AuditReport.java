package dev.eloquent.migration;

import dev.eloquent.history.JournalEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor asks of a history: whether it is kept, and what people decided against a guard.
 *
 * @param historyTable the history table's name
 * @param journal the journal's name
 * @param historyExists whether the history table is there
 * @param journalExists whether the journal is there
 * @param events how many events the journal has
 * @param decisions what was forced or refused, the oldest first
 */
public record AuditReport(
    String historyTable,
    String journal,
    boolean historyExists,
    boolean journalExists,
    int events,
    List<Decision> decisions) {
  /**
   * A decision.
   *
   * @param forced whether it was carried out; otherwise a guard refused it
   * @param at when; null if the journal's text is no time
   * @param actor who ran the command
   * @param what the command and the consent, or the reason of the refusal
   */
  public record Decision(boolean forced, @Nullable Instant at, String actor, String what) {}

  /** Copies the list. */
  public AuditReport {
    decisions = List.copyOf(decisions);
  }

  static AuditReport read(Session session) throws SQLException {
    Session.Loaded loaded = session.readOnly(false);
    Set<String> existing = loaded.existing();
    List<Decision> decisions = new ArrayList<>();
    for (JournalEvent event : loaded.events()) {
      boolean forced = event.entry().is(JournalEvent.Type.FORCED);
      if (forced || event.entry().is(JournalEvent.Type.REFUSED)) {
        decisions.add(
            new Decision(forced, event.instant(), event.author().actor(), event.entry().detail()));
      }
    }
    return new AuditReport(
        session.history().table(),
        session.history().journal(),
        existing.contains(session.history().table()),
        existing.contains(session.history().journal()),
        loaded.events().size(),
        decisions);
  }
}
