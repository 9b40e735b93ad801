package dev.eloquent.cli;

import dev.eloquent.registry.ModelCatalog;
import dev.eloquent.registry.ModelDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code migrate:diagram}: the models as an entity-relationship diagram, without a database. */
@CommandLine.Command(
    description = "Draws the models as an entity-relationship diagram; needs no database.")
final class MigrateDiagram implements Command {
  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "write Mermaid there, for a name that ends with .md as a block of Markdown")
  @Nullable String output;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write one page there that draws it and needs no network")
  @Nullable String html;

  @Override
  public int run(Session session) {
    try (LoadedCatalog loaded = new CatalogLoader(session, catalogOptions).load()) {
      List<ModelDescriptor> models = models(loaded);
      String diagram = ErDiagram.of(models);
      if (output != null) {
        boolean markdown = output.endsWith(".md");
        write(session, output, markdown ? "```mermaid\n" + diagram + "```\n" : diagram);
      }
      if (html != null) {
        String id = loaded.catalog().id();
        String title = "Models" + (id.isEmpty() ? "" : " of " + id);
        write(session, html, DiagramPage.of(title, diagram));
      }
      if (output == null && html == null) {
        session.printDocument(diagram.stripTrailing());
      }
    }
    return Exit.DONE;
  }

  private static List<ModelDescriptor> models(LoadedCatalog loaded) {
    String id = loaded.catalog().id();
    List<ModelDescriptor> models =
        ServiceLoader.load(ModelCatalog.class, loaded.loader()).stream()
            .map(ServiceLoader.Provider::get)
            .filter(catalog -> catalog.id().equals(id))
            .flatMap(catalog -> catalog.models().stream())
            .toList();
    if (models.isEmpty()) {
      throw CliException.failed("there is no model: annotate a class and compile.", null);
    }
    return models;
  }

  private static void write(Session session, String name, String text) {
    Path file = session.resolve(name);
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw CliException.failed(
          Text.oneLine(session.show(file))
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "). Make its folder, or name another file.",
          e);
    }
    session.print("written: " + session.show(file));
  }
}
