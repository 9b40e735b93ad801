package dev.eloquent.cli;

import dev.eloquent.cli.SeedPrecheck.Finding;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.registry.ModelDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code db:seed:precheck}: whether {@code db:seed} could run. */
@CommandLine.Command(
    description =
        "Shows of every database that is meant whether db:seed could run there: reachable,"
            + " migrated, rights. Changes nothing.")
final class DbSeedPrecheck extends DatabaseCommand {
  @Mixin SeedOptions seedOptions = new SeedOptions();

  @Option(names = "--json", description = "as JSON, for programs")
  boolean json;

  private @Nullable SeedWork seeds;

  @Override
  boolean readsOnly() {
    return true;
  }

  @Override
  void checkArguments() {
    seedOptions.check();
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    if (seeds == null) {
      seeds = new SeedWork(session, loaded, seedOptions);
    }
  }

  /** What is in the way of seeding there. */
  static List<Finding> look(
      DatabaseCommand command,
      Session session,
      Target target,
      CatalogLoader loader,
      List<LoadedCatalog> loaded,
      List<ModelDescriptor> models) {
    return SeedPrecheck.ofAll(
        loaded,
        one -> {
          boolean unsealed = one.catalog().hasUnsealed() && !loader.draftsAllowed(one);
          return new SeedPrecheck(target, command.targetOptions.test, unsealed, models)
              .all(command.migrator(session, target, loader, one, MigrationListener.NONE).build());
        });
  }

  @Override
  int runOn(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    SeedWork work = Objects.requireNonNull(seeds, "checked first");
    Map<Target, List<Finding>> findings =
        SeedWork.findings(
            targets,
            target -> look(this, session, target, loader, loaded, work.models(target.kind())));
    if (json) {
      PrecheckJson.print(session, work.name(), findings);
    } else {
      print(session, work.name(), findings);
    }
    return findings.values().stream()
        .flatMap(List::stream)
        .mapToInt(Finding::exit)
        .reduce(Exit.DONE, DbSeedPrecheck::worse);
  }

  private static int worse(int one, int other) {
    return one == Exit.FAILED || other == Exit.FAILED ? Exit.FAILED : Math.max(one, other);
  }

  private static void print(Session session, String seeder, Map<Target, List<Finding>> findings) {
    findings.forEach(
        (target, all) -> {
          session.print(
              target + (all.isEmpty() ? ": ready for " + seeder : ": not ready for " + seeder));
          all.forEach(finding -> session.print("  " + finding));
        });
  }

  @Override
  int run(Work work) {
    throw new IllegalStateException("all databases are looked at together");
  }
}
