package dev.eloquent.cli;

import dev.eloquent.migration.ValidationReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code migrate:validate}: history, journal chain, lock file and files agree. */
@CommandLine.Command(description = "Checks that history, journal, lock file and files agree.")
final class MigrateValidate extends DatabaseCommand {
  @Option(
      names = "--expect-head",
      paramLabel = "HEAD",
      description = "what an earlier validate printed as head; finds an end that was cut off")
  @Nullable String expectHead;

  private List<String> fileProblems = List.of();

  @Override
  boolean readsOnly() {
    return true;
  }

  @Override
  void checkArguments() {
    if (expectHead != null && !expectHead.matches("[0-9]{1,18}:[0-9a-f]{64}")) {
      throw CliException.usage(
          "--expect-head \"" + Text.oneLine(expectHead) + "\" is no head: NUMBER:HASH.");
    }
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    fileProblems = new FilesCheck(session, loaded).problems();
  }

  @Override
  int run(Work work) {
    Session session = work.session();
    ValidationReport report = work.migrator().validate(expectHead);
    session.print(work.target().label());
    List<String> problems = new ArrayList<>(fileProblems);
    report
        .problems()
        .forEach(
            p -> {
              String kind = p.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
              problems.add(kind + " in " + p.table() + ": " + p.message());
            });
    report.notes().forEach(note -> session.print("  note     " + note));
    problems.forEach(problem -> session.print("  problem  " + problem));
    if (!report.head().isEmpty()) {
      session.print("  head     " + report.head());
    }
    if (problems.isEmpty()) {
      session.print("Valid.");
      return Exit.DONE;
    }
    session.error("validate.failed", Text.count(problems.size(), "problem") + " found", null);
    return Exit.FAILED;
  }
}
