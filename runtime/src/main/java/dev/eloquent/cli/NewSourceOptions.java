package dev.eloquent.cli;

import dev.eloquent.seal.DraftOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a new class goes. */
final class NewSourceOptions {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "the root of the sources to write to; default src/main/java of the project")
  @Nullable String folder;

  /**
   * The class to write.
   *
   * @param sub the package below that of the application, where none is given
   * @throws CliException if the name is none, or there is no folder for it
   */
  NewClass named(Session session, CatalogOptions catalog, String name, String sub) {
    NewSource.checked(name);
    Optional<DraftOutput> output = output(session, catalog);
    String full = name.contains(".") ? name : packageName(output, name) + "." + sub + "." + name;
    Path near = output.map(DraftOutput::classes).orElse(session.folder().resolve("target/classes"));
    return new NewClass(full, NewSource.below(session, folder, near));
  }

  /** The compiled models that it can use. */
  List<SeedableModel> models(Session session, CatalogOptions catalog, NewClass user) {
    return SeedableModels.of(user, entries(session, catalog), catalog.catalog);
  }

  /** None where nothing is compiled: that is not needed for a name with a package. */
  private static List<Path> entries(Session session, CatalogOptions options) {
    try {
      return ClassPath.entries(session, options.classpath);
    } catch (CliException e) {
      if (options.classpath != null) {
        throw e;
      }
      return List.of();
    }
  }

  /** What the last compile left, if there was one. */
  private static Optional<DraftOutput> output(Session session, CatalogOptions options) {
    String catalog = options.catalog == null ? "" : options.catalog;
    if (!catalog.matches("[A-Za-z0-9_-]{0,100}")) {
      throw CliException.usage(
          "--catalog \"" + Text.oneLine(catalog) + "\" is no id of a catalogue.");
    }
    return entries(session, options).stream()
        .filter(Files::isDirectory)
        .map(path -> new DraftOutput(path, catalog))
        .filter(output -> Files.exists(output.indexFile()))
        .findFirst();
  }

  /** That of the models, above the one that the compiler generates. */
  private static String packageName(Optional<DraftOutput> output, String name) {
    String generated = output.map(DraftOutput::generatedPackage).orElse("");
    int migrations = generated.indexOf(".migrations");
    if (migrations < 0) {
      throw CliException.failed(
          CliProblem.CLASS_NAME,
          "there are no compiled models to take the package from. Compile first, or write the name"
              + " with a package: com.example."
              + name,
          null);
    }
    return generated.substring(0, migrations);
  }
}
