package dev.eloquent.cli;

import dev.eloquent.format.OutputNames;
import java.util.ArrayList;
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

  /** One more that is wrong, or several. */
  @Override
  boolean keepsFailures() {
    return true;
  }

  /** Every one that is configured, since one that is forgotten is what is looked for. */
  @Override
  List<Target> targets(Session session) {
    List<Target> targets = new ArrayList<>();
    for (Target target : active(session)) {
      targets.add(target.untouched());
    }
    new SettingsCheckup(session, targetOptions, findings).check(targets);
    new LogsCheckup(session, findings).check(logs);
    return targets;
  }

  private List<Target> active(Session session) {
    String role;
    try {
      role = Variables.role(session.environment());
    } catch (CliException e) {
      unreadable("settings", e);
      return List.of();
    }
    return new Targets(session, targetOptions, role).active(this::unreadable);
  }

  private void unreadable(String place, CliException e) {
    findings.about(place);
    findings.wrong("connection", String.valueOf(e.getMessage()));
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
    findings.about(OutputNames.shown(loaded.catalog().id()));
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
  int runOn(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    super.runOn(session, targets, loader, loaded);
    return exit();
  }

  @Override
  int run(Work work) {
    findings.about(work.label());
    new DatabaseCheckup(work, findings).check();
    return exit();
  }

  private int exit() {
    return findings.wrong() == 0 ? Exit.DONE : Exit.FAILED;
  }

  @Override
  int failed(Session session, Place place, RuntimeException e) {
    findings.about(place.label());
    String message = String.valueOf(e.getMessage());
    boolean begun = message.contains("SQLITE_READONLY_ROLLBACK");
    findings.wrong(
        "connection",
        begun
            ? "a writer was killed, and what it had begun is in a journal beside the file. The next"
                + " connection that may write takes that back, such as that of migrate status; a"
                + " check-up must not"
            : message);
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
