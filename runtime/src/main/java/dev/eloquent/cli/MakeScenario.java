package dev.eloquent.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code make:scenario}: writes a scenario of the models that have a factory, to fill in. */
@CommandLine.Command(
    description =
        "Writes a scenario with a step for each model that has a factory, to fill in. Needs no"
            + " database.")
final class MakeScenario implements Command {
  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Mixin NewSourceOptions sourceOptions = new NewSourceOptions();

  @Parameters(paramLabel = "NAME", description = "the class, without its package or with it")
  String name = "";

  @Override
  public int run(Session session) {
    NewClass scenario = sourceOptions.named(session, catalogOptions, name, MakeSeed.SUFFIX);
    SkeletonRows rows =
        SkeletonRows.ofScenario(sourceOptions.models(session, catalogOptions, scenario));
    session.print("Written: " + session.show(scenario.write(text(scenario, rows))));
    rows.notes().forEach(note -> session.print("Note: " + note));
    boolean mongo = rows.ready().stream().anyMatch(SeedableModel::isMongo);
    session.print(
        "Fill it in, compile, and tell it: java -jar runtime.jar demo:scenario --test --class "
            + scenario.type()
            + (mongo ? " --mongo" : ""));
    return Exit.DONE;
  }

  private static String text(NewClass scenario, SkeletonRows rows) {
    String context = scenario.use("dev.eloquent.seed.ScenarioContext");
    StringBuilder text = new StringBuilder();
    text.append("/** Say here what story it tells. */\n");
    text.append(rows.annotation(scenario)).append('\n');
    text.append("public final class ").append(scenario.type()).append(" implements ");
    text.append(scenario.use("dev.eloquent.seed.Scenario")).append(" {\n");
    text.append("  @").append(scenario.use("java.lang.Override"));
    text.append("\n  public void tell(").append(context).append(" context) {\n");
    for (SeedableModel model : rows.ready()) {
      String factory = scenario.use(String.valueOf(model.factory()));
      String call = call(model.isMongo(), "new " + factory + "()");
      text.append("    context.step(\n        \"The first ").append(model.simple());
      text.append("\",\n        () -> ").append(call).append(");\n");
    }
    if (rows.ready().isEmpty()) {
      boolean mongo = rows.example() != null && rows.example().isMongo();
      text.append("    context.step(\n        \"Something happens\",\n        () -> {\n");
      rows.how(factory -> call(mongo, factory))
          .forEach(line -> text.append("          // ").append(line).append('\n'));
      text.append("        });\n");
    }
    return text.append("  }\n}\n").toString();
  }

  private static String call(boolean mongo, String factory) {
    return "context.create(context." + (mongo ? "mongo" : "sql") + "(), " + factory + ")";
  }
}
