package dev.eloquent.cli;

import dev.eloquent.cli.SeedPrecheck.Finding;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code db:seed:precheck}: whether {@code db:seed} could run. */
@CommandLine.Command(
    description =
        "Shows of every database that is meant whether db:seed could run there: reachable,"
            + " migrated, rights. Changes nothing.")
final class DbSeedPrecheck extends SeedCommand {
  @Option(names = "--json", description = "as JSON, for programs")
  boolean json;

  @Override
  boolean readsOnly() {
    return true;
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    findSeeder(session, loaded);
  }

  @Override
  int runOn(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    SeedWork work = seeds();
    Map<Target, List<Finding>> findings =
        SeedWork.findings(
            targets,
            target ->
                SeedPrecheck.look(
                    this, session, target, loader, loaded, work.models(target.kind())));
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
