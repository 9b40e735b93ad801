package dev.eloquent.cli;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.PretendedVersion;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.migration.RunResult;
import dev.eloquent.migration.TxMode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate:run}: applies what is pending. */
@CommandLine.Command(description = "Applies what is pending.")
final class MigrateRun extends DatabaseCommand {
  private static final String REDO = "migrate:run --redo-draft";

  @Option(names = "--to", paramLabel = "V", description = "up to this version")
  @Nullable Integer to;

  @Option(names = "--step", paramLabel = "N", description = "at most so many versions")
  @Nullable Integer step;

  @Option(names = "--pretend", description = "print the SQL, change nothing")
  boolean pretend;

  @Mixin GuardOptions guard = new GuardOptions();

  @Option(
      names = "--redo-draft",
      description = "undo an applied draft that has changed, with its rows, and apply it anew")
  boolean redoDraft;

  @Option(
      names = "--out-of-order",
      description = "also apply a version that is missing below an applied one")
  boolean outOfOrder;

  @Option(
      names = "--tx-mode",
      paramLabel = "MODE",
      completionCandidates = TxModes.class,
      description = "each version (the default), all of them or none is one transaction")
  @Nullable String txMode;

  @Option(names = "--sealed-only", description = "leave out what is not sealed")
  boolean sealedOnly;

  @Override
  boolean readsOnly() {
    return pretend;
  }

  /** What it prints is a script. */
  @Override
  void printSummary(Session session, String table) {
    session.print(pretend ? table.replaceAll("(?m)^", "-- ") : table);
  }

  @Override
  boolean sealedOnly() {
    return sealedOnly;
  }

  @Override
  void checkArguments() {
    Numbers.atLeastOne("--to", to);
    Numbers.atLeastOne("--step", step);
    Numbers.notBoth("--to", to, "--step", step);
    mode();
  }

  @Override
  List<String> ofOneCatalog() {
    return Numbers.given("--to", to, "--step", step);
  }

  @Override
  List<Work> prepare(List<Work> works) {
    SeveralCatalogs.checkReferences(works);
    return works;
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    if (redoDraft && !pretend) {
      guard.checkProduction(session, REDO);
    }
    if (!sealedOnly) {
      loader.checkSealed(loaded);
    }
  }

  @Override
  String consent(Session session) {
    return session.environment().production()
        ? guard.consent(session, REDO)
        : REDO + (redoDraft ? "" : ": asked, and yes was typed");
  }

  @Override
  int run(Work work) {
    RunOptions options =
        RunOptions.ALL
            .withTo(to == null ? 0 : to)
            .withStep(step == null ? 0 : step)
            .withRedoDraft(redoDraft)
            .withOutOfOrder(outOfOrder)
            .withTxMode(mode())
            .withPretend(pretend);
    if (!pretend) {
      work.session().print(work.label());
    }
    RunResult result = runAsking(work, options);
    if (pretend) {
      printScript(work, result.pretended(), false, mode() == TxMode.ALL);
    } else {
      report(work, result);
    }
    return Exit.DONE;
  }

  private TxMode mode() {
    if (txMode == null) {
      return TxMode.EACH;
    }
    for (TxMode mode : TxMode.values()) {
      if (TxModes.word(mode).equals(txMode)) {
        return mode;
      }
    }
    throw CliException.usage(
        "--tx-mode \""
            + Text.oneLine(txMode)
            + "\": it is each, all or none"
            + Near.of(txMode, TxModes.words())
                .map(near -> "; did you mean " + near + "?")
                .orElse("."));
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
              && !work.session().environment().production()
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
    work.report(
        applied == 0
            ? "Nothing to apply" + left + "."
            : "Applied "
                + Text.count(applied, "version")
                + ", batch "
                + result.batch()
                + left
                + ".");
  }

  /** Prints what would run, as a script. */
  static void printScript(Work work, List<PretendedVersion> versions, boolean undo, boolean whole) {
    Session session = work.session();
    SqlScript script = new SqlScript(work.target().dialect(), session::printExactly);
    script.begin(session.redactor().clean(Text.oneLine(work.label())), undo, whole);
    if (versions.isEmpty()) {
      script.nothing();
    }
    versions.forEach(script::version);
  }
}
