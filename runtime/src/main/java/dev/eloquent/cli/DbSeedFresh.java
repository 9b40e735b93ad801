package dev.eloquent.cli;

import dev.eloquent.migration.MigrationListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code db:seed:fresh}: {@code migrate:fresh}, then {@code db:seed}; guarded. */
@CommandLine.Command(
    description =
        "Drops what the schema holds, histories excepted, applies again, and seeds. Guarded.")
final class DbSeedFresh extends SeedCommand {
  private static final String NAME = "db:seed:fresh";

  @Mixin GuardOptions guard = new GuardOptions();

  @Option(names = "--sealed-only", description = "leave out what is not sealed")
  boolean sealedOnly;

  private @Nullable Place last;

  @Override
  boolean sealedOnly() {
    return sealedOnly;
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    findSeeder(session, loaded);
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
  void precheck(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    SeedWork.refuse(
        SeedWork.findings(
            targets,
            target ->
                SeedPrecheck.ofAll(
                    loaded,
                    one ->
                        new SeedPrecheck(
                                target, targetOptions.test, false, seeds().models(target.kind()))
                            .beforeFresh(
                                migrator(session, target, loader, one, MigrationListener.NONE)
                                    .build()))));
  }

  @Override
  List<Work> prepare(List<Work> works) {
    last = works.get(works.size() - 1).place();
    return MigrateFresh.empty(works, guard);
  }

  /** Rows come when all schemas are there. */
  @Override
  int run(Work work) {
    MigrateFresh.dropAndApply(work, guard);
    return last == null || last.equals(work.place())
        ? seeds().run(work, lockTimeout(targetOptions))
        : Exit.DONE;
  }
}
