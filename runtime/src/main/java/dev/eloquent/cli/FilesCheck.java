package dev.eloquent.cli;

import dev.eloquent.format.CommittedText;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.SealedFile;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.SchemaText;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.CatalogVersion.CatalogFile;
import dev.eloquent.migration.CatalogVersion.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Whether the committed files, the lock file and the compiled versions say the same. */
final class FilesCheck {
  private final Session session;
  private final LoadedCatalog loaded;
  private final List<String> problems = new ArrayList<>();

  FilesCheck(Session session, LoadedCatalog loaded) {
    this.session = session;
    this.loaded = loaded;
  }

  /** What is wrong, in the sources where there are any and on the class path; empty if nothing. */
  List<String> problems() {
    Optional<Path> source = loaded.sourceHistory();
    source.ifPresent(
        folder ->
            check(
                session.show(folder),
                path -> read(folder.resolve(path), FilesCheck::text),
                path -> read(folder.resolve(path), CommittedText::sha256)));
    if (loaded.lockResource().isPresent()) {
      check(
          loaded.resourceFolder() + " on the class path",
          loaded::resource,
          path -> loaded.resource(path, CommittedText::sha256));
    }
    return problems;
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  private Optional<String> read(Path file, LoadedCatalog.Use<String> use) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(use.read(in));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      problems.add(session.show(file) + " cannot be read (" + e.getClass().getSimpleName() + ")");
      return Optional.empty();
    }
  }

  private void check(
      String where,
      Function<String, Optional<String>> reader,
      Function<String, Optional<String>> sha256) {
    try {
      LockFile lock = reader.apply(FileNames.LOCK).map(LockFile::parse).orElse(LockFile.EMPTY);
      for (SealedVersion version : lock.versions()) {
        for (SealedFile file : version.files()) {
          checkFile(where, version, file, sha256.apply(file.path()));
        }
      }
      checkSchema(where, lock, reader.apply(FileNames.SCHEMA));
      checkCompiled(where, lock);
    } catch (FormatException e) {
      problems.add(where + ": " + e.getMessage());
    }
  }

  private void checkFile(
      String where, SealedVersion version, SealedFile file, Optional<String> sha256) {
    String fix = ". Restore it from version control.";
    if (sha256.isEmpty()) {
      problems.add(
          where + ": " + file.path() + " of version " + version.version() + " is missing" + fix);
    } else if (!sha256.get().equals(file.sha256())) {
      problems.add(
          where
              + ": "
              + file.path()
              + " of version "
              + version.version()
              + " was changed after it was sealed"
              + fix);
    }
  }

  private void checkSchema(String where, LockFile lock, Optional<String> text) {
    if (lock.versions().isEmpty()) {
      return;
    }
    boolean matches =
        text.isPresent()
            && SchemaText.hash(text.get()).equals(lock.headSchema())
            && SchemaText.chain(text.get()).equals(lock.headChain());
    if (!matches) {
      problems.add(
          where
              + ": "
              + FileNames.SCHEMA
              + (text.isEmpty() ? " is missing" : " is not the one that was sealed")
              + ". Restore it from version control.");
    }
  }

  private void checkCompiled(String where, LockFile lock) {
    for (CatalogVersion version : loaded.catalog().versions()) {
      if (version.state() == State.SEALED) {
        Optional<SealedVersion> sealed = lock.version(version.version());
        boolean matches =
            sealed.isPresent()
                && sealed.get().chainHash().equals(version.chainHash())
                && Objects.equals(
                    version.java() ? version.className() : null, sealed.get().className())
                && files(version).equals(files(sealed.get()));
        if (!matches) {
          problems.add(
              where
                  + ": the compiled version "
                  + version.version()
                  + " is not the sealed one. Run: mvn clean compile");
        }
      }
    }
  }

  /** The files that were compiled, by path, with their SHA-256. */
  static Map<String, String> files(CatalogVersion version) {
    Map<String, String> files = new HashMap<>();
    if (version.java()) {
      return files;
    }
    for (Map.Entry<String, CatalogFile> entry : version.files().entrySet()) {
      CatalogFile file = entry.getValue();
      String dialect = entry.getKey();
      files.put(FileNames.migration(dialect, version.version(), version.name()), file.sha256());
      if (file.undoSha256() != null) {
        files.put(FileNames.undo(dialect, version.version(), version.name()), file.undoSha256());
      }
    }
    return files;
  }

  /** Of the sealed files those that run; a script's settings are not compiled. */
  private static Map<String, String> files(SealedVersion version) {
    Map<String, String> files = new HashMap<>();
    for (SealedFile file : version.files()) {
      if (FileNames.parse(file.path()).isPresent()) {
        files.put(file.path(), file.sha256());
      }
    }
    return files;
  }
}
