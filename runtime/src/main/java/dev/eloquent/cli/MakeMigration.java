package dev.eloquent.cli;

import dev.eloquent.format.BuildFolder;
import dev.eloquent.format.DraftOutput;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.Sealer;
import dev.eloquent.format.Sealer.Sealed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code make:migration}: seals the draft of the last compile. */
@CommandLine.Command(
    description = "Seals the draft of the last compile as the next version; needs no database.")
final class MakeMigration implements Command {
  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "a-z, 0-9 and _; without one the change names itself")
  @Nullable String name;

  @Option(names = "--allow-destructive", description = "also seal what loses data")
  boolean allowDestructive;

  @Override
  public int run(Session session) {
    String catalog = catalogOptions.catalog == null ? "" : catalogOptions.catalog;
    if (!catalog.matches("[A-Za-z0-9_-]*")) {
      throw CliException.usage(
          "--catalog \"" + Text.oneLine(catalog) + "\" is no id of a catalogue.");
    }
    if (name != null && !FileNames.isName(name)) {
      throw CliException.usage(
          "\""
              + Text.oneLine(name)
              + "\" cannot name a version: use a-z, 0-9 and _ only, at most "
              + FileNames.MAX_NAME_LENGTH
              + " characters, as in create_users.");
    }
    Path classes = classes(session, catalog);
    Path project =
        BuildFolder.above(classes)
            .orElseThrow(
                () ->
                    CliException.failed(
                        "no pom.xml, build.gradle or build.gradle.kts above "
                            + classes
                            + ": only a class folder of a project can be sealed.",
                        null));
    Sealed sealed =
        Sealer.seal(new Sealer.Request(classes, project, catalog, name, allowDestructive));
    print(session, sealed, project);
    return Exit.DONE;
  }

  /** The class folder with a draft's index; else the first, so that the error names it. */
  private Path classes(Session session, String catalog) {
    List<Path> folders =
        ClassPath.entries(session, catalogOptions.classpath).stream()
            .filter(Files::isDirectory)
            .toList();
    if (folders.isEmpty()) {
      throw CliException.failed(
          "make:migration needs a class folder, and --classpath names only jars.", null);
    }
    return folders.stream()
        .filter(folder -> Files.exists(new DraftOutput(folder, catalog).indexFile()))
        .findFirst()
        .orElse(folders.get(0));
  }

  private static void print(Session session, Sealed sealed, Path project) {
    session.print("Sealed V" + sealed.version() + " " + sealed.name() + ":");
    for (String path : sealed.paths()) {
      session.print("  " + session.show(sealed.history().resolve(path)));
    }
    String folder = session.show(sealed.history());
    session.print(
        "Commit them: git add " + (folder.matches("[\\w./-]+") ? folder : "'" + folder + "'"));
    session.print(
        "Then compile once more before the next migrate:run: "
            + (Files.exists(project.resolve("pom.xml")) ? "mvn compile" : "gradle classes"));
  }
}
