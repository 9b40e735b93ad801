package dev.eloquent.cli;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.PretendedVersion;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.migration.RunResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code migrate:run}: applies what is pending. */
@CommandLine.Command(description = "Applies what is pending.")
final class MigrateRun extends DatabaseCommand {
  @Option(names = "--to", paramLabel = "V", description = "up to this version")
  @Nullable Integer to;

  @Option(names = "--step", paramLabel = "N", description = "at most so many versions")
  @Nullable Integer step;

  @Option(names = "--pretend", description = "print the SQL, change nothing")
  boolean pretend;

  @Option(
      names = "--redo-draft",
      description = "undo an applied draft that has changed, with its rows, and apply it anew")
  boolean redoDraft;

  @Option(names = "--sealed-only", description = "leave out what is not sealed")
  boolean sealedOnly;

  @Override
  boolean readsOnly() {
    return pretend;
  }

  @Override
  boolean sealedOnly() {
    return sealedOnly;
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    Numbers.atLeastOne("--to", to);
    Numbers.atLeastOne("--step", step);
    Numbers.notBoth("--to", to, "--step", step);
    if (!sealedOnly) {
      loader.checkSealed(loaded);
    }
  }

  @Override
  int run(Work work) {
    RunOptions options =
        new RunOptions(to == null ? 0 : to, step == null ? 0 : step, redoDraft, pretend);
    if (!pretend) {
      work.session().print(work.target().label());
    }
    RunResult result = runAsking(work, options);
    if (pretend) {
      pretended(work, result);
    } else {
      report(work, result);
    }
    return Exit.DONE;
  }

  /** Only a person can say that the rows of a changed draft may go. */
  private static RunResult runAsking(Work work, RunOptions options) {
    try {
      return work.migrator().run(options);
    } catch (MigrationException e) {
      boolean ask =
          e.problem() == MigrationProblem.DRAFT_CHANGED
              && !options.redoDraft()
              && !options.pretend()
              && work.session().terminal();
      if (!ask || !work.session().confirm(e.getMessage() + "\nUndo it and apply it anew?")) {
        throw e;
      }
      return work.migrator().run(options.withRedoDraft(true));
    }
  }

  static void report(Work work, RunResult result) {
    int applied = result.applied().size();
    String left =
        result.skipped().isEmpty()
            ? ""
            : "; left out: " + Text.count(result.skipped().size(), "version");
    work.session()
        .print(
            applied == 0
                ? "Nothing to apply" + left + "."
                : "Applied "
                    + Text.count(applied, "version")
                    + ", batch "
                    + result.batch()
                    + left
                    + ".");
  }

  private static void pretended(Work work, RunResult result) {
    Session session = work.session();
    session.print("-- " + work.target().label());
    if (result.pretended().isEmpty()) {
      session.print("-- nothing to apply");
    }
    for (PretendedVersion version : result.pretended()) {
      session.print(
          "-- "
              + (version.java() ? "V" + version.version() + ": Java class " : "")
              + version.script()
              + (version.undo() ? " (undo)" : ""));
      version
          .statements()
          .forEach(sql -> session.printExactly(sql.endsWith(";") ? sql : sql + ";"));
    }
  }
}
