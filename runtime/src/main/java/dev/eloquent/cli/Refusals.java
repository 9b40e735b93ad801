package dev.eloquent.cli;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.Migrator;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Journals what a guard refused, where there is a journal that can be written. */
final class Refusals {
  /** Nobody waits longer to be told no. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Refusals() {}

  /** Journals a refusal on one database; that it cannot be is logged, and no failure. */
  static void journal(
      Session session, Target target, Supplier<Migrator.Builder> migrator, CliException refusal) {
    if (target.missing()) {
      return;
    }
    String why = session.redactor().clean(String.valueOf(refusal.getMessage()));
    try {
      Migrator quick = migrator.get().lockTimeout(PATIENCE).build();
      boolean journalled = quick.journalRefusal(why);
      session.info(
          "refusal.journalled",
          target + (journalled ? ": the refusal is journalled" : ": there is no journal yet"),
          Map.of("connection", target.kind().id()));
    } catch (MigrationException | CliException e) {
      session.info(
          "refusal.unjournalled",
          target + ": the refusal cannot be journalled: " + e.getMessage(),
          Map.of("connection", target.kind().id()));
    }
  }
}
