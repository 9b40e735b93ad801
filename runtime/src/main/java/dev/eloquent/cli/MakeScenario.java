package dev.eloquent.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code make:scenario}: writes a scenario that compiles and runs, to fill in. */
@CommandLine.Command(
    description = "Writes a scenario that compiles and runs, to fill in. Needs no database.")
final class MakeScenario implements Command {
  private static final String TEXT =
      """
      package %s;

      import dev.eloquent.annotation.Seeds;
      import dev.eloquent.seed.Scenario;
      import dev.eloquent.seed.ScenarioContext;

      /**
       * Say here what story %s tells.
       *
       * <p>Name its models, {@code @Seeds({Customer.class, AuditEvent.class})}, and let the steps write
       * them: {@code context.create(context.sql(), new CustomerFactory())}, {@code
       * context.create(context.mongo(), new AuditEventFactory())}.
       */
      @Seeds
      public final class %s implements Scenario {
        @Override
        public void tell(ScenarioContext context) {
          context.step("Something happens", () -> {});
          context.step("Something follows from it", () -> {});
        }
      }
      """;

  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Mixin NewSourceOptions sourceOptions = new NewSourceOptions();

  @Parameters(paramLabel = "NAME", description = "the class, without its package or with it")
  String name = "";

  @Override
  public int run(Session session) {
    String type = sourceOptions.write(session, catalogOptions, name, MakeSeed.SUFFIX, TEXT);
    session.print(
        "Fill it in, compile, and tell it: java -jar runtime.jar demo:scenario --test --class "
            + type);
    return Exit.DONE;
  }
}
