package dev.eloquent.cli;

import dev.eloquent.registry.ModelCatalog;
import dev.eloquent.registry.ModelDescriptor;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code make:factory}: writes a factory for a compiled model. */
@CommandLine.Command(
    description = "Writes a factory for a compiled model, beside it. Needs no database.")
final class MakeFactory implements Command {
  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "the root of the sources to write to; default src/main/java of the project")
  @Nullable String folder;

  @Parameters(paramLabel = "MODEL", description = "the model, without its package or with it")
  String model = "";

  @Override
  public int run(Session session) {
    NewSource.checked(model);
    try (LoadedCatalog loaded = new CatalogLoader(session, catalogOptions).load()) {
      ModelDescriptor descriptor = find(loaded);
      NewSource sources = NewSource.below(session, folder, loaded.location());
      FactorySource source = new FactorySource(load(loaded, descriptor), descriptor, sources);
      session.print("Written: " + session.show(source.write()));
      source.notes().forEach(note -> session.print("Note: " + note));
      session.print("Look it over, and compile. A seeder uses it (make:seed), or a test.");
    }
    return Exit.DONE;
  }

  private ModelDescriptor find(LoadedCatalog loaded) {
    List<ModelDescriptor> all =
        ServiceLoader.load(ModelCatalog.class, loaded.loader()).stream()
            .map(ServiceLoader.Provider::get)
            .flatMap(catalog -> catalog.models().stream())
            .toList();
    List<ModelDescriptor> found = all.stream().filter(this::isMeant).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.size() > 1) {
      throw CliException.usage(
          CliProblem.NO_MODEL,
          "several models have that name: write one with its package: " + names(found) + ".");
    }
    throw CliException.usage(
        CliProblem.NO_MODEL,
        "there is no compiled model \""
            + Text.oneLine(model)
            + "\""
            + Near.of(model, all.stream().map(MakeFactory::simple).toList())
                .map(near -> "; did you mean " + near + "?")
                .orElse(all.isEmpty() ? ": annotate a class with @Model, and compile." : "."));
  }

  private boolean isMeant(ModelDescriptor descriptor) {
    return simple(descriptor).equals(model)
        || descriptor.modelClass().replace('$', '.').equals(model);
  }

  private static String simple(ModelDescriptor descriptor) {
    return descriptor.modelClass().replaceFirst(".*[.$]", "");
  }

  private static String names(List<ModelDescriptor> models) {
    return models.stream()
        .map(m -> m.modelClass().replace('$', '.'))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Class<?> load(LoadedCatalog loaded, ModelDescriptor descriptor) {
    try {
      return Class.forName(descriptor.modelClass(), false, loaded.loader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw CliException.failed(
          CliProblem.SEEDER_CLASS,
          "the class "
              + descriptor.modelClass()
              + " cannot be loaded: "
              + Text.oneLine(String.valueOf(e.getMessage()))
              + ". Run: mvn clean compile; and where it needs other jars, name them, too:"
              + " --classpath target/classes:other.jar",
          e);
    }
  }
}
