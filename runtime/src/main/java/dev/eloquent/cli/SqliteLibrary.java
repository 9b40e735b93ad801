package dev.eloquent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands the driver of SQLite its native library, for the first connection of this process.
 *
 * <p>Left alone the driver asks another program which system this is, writes the library to a file,
 * compares that with the original byte by byte, and looks through all temporary files for older
 * ones: together a fifth of a short command. Its setting {@code org.sqlite.lib.path} (<a
 * href="https://github.com/xerial/sqlite-jdbc/blob/master/USAGE.md#configure-loading-of-the-native-library">its
 * documentation</a>) spares it all that. On any other system than those known here, and whenever
 * something goes wrong, it is left alone.
 */
final class SqliteLibrary {
  private static final String PATH = "org.sqlite.lib.path";
  private static final String NAME = "org.sqlite.lib.name";
  private static final String TEMPORARY = "org.sqlite.tmpdir";
  private static final String FILE = "libsqlitejdbc.so";

  /** Whether this process has done it. */
  private static boolean given;

  private final Path folder;
  private final @Nullable String temporaryBefore;

  private SqliteLibrary(Path folder) {
    this.folder = folder;
    this.temporaryBefore = System.getProperty(TEMPORARY);
    System.setProperty(PATH, folder.toString());
    System.setProperty(NAME, FILE);
    // Where it looks for older files: there are none.
    System.setProperty(TEMPORARY, folder.toString());
  }

  /**
   * Writes the library to a folder that nobody else can write to, until it is closed.
   *
   * @param driver the driver's class
   * @return null where the driver is left alone, as for every connection but the first
   */
  static synchronized @Nullable SqliteLibrary give(Class<?> driver) {
    String system = given || isConfigured() ? "" : system();
    if (system.isEmpty()) {
      return null;
    }
    given = true;
    try (InputStream library =
        driver.getResourceAsStream("/org/sqlite/native/" + system + "/" + FILE)) {
      return library == null ? null : write(library);
    } catch (IOException e) {
      // Without room for it, say: the driver has its own way, and words.
      return null;
    }
  }

  private static SqliteLibrary write(InputStream library) throws IOException {
    String configured = System.getProperty(TEMPORARY);
    String prefix = "eloquent-library-";
    Path folder =
        configured == null
            ? Files.createTempDirectory(prefix)
            : Files.createTempDirectory(Path.of(configured), prefix);
    try {
      Files.copy(library, folder.resolve(FILE));
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
    return new SqliteLibrary(folder);
  }

  private static boolean isConfigured() {
    return System.getProperty(PATH) != null || System.getProperty(NAME) != null;
  }

  /** The folder of the library in the driver's jar; empty for what is not known here. */
  private static String system() {
    if (!"Linux".equals(System.getProperty("os.name"))
        || String.valueOf(System.getProperty("java.runtime.name")).contains("Android")) {
      return "";
    }
    return switch (System.getProperty("os.arch", "")) {
      case "amd64" -> isGnu("x86-64", "x86_64") ? "Linux/x86_64" : "";
      case "aarch64" -> isGnu("aarch64", "aarch64") ? "Linux/aarch64" : "";
      default -> "";
    };
  }

  /** Whether the C library is GNU's, and nothing says that it may be musl. */
  private static boolean isGnu(String gnu, String musl) {
    boolean loader =
        Files.exists(Path.of("/lib64/ld-linux-" + gnu + ".so.2"))
            || Files.exists(Path.of("/lib/ld-linux-" + gnu + ".so.1"));
    return loader && !Files.exists(Path.of("/lib/ld-musl-" + musl + ".so.1"));
  }

  /** Deletes it: once it is loaded, its file is not needed. */
  void close() {
    System.clearProperty(PATH);
    System.clearProperty(NAME);
    if (temporaryBefore == null) {
      System.clearProperty(TEMPORARY);
    } else {
      System.setProperty(TEMPORARY, temporaryBefore);
    }
    delete(folder);
  }

  private static void delete(Path folder) {
    for (Path each : List.of(folder.resolve(FILE), folder)) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException e) {
        // A file for temporary files stays among them.
        each.toFile().deleteOnExit();
      }
    }
  }
}
