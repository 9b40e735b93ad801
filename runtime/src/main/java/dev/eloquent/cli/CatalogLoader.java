package dev.eloquent.cli;

import dev.eloquent.format.BuildFolder;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.registry.Catalogs;
import dev.eloquent.seal.DraftOutput;
import dev.eloquent.seal.LockHead;
import dev.eloquent.seal.VersionFiles;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the compiled migrations on the application's class path, and never takes stale ones. */
final class CatalogLoader {
  private final Session session;
  private final CatalogOptions options;

  CatalogLoader(Session session, CatalogOptions options) {
    this.session = session;
    this.options = options;
  }

  /**
   * The one catalogue that is meant.
   *
   * @throws CliException if there is none, more than one, or it is not what the lock file says
   */
  LoadedCatalog load() {
    return load(false).get(0);
  }

  /**
   * The catalogues that are meant, at least one; those first that others refer to. They have one
   * class loader, which any of them closes.
   *
   * @throws CliException if there is none, or one is not what its lock file says
   */
  List<LoadedCatalog> loadAll() {
    return load(true);
  }

  private List<LoadedCatalog> load(boolean several) {
    List<Path> entries = ClassPath.entries(session, options.classpath);
    URLClassLoader loader = new URLClassLoader(urls(entries), CatalogLoader.class.getClassLoader());
    try {
      List<MigrationCatalog> chosen = choose(all(loader, entries), entries);
      if (chosen.size() > 1) {
        chosen = Catalogs.inOrder(chosen, loader);
        if (!several) {
          throw CliException.usage(severalOf(chosen, entries));
        }
      }
      List<LoadedCatalog> loaded = new ArrayList<>();
      for (MigrationCatalog catalog : chosen) {
        LoadedCatalog one = new LoadedCatalog(catalog, location(catalog), loader);
        checkFresh(one);
        loaded.add(one);
      }
      return loaded;
    } catch (RuntimeException e) {
      close(loader, e);
      throw e;
    }
  }

  private static void close(URLClassLoader loader, RuntimeException because) {
    try {
      loader.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private static List<MigrationCatalog> all(URLClassLoader loader, List<Path> entries) {
    List<MigrationCatalog> catalogs = new ArrayList<>();
    try {
      if (entries.size() > 1) {
        return Catalogs.all(loader);
      }
      for (MigrationCatalog catalog : ServiceLoader.load(MigrationCatalog.class, loader)) {
        catalogs.add(catalog);
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw CliException.failed(
          "the compiled migrations cannot be loaded: "
              + Text.oneLine(String.valueOf(e.getMessage()))
              + ". Run: mvn clean compile",
          e);
    }
    return catalogs;
  }

  private List<MigrationCatalog> choose(List<MigrationCatalog> all, List<Path> entries) {
    if (all.isEmpty()) {
      throw CliException.failed(
          "no compiled migrations in "
              + searched(entries)
              + ": it names no catalogue (META-INF/services/"
              + MigrationCatalog.class.getName()
              + "). Compile with the annotation processor (mvn clean compile), or name the"
              + " application: --classpath PATH",
          null);
    }
    List<MigrationCatalog> chosen = new ArrayList<>();
    if (options.catalog == null) {
      for (MigrationCatalog catalog : all) {
        if (!catalog.id().equals(OutputNames.TEST_CATALOG)) {
          chosen.add(catalog);
        }
      }
      if (chosen.isEmpty()) {
        throw none("only test migrations", all, entries);
      }
      return chosen;
    }
    List<String> wanted = new ArrayList<>();
    for (String part : options.catalog.split(",", -1)) {
      String id = part.strip();
      wanted.add(id);
      if (all.stream().noneMatch(catalog -> catalog.id().equals(id))) {
        throw none("no catalogue \"" + Text.oneLine(id) + "\"", all, entries);
      }
    }
    all.stream().filter(catalog -> wanted.contains(catalog.id())).forEach(chosen::add);
    return chosen;
  }

  private CliException none(String what, List<MigrationCatalog> all, List<Path> entries) {
    return CliException.usage(
        CliProblem.NO_CATALOG,
        what
            + " in "
            + searched(entries)
            + ", which holds "
            + ids(all)
            + ". Choose with --catalog ID, or name the missing module's classes: --classpath.");
  }

  private String severalOf(List<MigrationCatalog> chosen, List<Path> entries) {
    return Text.count(chosen.size(), "catalogue")
        + " in "
        + searched(entries)
        + ": "
        + ids(chosen)
        + ". Choose one with --catalog ID, or a smaller --classpath.";
  }

  private String searched(List<Path> entries) {
    return entries.stream().map(session::show).collect(Collectors.joining(", "));
  }

  private static String ids(List<MigrationCatalog> catalogs) {
    return catalogs.stream()
        .map(c -> "\"" + c.id() + "\"")
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** The rule is that what runs is what was committed, never what was compiled before a pull. */
  private void checkFresh(LoadedCatalog loaded) {
    MigrationCatalog catalog = loaded.catalog();
    LockHead compiled = new LockHead(catalog.lockVersion(), catalog.lockChain());
    LockHead deployed = loaded.lockHead().orElse(null);
    if (deployed != null) {
      check(loaded, compiled, deployed, loaded.resourceFolder() + " on the class path");
    }
    Path folder = loaded.sourceHistory().orElse(null);
    if (folder != null) {
      check(loaded, compiled, committed(folder), session.show(folder));
      checkOpen(loaded, folder);
    }
  }

  /** Neither Maven nor Gradle compiles again when only an open version's SQL was edited. */
  private void checkOpen(LoadedCatalog loaded, Path folder) {
    MigrationCatalog catalog = loaded.catalog();
    Map<String, String> compiled = new TreeMap<>();
    if (catalog.hasUnsealed()) {
      for (CatalogVersion version : catalog.versions()) {
        if (version.state() == CatalogVersion.State.OPEN) {
          compiled.putAll(FilesCheck.files(version));
        }
      }
      compiled.putAll(settings(loaded));
    }
    Map<String, String> present = VersionFiles.above(catalog.lockVersion(), folder);
    if (!present.equals(compiled)) {
      Set<String> paths = new TreeSet<>(compiled.keySet());
      paths.addAll(present.keySet());
      paths.removeIf(p -> Objects.equals(present.get(p), compiled.get(p)));
      throw CliException.refused(
          "the compiled migrations are stale: "
              + session.show(folder.resolve(paths.iterator().next()))
              + " is not what was compiled. Run: "
              + rebuild(loaded));
    }
  }

  /** A script's settings are in no class; the last compile named them beside. */
  private static Map<String, String> settings(LoadedCatalog loaded) {
    Map<String, String> settings = new TreeMap<>();
    DraftOutput output = new DraftOutput(loaded.location(), loaded.catalog().id());
    if (Files.exists(output.indexFile())) {
      output.index().openVersions().forEach(version -> settings.putAll(version.paths()));
      settings.keySet().removeIf(path -> !FileNames.isSettings(path));
    }
    return settings;
  }

  private static LockHead committed(Path folder) {
    try {
      return LockHead.read(folder.resolve(FileNames.LOCK));
    } catch (NoSuchFileException e) {
      return LockHead.NONE;
    } catch (IOException e) {
      throw CliException.failed(
          folder.resolve(FileNames.LOCK)
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + ").",
          e);
    }
  }

  private static void check(
      LoadedCatalog loaded, LockHead compiled, LockHead committed, String where) {
    if (committed.isSame(compiled)) {
      return;
    }
    String difference =
        committed.version() == compiled.version()
            ? "they differ at version " + committed.version()
            : "the classes end at version "
                + compiled.version()
                + ", the lock file at version "
                + committed.version();
    throw CliException.refused(
        "the compiled migrations are stale: they are not those of "
            + FileNames.LOCK
            + " in "
            + where
            + " ("
            + difference
            + "). Run: "
            + rebuild(loaded));
  }

  private static String rebuild(LoadedCatalog loaded) {
    Optional<String> command = loaded.buildFolder().map(BuildFolder::rebuildCommand);
    return command.isEmpty()
        ? "mvn clean package, and deploy the new jar"
        : command.get() + (BuildFolder.isTestOutput(loaded.location()) ? " test-compile" : "");
  }

  /**
   * Drafts and open versions run only while developing: from a class folder below its build file,
   * and not in production.
   */
  boolean draftsAllowed(LoadedCatalog loaded) {
    return loaded.buildFolder().isPresent() && !session.environment().production();
  }

  /**
   * Refuses a catalogue that holds a draft where drafts must not run.
   *
   * @throws CliException refused
   */
  void checkSealed(LoadedCatalog loaded) {
    if (draftsAllowed(loaded) || !loaded.catalog().hasUnsealed()) {
      return;
    }
    String id = loaded.catalog().id();
    String why =
        session.environment().production()
            ? "APP_ENV is production"
            : session.show(loaded.location()) + " is no class folder below its build file";
    throw CliException.refused(
        CliProblem.UNSEALED,
        (id.isEmpty() ? "the migrations hold" : "catalogue " + id + " holds")
            + " a version that is not sealed, and "
            + why
            + ". Seal it (make:migration), commit and build again; or go on without it:"
            + " --sealed-only");
  }

  private static Path location(MigrationCatalog catalog) {
    try {
      return Path.of(
          catalog.getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path entry is no path", e);
    }
  }

  private static URL[] urls(List<Path> entries) {
    try {
      URL[] urls = new URL[entries.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = entries.get(i).toUri().toURL();
      }
      return urls;
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a path is no URL", e);
    }
  }
}
