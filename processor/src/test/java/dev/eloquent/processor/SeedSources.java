package dev.eloquent.processor;

/** Sources of classes with {@code @Seeds}. */
final class SeedSources {
  private SeedSources() {}

  /** A seeder of package {@code shop}. */
  static void seeder(ProjectFixture project, String name, String models) {
    stubs(project);
    project.write(
        "src/main/java/shop/" + name + ".java",
        """
        package shop;

        import dev.eloquent.annotation.Seeds;
        import dev.eloquent.seed.SeedContext;
        import dev.eloquent.seed.Seeder;

        @Seeds({%s})
        public class %s implements Seeder {
          @Override public void run(SeedContext context) {}
        }
        """
            .formatted(models, name));
  }

  static void stubs(ProjectFixture project) {
    String folder = "src/main/java/dev/eloquent/seed/";
    project
        .write(
            folder + "SeedContext.java",
            "package dev.eloquent.seed; public interface SeedContext {}")
        .write(
            folder + "Seeder.java",
            "package dev.eloquent.seed; public interface Seeder { void run(SeedContext c); }")
        .write(folder + "Scenario.java", "package dev.eloquent.seed; public interface Scenario {}")
        .write(
            folder + "Factory.java",
            "package dev.eloquent.seed; public abstract class Factory<T> {}");
  }
}
