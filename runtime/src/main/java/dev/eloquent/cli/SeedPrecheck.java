package dev.eloquent.cli;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationListener;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.StatusReport;
import dev.eloquent.registry.ModelDescriptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks whether rows could be written into a database, and writes none. */
final class SeedPrecheck {
  private final Target target;
  private final boolean test;
  private final boolean unsealed;
  private final List<ModelDescriptor> models;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * What is in the way.
   *
   * @param text what, and what to do
   */
  record Finding(CliProblem problem, String text) {
    int exit() {
      return problem == CliProblem.UNREACHABLE ? Exit.FAILED : Exit.REFUSED;
    }

    @Override
    public String toString() {
      return text + " [" + problem.code() + "]";
    }
  }

  /**
   * @param test whether {@code --test} chose the database
   * @param unsealed whether the migrations hold what must not run here
   * @param models whose rows would be written
   */
  SeedPrecheck(Target target, boolean test, boolean unsealed, List<ModelDescriptor> models) {
    this.target = target;
    this.test = test;
    this.unsealed = unsealed;
    this.models = models;
  }

  /** What is in the way of seeding there. */
  static List<Finding> look(
      DatabaseCommand command,
      Session session,
      Target target,
      CatalogLoader loader,
      List<LoadedCatalog> loaded,
      List<ModelDescriptor> models) {
    return ofAll(
        loaded,
        one -> {
          boolean unsealed = one.catalog().hasUnsealed() && !loader.draftsAllowed(one);
          return new SeedPrecheck(target, command.targetOptions.test, unsealed, models)
              .all(
                  command.migrator(session, target, loader, one, MigrationListener.NONE).build(),
                  DatabaseCommand.lockTimeout(command.targetOptions));
        });
  }

  /** What is in the way of each catalogue, everything once. */
  static List<Finding> ofAll(
      List<LoadedCatalog> loaded, Function<LoadedCatalog, List<Finding>> look) {
    Set<Finding> findings = new LinkedHashSet<>();
    loaded.forEach(one -> findings.addAll(look.apply(one)));
    return List.copyOf(findings);
  }

  /** What is in the way; the database's own state is not looked at if it is of another kind. */
  List<Finding> beforeFresh(Migrator migrator) {
    connections();
    status(migrator);
    return findings;
  }

  /**
   * What is in the way.
   *
   * @param lockTimeout how long to wait for who changes a table; null for the database's own limit
   */
  private List<Finding> all(Migrator migrator, @Nullable Duration lockTimeout) {
    connections();
    StatusReport report = status(migrator);
    if (report != null) {
      migrated(report);
    }
    if (findings.isEmpty()) {
      rights(lockTimeout);
    }
    return findings;
  }

  private void add(CliProblem problem, String text) {
    findings.add(new Finding(problem, text));
  }

  /** Whether a model has its rows in databases of that kind. */
  static boolean belongs(ModelDescriptor model, Kind kind) {
    return model.connection().isEmpty() ? kind.sql() : model.connection().equals(kind.id());
  }

  private void connections() {
    for (ModelDescriptor model : models) {
      if (!belongs(model, target.kind())) {
        String own = model.connection().isEmpty() ? "the SQL databases" : model.connection();
        String how =
            model.connection().equals(Kind.MONGO.id())
                ? "choose it with --mongo"
                : target.kind().sql()
                    ? "choose it with --" + model.connection()
                    : "leave out --mongo";
        add(
            CliProblem.OTHER_CONNECTION,
            "the model "
                + model.modelClass()
                + " belongs to "
                + own
                + ", and this is "
                + target.kind().id()
                + ": "
                + how
                + ", or name another seeder");
      }
    }
  }

  private @Nullable StatusReport status(Migrator migrator) {
    try {
      return migrator.status();
    } catch (MigrationException e) {
      add(CliProblem.UNREACHABLE, e.getMessage() + " [" + e.code() + "]");
      return null;
    }
  }

  private void migrated(StatusReport report) {
    if (unsealed) {
      add(
          CliProblem.UNSEALED,
          "the migrations hold a version that is not sealed, and it must not run here. Seal it"
              + " (make:migration), commit and build again");
      return;
    }
    List<String> behind =
        report.entries().stream()
            .filter(e -> e.pending() || e.state() == StatusReport.State.CHANGED)
            .map(e -> "V" + e.version() + " " + e.state().label())
            .toList();
    if (!behind.isEmpty()) {
      String option = target.kind().id();
      add(
          CliProblem.NOT_MIGRATED,
          "the database is not where the models are: "
              + behind.stream().limit(5).collect(Collectors.joining(", "))
              + (behind.size() > 5 ? ", …" : "")
              + ". Run: java -jar runtime.jar migrate run --"
              + option
              + (test ? " --test" : ""));
    }
  }

  private void rights(@Nullable Duration lockTimeout) {
    if (!target.kind().sql()) {
      // What a user of MongoDB may do depends on roles that it may not read itself.
      return;
    }
    try {
      for (String missing : new InsertRights(target, lockTimeout).missing(models)) {
        add(CliProblem.NO_INSERT, missing);
      }
    } catch (SQLException e) {
      add(CliProblem.UNREACHABLE, "it cannot be asked for its rights: " + e.getMessage());
    }
  }
}
