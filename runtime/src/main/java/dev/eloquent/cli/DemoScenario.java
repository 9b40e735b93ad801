package dev.eloquent.cli;

import dev.eloquent.cli.SeedPrecheck.Finding;
import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.seed.ModelStore;
import dev.eloquent.seed.Scenario;
import dev.eloquent.seed.SeedResult;
import dev.eloquent.seed.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo:scenario}: tells a scenario on a SQL database, and on MongoDB with it. */
@CommandLine.Command(
    description =
        "Tells a scenario on a SQL database, and with --mongo on MongoDB, too. For production's own"
            + " database it is guarded.")
final class DemoScenario extends DatabaseCommand {
  private static final String NAME = "demo:scenario";

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "which scenario; default the only one")
  @Nullable String className;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the seed number: another one gives other rows; default 0")
  @Nullable Integer seed;

  @Mixin GuardOptions guard = new GuardOptions();

  private @Nullable Scenario scenario;
  private List<ModelDescriptor> models = List.of();

  @Override
  boolean readsOnly() {
    return true;
  }

  @Override
  void checkArguments() {
    Numbers.atLeast(0, "--seed", seed);
    if (targetOptions.allConnections) {
      throw CliException.usage(
          NAME + " tells one story: choose one SQL database in place of --all-connections.");
    }
  }

  /** With {@code --mongo} the SQL database that is meant without it, and MongoDB. */
  @Override
  List<Target> targets(Session session) {
    List<Target> targets = new ArrayList<>();
    boolean mongo = targetOptions.mongo;
    targetOptions.mongo = false;
    targets.addAll(new Targets(session, targetOptions).resolve());
    targetOptions.mongo = mongo;
    if (mongo && targets.get(0).kind().sql()) {
      targets.add(new Targets(session, targetOptions).of(Kind.MONGO));
    }
    return targets;
  }

  @Override
  void check(Session session, CatalogLoader loader, LoadedCatalog loaded) {
    if (scenario != null) {
      return;
    }
    SeedClasses<Scenario> classes = new SeedClasses<>(Scenario.class, "scenario", "", loaded);
    scenario = classes.find(className);
    models = SeedWork.register(loaded, classes.models(scenario));
    if (!targetOptions.test) {
      guard.checkProduction(session, NAME);
    }
  }

  @Override
  String consent(Session session) {
    boolean needed = session.environment().production() && !targetOptions.test;
    return needed ? guard.consent(session, NAME) : "";
  }

  private Scenario scenario() {
    return Objects.requireNonNull(scenario, "checked first");
  }

  @Override
  void precheck(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    for (ModelDescriptor model : models) {
      if (targets.stream().noneMatch(target -> SeedPrecheck.belongs(model, target.kind()))) {
        throw CliException.refused(
            CliProblem.OTHER_CONNECTION,
            scenario().getClass().getSimpleName()
                + " needs "
                + (model.connection().isEmpty() ? "a SQL database" : model.connection())
                + " for the model "
                + model.modelClass()
                + ": choose it"
                + (model.connection().isEmpty()
                    ? ", with --sqlite, --pg, --mysql or --url."
                    : " with --" + model.connection() + "."));
      }
    }
    SeedWork.refuse(SeedWork.findings(targets, target -> look(session, target, loader, loaded)));
  }

  private List<Finding> look(
      Session session, Target target, CatalogLoader loader, List<LoadedCatalog> loaded) {
    List<ModelDescriptor> there =
        models.stream().filter(model -> SeedPrecheck.belongs(model, target.kind())).toList();
    return SeedPrecheck.look(this, session, target, loader, loaded, there);
  }

  @Override
  int runOn(
      Session session, List<Target> targets, CatalogLoader loader, List<LoadedCatalog> loaded) {
    targets.forEach(
        target -> {
          session.print(target.label());
          journalConsent(session, target, loader, loaded.get(0));
        });
    return SeedWork.interruptible(session, () -> tell(session, targets, loaded.get(0)));
  }

  private int tell(Session session, List<Target> targets, LoadedCatalog loaded) {
    String name = scenario().getClass().getSimpleName();
    boolean sql = targets.get(0).kind().sql();
    try (OpenStore first = OpenStore.of(targets.get(0), lockTimeout(targetOptions));
        OpenStore second =
            targets.size() > 1 ? OpenStore.of(targets.get(1), lockTimeout(targetOptions)) : null;
        SeedProgress progress = new SeedProgress(session, name)) {
      @Nullable ModelStore other = second == null ? null : second.store();
      Telling telling =
          Telling.on(sql ? first.store() : null, sql ? other : first.store())
              .seed(seed == null ? 0 : seed)
              .listener(progress);
      SeedResult result = SeedWork.withClasses(loaded, () -> telling.tell(scenario()));
      session.info("scenario.finished", name + ": " + result.total() + " rows", Map.of());
      session.print(
          name
              + " is told"
              + (result.total() == 0 ? "." : ": " + SeedProgress.rows(result.rows()) + "."));
      return Exit.DONE;
    }
  }

  @Override
  int run(Work work) {
    throw new IllegalStateException("a scenario is told on all databases together");
  }
}
