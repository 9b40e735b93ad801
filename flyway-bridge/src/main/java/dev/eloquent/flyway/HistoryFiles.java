package dev.eloquent.flyway;

import dev.eloquent.format.CommittedText;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.SealedFile;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.CatalogVersion.CatalogFile;
import dev.eloquent.migration.CatalogVersion.State;
import dev.eloquent.migration.MigrationCatalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sealed history on a class path, held against the catalogue that was compiled from it. */
final class HistoryFiles {
  private static final String REBUILD = " Run: mvn clean compile";
  private final MigrationCatalog catalog;
  private final ClassLoader loader;
  private final String folder;
  private final LockFile lock;

  HistoryFiles(MigrationCatalog catalog, ClassLoader loader) {
    this.catalog = catalog;
    this.loader = loader;
    this.folder = OutputNames.historyFolder(catalog.id()) + "/";
    this.lock = lock();
  }

  /** The dialect's scripts, each followed by its settings if it has any. */
  List<ScriptResource> scripts(String dialect) {
    List<ScriptResource> scripts = new ArrayList<>();
    boolean anywhere = false;
    for (CatalogVersion version : catalog.versions()) {
      CatalogFile file = version.files().get(dialect);
      anywhere |= file != null;
      if (file != null && version.state() == State.SEALED && !version.java()) {
        String path = dialect + "/" + file.script();
        scripts.add(resource(path, file.sha256()));
        settings(version, path + ".conf").ifPresent(scripts::add);
      }
    }
    if (!anywhere && !catalog.versions().isEmpty()) {
      throw BridgeProblem.DIALECT.exception(
          "No version of the compiled catalogue "
              + catalog.getClass().getName()
              + " has a file for the dialect \""
              + dialect
              + "\". Enable it with the processor's option -Aeloquent.dialects, or name one that is"
              + " enabled.");
    }
    return scripts;
  }

  private Optional<ScriptResource> settings(CatalogVersion version, String path) {
    return lock.version(version.version()).map(SealedVersion::files).orElse(List.of()).stream()
        .filter(file -> file.path().equals(path))
        .map(SealedFile::sha256)
        .map(sha256 -> resource(path, sha256))
        .findFirst();
  }

  private ScriptResource resource(String path, String sha256) {
    try (InputStream in = loader.getResourceAsStream(folder + path)) {
      if (in == null) {
        throw BridgeProblem.MISSING_FILE.exception(
            folder + path + " is not on the class path, but was when it was compiled." + REBUILD);
      }
      byte[] start = in.readNBytes((int) CommittedText.LARGE + 1);
      boolean large = start.length > CommittedText.LARGE;
      InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), in);
      if (!CommittedText.sha256(all).equals(sha256)) {
        throw BridgeProblem.CHANGED_FILE.exception(
            folder
                + path
                + " is not the file that was compiled: its SHA-256 differs. Restore it from version"
                + " control, then run: mvn clean compile");
      }
      String text = large ? null : new String(start, StandardCharsets.UTF_8);
      return new ScriptResource(folder + path, text, loader);
    } catch (IOException e) {
      throw BridgeProblem.UNREADABLE.exception(
          folder + path + " on the class path cannot be read", e);
    }
  }

  private LockFile lock() {
    String path = folder + FileNames.LOCK;
    String text = read(path);
    try {
      LockFile read = text == null ? LockFile.EMPTY : LockFile.parse(text);
      if (!read.headChain().equals(catalog.lockChain())) {
        throw BridgeProblem.STALE.exception(
            "The compiled catalogue "
                + catalog.getClass().getName()
                + " was made from a history that ends at version "
                + catalog.lockVersion()
                + "; "
                + path
                + (text == null
                    ? " is not on the class path."
                    : " on the class path ends at version " + read.lastVersion() + " and differs.")
                + REBUILD);
      }
      return read;
    } catch (FormatException e) {
      throw BridgeProblem.UNREADABLE.exception(folder + e.getMessage(), e);
    }
  }

  private @Nullable String read(String path) {
    try (InputStream in = loader.getResourceAsStream(path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw BridgeProblem.UNREADABLE.exception(path + " on the class path cannot be read", e);
    }
  }
}
