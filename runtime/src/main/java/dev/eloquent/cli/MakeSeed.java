package dev.eloquent.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code make:seed}: writes a seeder of the models that have a factory. */
@CommandLine.Command(
    description =
        "Writes a seeder: of the model that it is called after (UserSeeder), else of all that have a"
            + " factory. Needs no database.")
final class MakeSeed implements Command {
  static final String SUFFIX = "seeds";

  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Mixin NewSourceOptions sourceOptions = new NewSourceOptions();

  @Parameters(
      paramLabel = "NAME",
      description = "the class, without its package or with it; DatabaseSeeder is the usual one")
  String name = "";

  @Override
  public int run(Session session) {
    NewClass seeder = sourceOptions.named(session, catalogOptions, name, SUFFIX);
    SkeletonRows rows =
        SkeletonRows.ofSeeder(seeder.type(), sourceOptions.models(session, catalogOptions, seeder));
    session.print("Written: " + session.show(seeder.write(text(seeder, rows))));
    rows.notes().forEach(note -> session.print("Note: " + note));
    boolean mongo = rows.ready().stream().anyMatch(SeedableModel::isMongo);
    session.print(
        (rows.ready().isEmpty() ? "Fill it in" : "Look it over")
            + ", compile, and run it: java -jar runtime.jar db:seed --class "
            + seeder.type()
            + (mongo ? " --mongo" : ""));
    return Exit.DONE;
  }

  private static String text(NewClass seeder, SkeletonRows rows) {
    String context = seeder.use("dev.eloquent.seed.SeedContext");
    StringBuilder text = new StringBuilder();
    text.append(
        "/** Fills the database; other seeders run by {@code context.call(Other.class)}. */\n");
    text.append(rows.annotation(seeder)).append('\n');
    text.append("public final class ").append(seeder.type());
    text.append(" implements ").append(seeder.use("dev.eloquent.seed.Seeder")).append(" {\n");
    text.append("  @").append(seeder.use("java.lang.Override"));
    text.append("\n  public void run(").append(context).append(" context) {\n");
    for (SeedableModel model : rows.ready()) {
      String factory = seeder.use(String.valueOf(model.factory()));
      text.append("    ").append(call("new " + factory + "()")).append(";\n");
    }
    if (rows.ready().isEmpty()) {
      rows.how(MakeSeed::call).forEach(line -> text.append("    // ").append(line).append('\n'));
    }
    return text.append("  }\n}\n").toString();
  }

  private static String call(String factory) {
    return "context.insertMany(" + factory + ", context.count(10))";
  }
}
