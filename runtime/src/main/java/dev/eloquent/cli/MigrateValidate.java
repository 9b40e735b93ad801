package dev.eloquent.cli;

import dev.eloquent.migration.ValidationReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code migrate:validate}: history, journal chain, lock file and files agree. */
@CommandLine.Command(description = "Checks that history, journal, lock file and files agree.")
final class MigrateValidate extends DatabaseCommand {
  @Option(
      names = "--expect-head",
      paramLabel = "HEAD",
      description =
          "what an earlier validate printed as head; finds an end that was cut off. ID=HEAD,ID=HEAD"
              + " of several catalogues")
  @Nullable String expectHead;

  private final ExpectedHeads expected = new ExpectedHeads();
  private final Map<String, List<String>> fileProblems = new HashMap<>();

  @Override
  boolean readsOnly() {
    return true;
  }

  @Override
  void checkArguments() {
    if (expectHead != null) {
      expected.parse(expectHead);
    }
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    List<String> problems = new FilesCheck(session, loaded).problems();
    fileProblems.put(loaded.catalog().id(), problems);
  }

  @Override
  List<Work> prepare(List<Work> works) {
    expected.checkNames(works.stream().map(Work::place).toList());
    return works;
  }

  @Override
  int run(Work work) {
    Session session = work.session();
    ValidationReport report = work.migrator().validate(expected.of(work.place()));
    session.print(work.label());
    List<String> problems =
        new ArrayList<>(fileProblems.getOrDefault(work.place().catalog(), List.of()));
    report
        .problems()
        .forEach(
            p -> {
              String kind = p.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
              problems.add(kind + " in " + p.located());
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
    boolean oneOfSeveral = targetOptions.allConnections || work.place().oneOfSeveral();
    session.error(
        "validate.failed",
        (oneOfSeveral ? work.label() + ": " : "")
            + Text.count(problems.size(), "problem")
            + " found",
        null);
    return Exit.FAILED;
  }
}
