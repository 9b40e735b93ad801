package dev.eloquent.cli;

import dev.eloquent.migration.Migrators;
import dev.eloquent.migration.RollbackOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate:rollback}: undoes from the newest version down. */
@CommandLine.Command(description = "Undoes what the newest run applied, or more.")
final class MigrateRollback extends DatabaseCommand {
  private static final String EVERYTHING = "migrate:rollback of everything";

  @Mixin GuardOptions guard = new GuardOptions();

  @Option(names = "--step", paramLabel = "N", description = "the newest N versions")
  @Nullable Integer step;

  @Option(names = "--to", paramLabel = "V", description = "everything above this version")
  @Nullable Integer to;

  @Option(names = "--all-migrations", description = "everything")
  boolean all;

  @Option(names = "--pretend", description = "print the SQL, change nothing")
  boolean pretend;

  @Override
  boolean readsOnly() {
    return pretend;
  }

  @Override
  void checkArguments() {
    Numbers.atLeastOne("--step", step);
    Numbers.atLeast(0, "--to", to);
    Numbers.notBoth("--step", step, "--to", to);
    Object everything = all ? Boolean.TRUE : null;
    Numbers.notBoth("--step", step, "--all-migrations", everything);
    Numbers.notBoth("--to", to, "--all-migrations", everything);
  }

  @Override
  List<String> ofOneCatalog() {
    return Numbers.given("--to", to, "--step", step);
  }

  /** The newest batch may be in some of them only. */
  @Override
  List<Work> prepare(List<Work> works) {
    Migrators migrators = SeveralCatalogs.migrators(works);
    if (all) {
      return SeveralCatalogs.those(works, migrators.lastFirst());
    }
    List<Work> newest =
        works.get(0).target().missing()
            ? List.of()
            : SeveralCatalogs.those(works, migrators.newestBatch());
    return newest.isEmpty() ? works.subList(0, 1) : newest;
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    if (everything()) {
      guard.checkProduction(session, EVERYTHING);
    }
  }

  /** That is a reset, and in production needs what a reset needs. */
  private boolean everything() {
    return all || (to != null && to == 0);
  }

  @Override
  String consent(Session session) {
    return everything() && session.environment().production()
        ? guard.consent(session, EVERYTHING)
        : "";
  }

  @Override
  int run(Work work) {
    RollbackOptions options = RollbackOptions.newestBatch();
    if (all) {
      options = RollbackOptions.all();
    } else if (to != null) {
      options = RollbackOptions.to(to);
    } else if (step != null) {
      options = RollbackOptions.step(step);
    }
    if (pretend) {
      RollbackOptions only = options.withPretend(true);
      MigrateRun.printScript(work, work.migrator().rollback(only).pretended(), true, false);
      return Exit.DONE;
    }
    return rollBack(work, options);
  }

  static int rollBack(Work work, RollbackOptions options) {
    work.session().print(work.label());
    int count = work.target().missing() ? 0 : work.migrator().rollback(options).rolledBack().size();
    work.report(
        count == 0 ? "Nothing to roll back." : "Rolled back " + Text.count(count, "version") + ".");
    return Exit.DONE;
  }
}
