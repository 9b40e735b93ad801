package dev.eloquent.cli;

import dev.eloquent.format.BuildFolder;
import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.seal.DraftOutput;
import dev.eloquent.seal.Resealer;
import dev.eloquent.seal.SealTarget;
import dev.eloquent.seal.Sealer;
import dev.eloquent.seal.Sealer.Request;
import dev.eloquent.seal.Sealer.Sealed;
import dev.eloquent.seal.VersionOpener;
import dev.eloquent.seal.VersionOpener.Opened;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code make:migration}: seals what is drafted and open, or opens a version by hand. */
@CommandLine.Command(
    description =
        "Seals the open versions and the draft of the last compile; or opens a version to be"
            + " written by hand. Needs no database.")
final class MakeMigration implements Command {
  @Mixin CatalogOptions catalogOptions = new CatalogOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "a-z, 0-9 and _; without one the change names itself")
  @Nullable String name;

  @Option(names = "--allow-destructive", description = "also seal or take over what loses data")
  boolean allowDestructive;

  @Option(
      names = "--empty",
      description = "open a version for work on rows, in front of the draft: empty files to fill")
  boolean empty;

  @Option(
      names = "--edit",
      description = "take the draft over as an open version, to change its SQL")
  boolean edit;

  @Option(
      names = "--java",
      description = "open a version for work that SQL cannot do, in front of the draft: a class")
  boolean java;

  @Option(
      names = "--reseal",
      description = "seal the newest sealed version anew after its files were edited")
  boolean reseal;

  @Option(
      names = "--rebase",
      description =
          "after a merge conflict: take the other branch's versions, and put yours behind them")
  boolean rebase;

  @Option(
      names = "--onto",
      paramLabel = "REF",
      description = "with --rebase: the other branch, where git is in the middle of nothing")
  @Nullable String onto;

  @Option(
      names = "--history-table",
      paramLabel = "TABLE",
      description = "with --reseal: the history table; default flyway_schema_history")
  @Nullable String historyTable;

  @Override
  public int run(Session session) {
    String named = catalogOptions.catalog;
    if (named != null && !named.matches("[A-Za-z0-9_-]{0,100}")) {
      throw CliException.usage(
          "--catalog \"" + Text.oneLine(named) + "\" is no id of a catalogue.");
    }
    checkName();
    checkOptions();
    List<Path> folders = folders(session);
    String catalog = named == null ? only(folders) : named;
    Path classes = classes(folders, catalog);
    Path project =
        BuildFolder.above(classes)
            .orElseThrow(
                () ->
                    CliException.failed(
                        "no pom.xml, build.gradle or build.gradle.kts above "
                            + classes
                            + ": only a class folder of a project can be sealed.",
                        null));
    Request request = new Request(classes, project, catalog, name, allowDestructive);
    if (empty) {
      printOpened(session, VersionOpener.empty(request), project, "SQL");
    } else if (edit) {
      printOpened(session, VersionOpener.edit(request), project, "SQL");
    } else if (java) {
      printOpened(session, VersionOpener.java(request), project, "class");
    } else if (reseal) {
      Resealer resealer = Resealer.of(new SealTarget(classes, project, catalog));
      new ResealCheck(session, catalog, historyTable).check(resealer.newest());
      printSealed(session, "Sealed anew: ", resealer.seal(), project);
    } else if (rebase) {
      new Rebase(session, new SealTarget(classes, project, catalog)).run(onto);
    } else {
      printSealed(session, "Sealed ", Sealer.seal(request), project);
    }
    return Exit.DONE;
  }

  private void checkName() {
    if (name != null && !FileNames.isName(name)) {
      throw CliException.usage(
          "\""
              + Text.oneLine(name)
              + "\" cannot name a version: use a-z, 0-9 and _ only, at most "
              + FileNames.MAX_NAME_LENGTH
              + " characters, as in create_users.");
    }
  }

  private void checkOptions() {
    if (Stream.of(empty, edit, java, reseal, rebase).filter(chosen -> chosen).count() > 1) {
      throw CliException.usage("choose one of --empty, --edit, --java, --reseal and --rebase.");
    }
    String option = empty ? "--empty" : "--java";
    if ((empty || java) && name == null) {
      throw CliException.usage(option + " needs a name: make:migration NAME " + option + ".");
    }
    if ((empty || java) && allowDestructive) {
      throw CliException.usage(
          "--allow-destructive is about what is drafted, and " + option + " drafts nothing.");
    }
    if (reseal && (name != null || allowDestructive)) {
      throw CliException.usage(
          "--reseal keeps the newest sealed version's name: it takes neither NAME nor"
              + " --allow-destructive.");
    }
    if (rebase && (name != null || allowDestructive)) {
      throw CliException.usage(
          "--rebase names and seals nothing: it takes neither NAME nor --allow-destructive.");
    }
    if (!rebase && onto != null) {
      throw CliException.usage("--onto belongs to --rebase.");
    }
    if (!reseal && historyTable != null) {
      throw CliException.usage(
          "--history-table belongs to --reseal; nothing else asks a database.");
    }
    DatabaseCommand.checkHistoryTable(historyTable);
  }

  private List<Path> folders(Session session) {
    List<Path> folders =
        ClassPath.entries(session, catalogOptions.classpath).stream()
            .filter(Files::isDirectory)
            .toList();
    if (folders.isEmpty()) {
      throw CliException.failed(
          "make:migration needs a class folder, and --classpath names only jars.", null);
    }
    return folders;
  }

  /**
   * The catalogue that was compiled; the default one if there is none, which the error is about.
   *
   * @throws CliException if there are several
   */
  private static String only(List<Path> folders) {
    SortedSet<String> ids = new TreeSet<>();
    folders.forEach(folder -> ids.addAll(DraftOutput.catalogs(folder)));
    if (ids.size() > 1) {
      throw CliException.usage(
          CliProblem.ONE_CATALOG,
          "several catalogues are compiled there: "
              + ids.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(", "))
              + ". A version is of one of them: name it with --catalog ID, or its classes with"
              + " --classpath; if the id was changed, mvn clean compile.");
    }
    return ids.isEmpty() ? "" : ids.first();
  }

  /** The class folder with a draft's index; else the first, so that the error names it. */
  private static Path classes(List<Path> folders, String catalog) {
    return folders.stream()
        .filter(folder -> Files.exists(new DraftOutput(folder, catalog).indexFile()))
        .findFirst()
        .orElse(folders.get(0));
  }

  private static void printSealed(Session session, String done, Sealed sealed, Path project) {
    String versions =
        sealed.versions().stream().map(MakeMigration::label).collect(Collectors.joining(", "));
    session.print(done + versions + ":");
    printPaths(session, sealed.history(), sealed.paths());
    sealed.notes().forEach(note -> session.print("Note: " + note));
    String folder = session.show(sealed.history());
    session.print(
        "Commit them: git add " + (folder.matches("[\\w./-]+") ? folder : "'" + folder + "'"));
    session.print("Then compile once more before the next migrate:run: " + compileCommand(project));
  }

  private static String label(SealedVersion version) {
    return "V" + version.version() + " " + version.name();
  }

  private void printOpened(Session session, Opened opened, Path project, String what) {
    session.print("Opened V" + opened.version() + " " + opened.name() + ":");
    printPaths(session, opened.history(), opened.paths());
    if (!opened.toFill().isEmpty()) {
      session.print(
          "What is drafted cannot fill existing rows; add the statements that do:"
              + Refusal.list(opened.toFill()));
    }
    session.print(
        "Write the "
            + what
            + ", compile ("
            + compileCommand(project)
            + (java ? "" : "; after further edits " + BuildFolder.rebuildCommand(project))
            + "), try it with migrate:run, and seal it with make:migration");
  }

  private static void printPaths(Session session, Path history, List<String> paths) {
    for (String path : paths) {
      session.print("  " + session.show(history.resolve(path)));
    }
  }

  private static String compileCommand(Path project) {
    return Files.exists(project.resolve("pom.xml")) ? "mvn compile" : "gradle classes";
  }
}
