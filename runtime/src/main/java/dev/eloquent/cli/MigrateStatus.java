package dev.eloquent.cli;

import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.StatusReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code migrate:status}: where every version stands. */
@CommandLine.Command(description = "Shows where every version stands.")
final class MigrateStatus extends DatabaseCommand {
  @Option(names = "--json", description = "as JSON, for programs")
  boolean json;

  @Option(names = "--check", description = "exit with 4 if anything is pending")
  boolean check;

  private @Nullable StatusJson document;

  @Override
  boolean readsOnly() {
    return true;
  }

  @Override
  void begin(Session session) {
    if (json) {
      document = new StatusJson(session);
    }
  }

  @Override
  int run(Work work) {
    StatusReport report = work.migrator().status();
    if (document != null) {
      document.add(work.place(), report);
    } else {
      StatusText.print(work.session(), work.label(), report);
    }
    if (work.loaded().catalog().isDisabled(report.dialect())) {
      work.session()
          .warn(
              "dialect.disabled",
              work.target().label()
                  + ": newer versions exist for other databases only, so migrate:run refuses. Enable"
                  + " the dialect again, or use another database ["
                  + MigrationProblem.DIALECT_DISABLED.code()
                  + "]");
      return check ? Exit.REFUSED : Exit.DONE;
    }
    return check && report.hasPending() ? Exit.PENDING : Exit.DONE;
  }

  @Override
  int failed(Session session, Place place, RuntimeException e) {
    if (document == null) {
      return super.failed(session, place, e);
    }
    document.addFailed(place, String.valueOf(e.getMessage()));
    return Main.reportOne(session, place, e);
  }

  /** The document has everything that the table has. */
  @Override
  void printSummary(Session session, String table) {
    if (document == null) {
      super.printSummary(session, table);
    }
  }

  @Override
  void end(Session session) {
    if (document != null) {
      document.print();
    }
  }
}
