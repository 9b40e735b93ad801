package dev.eloquent.cli;

import dev.eloquent.migration.FreshOptions;
import dev.eloquent.migration.FreshResult;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate:fresh}: drops everything and applies again; guarded. */
@CommandLine.Command(
    description = "Drops what the schema holds, histories excepted, and applies again. Guarded.")
final class MigrateFresh extends DatabaseCommand {
  private static final String NAME = "migrate:fresh";

  @Mixin GuardOptions guard = new GuardOptions();

  @Option(names = "--sealed-only", description = "leave out what is not sealed")
  boolean sealedOnly;

  @Override
  boolean sealedOnly() {
    return sealedOnly;
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    guard.check(session, NAME);
    if (!sealedOnly) {
      loader.checkSealed(loaded);
    }
  }

  @Override
  String consent(Session session) {
    return guard.consent(session, NAME);
  }

  @Override
  int run(Work work) {
    dropAndApply(work, guard);
    return Exit.DONE;
  }

  /** Lists what it drops, asks, and does it. */
  static void dropAndApply(Work work, GuardOptions guard) {
    Session session = work.session();
    session.print(work.target().label());
    List<String> plan = work.migrator().freshPlan(FreshOptions.DEFAULT);
    session.print(plan.isEmpty() ? "The schema is empty." : "This drops:");
    plan.forEach(object -> session.print("  " + object));
    if (!plan.isEmpty()) {
      guard.confirm(session, "Drop all that?");
    }
    FreshResult result = work.migrator().fresh(FreshOptions.DEFAULT);
    work.report(
        "Dropped "
            + Text.count(result.dropped().size(), "object")
            + ", applied "
            + Text.count(result.run().applied().size(), "version")
            + ".");
  }
}
