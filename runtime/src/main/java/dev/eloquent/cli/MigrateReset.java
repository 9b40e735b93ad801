package dev.eloquent.cli;

import dev.eloquent.migration.RollbackOptions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code migrate:reset}: undoes everything; guarded. */
@CommandLine.Command(description = "Undoes everything, from the newest version down. Guarded.")
final class MigrateReset extends DatabaseCommand {
  private static final String NAME = "migrate:reset";

  @Mixin GuardOptions guard = new GuardOptions();

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    guard.check(session, NAME);
  }

  @Override
  String consent(Session session) {
    return guard.consent(session, NAME);
  }

  /** One question for all of them. */
  @Override
  List<Work> prepare(List<Work> works) {
    confirm(works.get(0));
    return SeveralCatalogs.those(works, SeveralCatalogs.migrators(works).lastFirst());
  }

  private void confirm(Work work) {
    guard.confirm(
        work.session(), "Undo every version on " + work.target().label() + ", with all its rows?");
  }

  @Override
  int run(Work work) {
    if (!work.place().oneOfSeveral()) {
      confirm(work);
    }
    return MigrateRollback.rollBack(work, RollbackOptions.all());
  }
}
