package dev.eloquent.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code db:seed}: fills a database by a seeder. */
@CommandLine.Command(
    description =
        "Fills the database by a seeder, after a look at every database that is meant: nothing is"
            + " written anywhere if one of them is not ready.")
final class DbSeed extends SeedCommand {
  @Option(names = "--force", description = "in production without asking")
  boolean force;

  @Override
  boolean readsOnly() {
    return true;
  }

  @Override
  String consent(Session session) {
    if (!session.environment().production() || targetOptions.test) {
      return "";
    }
    return "db:seed in production: " + (force ? "--force" : "asked, and yes was typed");
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    boolean first = findSeeder(session, loaded);
    if (!first || !session.environment().production() || force || targetOptions.test) {
      return;
    }
    if (!session.terminal()) {
      throw CliException.refused(
          CliProblem.PRODUCTION_ROWS,
          "db:seed writes rows and APP_ENV is production: if that is meant, add --force.");
    }
    if (!session.confirm("APP_ENV is production. Let " + seeds().name() + " write rows there?")) {
      throw CliException.refused(CliProblem.NOT_CONFIRMED, "not confirmed; nothing was changed.");
    }
  }

  @Override
  void precheck(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    SeedWork.refuse(
        SeedWork.findings(
            targets,
            target ->
                SeedPrecheck.look(
                    this, session, target, loader, loaded, seeds().models(target.kind()))));
  }

  /** Rows are of the database, whosever models they are. */
  @Override
  List<Work> prepare(List<Work> works) {
    return works.subList(0, 1);
  }

  @Override
  int run(Work work) {
    work.session().print(work.target().label());
    CatalogLoader loader = new CatalogLoader(work.session(), catalogOptions);
    journalConsent(work.session(), work.target(), loader, work.loaded());
    return SeedWork.interruptible(
        work.session(), () -> seeds().run(work, lockTimeout(targetOptions)));
  }
}
