package dev.eloquent.cli;

import dev.eloquent.format.BuildFolder;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.seal.LockHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A catalogue, the class path entry that it came from, and the loader that must stay open while it
 * is used.
 */
record LoadedCatalog(MigrationCatalog catalog, Path location, URLClassLoader loader)
    implements AutoCloseable {

  /** The folder of the build file, if the catalogue is in a class folder below one. */
  Optional<Path> buildFolder() {
    return Files.isDirectory(location) ? BuildFolder.above(location) : Optional.empty();
  }

  /**
   * The history folder in the sources, if the catalogue is in a class folder below a build file.
   */
  Optional<Path> sourceHistory() {
    return buildFolder().map(folder -> folder.resolve(catalog.historyFolder()));
  }

  /** Where the history is below the class path's roots. */
  String resourceFolder() {
    String history = catalog.historyFolder().replace('\\', '/');
    int resources = history.lastIndexOf("/resources/");
    return resources < 0
        ? OutputNames.historyFolder(catalog.id())
        : history.substring(resources + "/resources/".length());
  }

  /** The text of a file of the history as the class path has it. */
  Optional<String> resource(String path) {
    return resource(path, in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
  }

  /** What reads a file. */
  interface Use<T> {
    /** Reads it to its end. */
    T read(InputStream in) throws IOException;
  }

  /**
   * What is read of a file of the history as the class path has it; that of the catalogue's own
   * entry before any other.
   */
  <T> Optional<T> resource(String path, Use<T> use) {
    String name = resourceFolder() + "/" + path;
    try {
      if (Files.isDirectory(location) && Files.exists(location.resolve(name))) {
        try (InputStream in = Files.newInputStream(location.resolve(name))) {
          return Optional.of(use.read(in));
        }
      }
      URL own =
          Files.isDirectory(location) ? null : new URL("jar:" + location.toUri() + "!/" + name);
      Optional<T> inJar = own == null ? Optional.empty() : read(own, use);
      URL other = inJar.isPresent() ? null : loader.findResource(name);
      return other == null ? inJar : read(other, use);
    } catch (IOException e) {
      throw CliException.failed(
          name + " on the class path cannot be read (" + e.getClass().getSimpleName() + ").", e);
    }
  }

  private static <T> Optional<T> read(URL url, Use<T> use) throws IOException {
    java.net.URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return Optional.of(use.read(in));
    } catch (java.io.FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The end of the lock file that the class path has. */
  Optional<LockHead> lockHead() {
    Path file = location.resolve(resourceFolder() + "/" + FileNames.LOCK);
    if (!Files.isDirectory(location) || !Files.exists(file)) {
      return lockResource().map(LockHead::of);
    }
    try {
      return Optional.of(LockHead.read(file));
    } catch (IOException e) {
      throw CliException.failed(
          file + " cannot be read (" + e.getClass().getSimpleName() + ").", e);
    }
  }

  /** The text of the lock file as the class path has it. */
  Optional<String> lockResource() {
    return resource(FileNames.LOCK);
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw CliException.failed("the class path cannot be closed: " + e.getMessage(), e);
    }
  }
}
