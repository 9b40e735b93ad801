package dev.eloquent.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code make:seed}: writes a seeder that compiles and runs, to fill in. */
@CommandLine.Command(
    description = "Writes a seeder that compiles and runs, to fill in. Needs no database.")
final class MakeSeed implements Command {
  static final String SUFFIX = "seeds";
  private static final String TEXT =
      """
      package %s;

      import dev.eloquent.annotation.Seeds;
      import dev.eloquent.seed.SeedContext;
      import dev.eloquent.seed.Seeder;

      /**
       * Say here what it fills the database with.
       *
       * <p>Name the models that it writes, {@code @Seeds(Customer.class)}, and write rows of them, by a
       * factory ({@code make:factory}): {@code context.createMany(new CustomerFactory(),
       * context.count(10))}. Other seeders run by {@code context.call(OtherSeeder.class)}.
       */
      @Seeds
      public final class %s implements Seeder {
        @Override
        public void run(SeedContext context) {
          // Nothing yet: db:seed says that it wrote no row.
        }
      }
      """;

  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Mixin NewSourceOptions sourceOptions = new NewSourceOptions();

  @Parameters(
      paramLabel = "NAME",
      description = "the class, without its package or with it; DatabaseSeeder is the usual one")
  String name = "";

  @Override
  public int run(Session session) {
    String type = sourceOptions.write(session, catalogOptions, name, SUFFIX, TEXT);
    session.print("Fill it in, compile, and run it: java -jar runtime.jar db:seed --class " + type);
    return Exit.DONE;
  }
}
