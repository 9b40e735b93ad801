package dev.eloquent.cli;

import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.Resume;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.migration.RunResult;
import dev.eloquent.migration.StatusReport;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code migrate:resume}: decides about the statement that is in doubt, and goes on. */
@CommandLine.Command(
    description = "Says how the statement ended in which a run was killed, and goes on with it.")
final class MigrateResume extends DatabaseCommand {
  @Option(names = "--assume-done", description = "it took effect: go on behind it")
  boolean assumeDone;

  @Option(names = "--retry", description = "it did not take effect: run it")
  boolean retry;

  @Option(names = "--to", paramLabel = "V", description = "then up to this version")
  @Nullable Integer to;

  @Option(
      names = "--step",
      paramLabel = "N",
      description = "at most so many versions, this included")
  @Nullable Integer step;

  @Option(
      names = "--out-of-order",
      description = "also where the version is missing below an applied one")
  boolean outOfOrder;

  @Option(names = "--sealed-only", description = "leave out what is not sealed")
  boolean sealedOnly;

  @Override
  boolean sealedOnly() {
    return sealedOnly;
  }

  @Override
  void checkArguments() {
    if (assumeDone == retry) {
      throw CliException.usage(
          "migrate:resume needs exactly one of --assume-done (the statement took effect) and --retry"
              + " (it did not).");
    }
    if (targetOptions.allConnections) {
      throw CliException.usage(
          "migrate:resume decides about one database, and not with --all-connections: look at each,"
              + " and name it.");
    }
    Numbers.atLeastOne("--to", to);
    Numbers.atLeastOne("--step", step);
    Numbers.notBoth("--to", to, "--step", step);
  }

  @Override
  List<String> ofOneCatalog() {
    return Numbers.given("--to", to, "--step", step);
  }

  /** The decision is about one statement. */
  @Override
  List<Work> prepare(List<Work> works) {
    List<Work> inDoubt = works.stream().filter(MigrateResume::isInDoubt).toList();
    if (inDoubt.size() > 1) {
      throw CliException.usage(
          CliProblem.ONE_CATALOG,
          "a statement is in doubt in several catalogues: "
              + inDoubt.stream()
                  .map(work -> OutputNames.shown(work.place().catalog()))
                  .collect(Collectors.joining(", "))
              + ". Look at each, and name it: --catalog ID.");
    }
    return inDoubt.isEmpty() ? works.subList(0, 1) : inDoubt;
  }

  private static boolean isInDoubt(Work work) {
    return work.migrator().status().entries().stream()
        .anyMatch(entry -> entry.state() == StatusReport.State.IN_DOUBT);
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    if (!sealedOnly) {
      loader.checkSealed(loaded);
    }
  }

  @Override
  int run(Work work) {
    work.session().print(work.label());
    RunOptions options =
        RunOptions.ALL
            .withTo(to == null ? 0 : to)
            .withStep(step == null ? 0 : step)
            .withOutOfOrder(outOfOrder);
    RunResult result =
        work.migrator().resume(assumeDone ? Resume.ASSUME_DONE : Resume.RETRY, options);
    if (result.redone().isEmpty()) {
      MigrateRun.report(work, result);
    } else {
      work.report("Rolled back " + Text.count(result.redone().size(), "version") + ".");
    }
    return Exit.DONE;
  }
}
