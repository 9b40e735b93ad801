package dev.eloquent.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code migrate:doctor}: the check-up before and after an upgrade. */
@CommandLine.Command(
    description =
        "Checks settings, roles, files, logs and every configured database. Changes nothing.")
final class MigrateDoctor extends DatabaseCommand {
  @Option(names = "--json", description = "as JSON, for programs")
  boolean json;

  @Option(
      names = "--logs",
      paramLabel = "FILE,...",
      description = "log files to look through for secrets that are set here")
  @Nullable String logs;

  private final Findings findings = new Findings();

  @Override
  boolean readsOnly() {
    return true;
  }

  /** Every one that is configured, since one that is forgotten is what is looked for. */
  @Override
  List<Target> targets(Session session) {
    List<Target> targets = new Targets(session, targetOptions).active();
    new SettingsCheckup(session, targetOptions, findings).check(targets);
    new LogsCheckup(session, findings).check(logs);
    return targets;
  }

  /** Stale classes, or none, are found like anything else; only a wrong option is not. */
  @Override
  int unloaded(Session session, RuntimeException e) {
    if (e instanceof CliException refusal && refusal.exit() == Exit.USAGE) {
      throw e;
    }
    findings.about("compiled migrations");
    findings.wrong("files", String.valueOf(e.getMessage()));
    findings.note("connection", "no database was looked at, for lack of versions to compare with");
    end(session);
    return Exit.FAILED;
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    findings.about(Place.name(loaded.catalog().id()));
    List<String> problems = new FilesCheck(session, loaded).problems();
    problems.forEach(problem -> findings.wrong("files", problem));
    if (problems.isEmpty()) {
      findings.ok("files", "what is sealed is as it was sealed");
    }
    if (!loaded.catalog().hasUnsealed()) {
      return;
    }
    if (loader.draftsAllowed(loaded)) {
      findings.note("files", "there is a draft, or an open version: seal it with make:migration");
    } else {
      findings.wrong(
          "files",
          "there is a draft, or an open version, which does not run here: seal it with"
              + " make:migration, commit, and build again");
    }
  }

  @Override
  int run(Work work) {
    findings.about(work.label());
    try {
      new DatabaseCheckup(work, findings).check();
    } catch (RuntimeException e) {
      RuntimeException told = explained(work.session(), work.place(), List.of(work.loaded()), e);
      findings.wrong("connection", String.valueOf(told.getMessage()));
    }
    return findings.wrong() == 0 ? Exit.DONE : Exit.FAILED;
  }

  @Override
  int failed(Session session, Place place, RuntimeException e) {
    findings.about(place.label());
    findings.wrong("connection", String.valueOf(e.getMessage()));
    return Exit.FAILED;
  }

  /** What came of each is in the findings. */
  @Override
  void printSummary(Session session, String table) {}

  @Override
  void end(Session session) {
    if (json) {
      findings.printJson(session);
    } else {
      findings.printText(session);
    }
  }
}
