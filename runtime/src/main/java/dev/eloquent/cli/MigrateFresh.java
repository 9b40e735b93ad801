package dev.eloquent.cli;

import dev.eloquent.migration.FreshOptions;
import dev.eloquent.migration.FreshResult;
import dev.eloquent.migration.Migrators;
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
  List<Work> prepare(List<Work> works) {
    return empty(works, guard);
  }

  @Override
  int run(Work work) {
    dropAndApply(work, guard);
    return Exit.DONE;
  }

  /** The schema is that of all of them, and emptied once. */
  static List<Work> empty(List<Work> works, GuardOptions guard) {
    Session session = works.get(0).session();
    Migrators migrators = SeveralCatalogs.migrators(works);
    session.print(works.get(0).target().label());
    confirm(session, migrators.emptyPlan(), guard);
    List<String> dropped = migrators.empty();
    session.print("Dropped " + Text.count(dropped.size(), "object") + ".");
    return works;
  }

  private static void confirm(Session session, List<String> plan, GuardOptions guard) {
    session.print(plan.isEmpty() ? "The schema is empty." : "This drops:");
    plan.forEach(object -> session.print("  " + object));
    if (!plan.isEmpty()) {
      guard.confirm(session, "Drop all that?");
    }
  }

  /** Lists what it drops, asks, and does it; of several only applies, the schema is empty. */
  static void dropAndApply(Work work, GuardOptions guard) {
    work.session().print(work.label());
    if (work.place().oneOfSeveral()) {
      MigrateRun.report(work, work.migrator().run());
      return;
    }
    confirm(work.session(), work.migrator().freshPlan(FreshOptions.DEFAULT), guard);
    FreshResult result = work.migrator().fresh(FreshOptions.DEFAULT);
    work.report(
        "Dropped "
            + Text.count(result.dropped().size(), "object")
            + ", applied "
            + Text.count(result.run().applied().size(), "version")
            + ".");
  }
}
