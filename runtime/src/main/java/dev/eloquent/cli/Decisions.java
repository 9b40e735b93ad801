package dev.eloquent.cli;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.Migrator;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Journals what a guard refused, or was overruled in, where there is a journal that is writable.
 */
final class Decisions {
  /** Nobody waits longer to be told no, or to go on. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Decisions() {}

  /** What is written into a journal. */
  private interface Entry {
    /** Writes it; false where there is no journal. */
    boolean write(Migrator migrator);
  }

  /** Journals a refusal on one database; that it cannot be is logged, and no failure. */
  static void refused(
      Session session, Target target, Supplier<Migrator.Builder> migrator, CliException refusal) {
    String why = session.redactor().clean(String.valueOf(refusal.getMessage()));
    journal(session, target, migrator, "refusal", quick -> quick.journalRefusal(why));
  }

  /**
   * Journals the builder's consent to write rows on one database; that it cannot be is logged, and
   * no failure: who writes rows need not be able to write the journal.
   */
  static void forced(Session session, Target target, Supplier<Migrator.Builder> migrator) {
    journal(session, target, migrator, "consent", Migrator::journalConsent);
  }

  private static void journal(
      Session session,
      Target target,
      Supplier<Migrator.Builder> migrator,
      String what,
      Entry entry) {
    if (target.missing()) {
      return;
    }
    try {
      boolean journalled = entry.write(migrator.get().lockTimeout(PATIENCE).build());
      session.info(
          what + ".journalled",
          target + (journalled ? ": the " + what + " is journalled" : ": there is no journal yet"),
          Map.of("connection", target.kind().id()));
    } catch (MigrationException | CliException e) {
      session.info(
          what + ".unjournalled",
          target + ": the " + what + " cannot be journalled: " + e.getMessage(),
          Map.of("connection", target.kind().id()));
    }
  }
}
