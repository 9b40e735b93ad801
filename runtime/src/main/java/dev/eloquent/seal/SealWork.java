package dev.eloquent.seal;

import dev.eloquent.format.BuildFolder;
import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.DraftIndex.Draft;
import dev.eloquent.format.DraftIndex.DraftFile;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.SealedFile;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.SchemaText;
import dev.eloquent.seal.SealException.Reason;
import dev.eloquent.seal.Sealer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What sealing and opening work on: what was compiled, and the history that it must still belong
 * to.
 *
 * @param index what the last compile left
 * @param lock the sealed versions
 */
record SealWork(
    Request request,
    DraftOutput output,
    SourceCheck sources,
    DraftIndex index,
    HistoryFolder history,
    LockFile lock) {
  /**
   * Does it while no other process seals or opens.
   *
   * @param observer told each path after it was written or deleted
   */
  static <T> T alone(Request request, Consumer<String> observer, Function<SealWork, T> work) {
    checkName(request.name());
    DraftOutput output = new DraftOutput(request.classes(), request.catalog());
    SourceCheck sources = new SourceCheck(request.classes(), request.project());
    output.index();
    try (SealLock exclusive = SealLock.acquire(request.classes())) {
      exclusive.check();
      DraftIndex index = output.index();
      HistoryFolder history =
          new HistoryFolder(request.project().resolve(index.history()), observer);
      history.removeTemporaryFiles();
      return work.apply(new SealWork(request, output, sources, index, history, history.lock()));
    }
  }

  private static void checkName(@Nullable String name) {
    if (name != null && !FileNames.isName(name)) {
      throw new SealException(
          Reason.BAD_NAME,
          "\""
              + name
              + "\" cannot name a version: use a-z, 0-9 and _ only, at most "
              + FileNames.MAX_NAME_LENGTH
              + " characters, as in create_users");
    }
  }

  /** Refuses what was compiled from another history or from other sources. */
  void checkFresh() {
    boolean sameBase =
        index.baseVersion() == lock.lastVersion() && index.baseChain().equals(lock.headChain());
    Draft draft = index.draft();
    boolean nextVersion = draft == null || draft.version() == index.lastVersion() + 1;
    if (!sameBase || !nextVersion) {
      throw stale(
          "the draft continues version "
              + index.baseVersion()
              + ", but "
              + history.folder().resolve(FileNames.LOCK)
              + " ends at "
              + (index.baseVersion() == lock.lastVersion() ? "another " : "")
              + "version "
              + lock.lastVersion());
    }
    try {
      Optional<String> change = sources.staleSince(output.indexFile(), output.sources());
      if (change.isPresent()) {
        throw stale(change.get());
      }
    } catch (IOException | UncheckedIOException e) {
      throw new SealException(Reason.IO, "the sources cannot be read: " + e.getMessage(), e);
    }
    checkSealedFiles();
    checkOpenFiles();
  }

  /** Refuses to go on behind a version whose files are gone since the last compile. */
  private void checkSealedFiles() {
    for (SealedVersion version : lock.versions()) {
      for (SealedFile file : version.files()) {
        Path path = history.folder().resolve(file.path());
        // With a file in its folder's place it is, since JDK 25, not there; writing says that
        // better.
        if (Files.notExists(path) && !Files.isRegularFile(path.getParent())) {
          throw new SealException(
              Reason.BROKEN_HISTORY,
              path
                  + " is missing: version "
                  + version.version()
                  + " is sealed with it. Restore it from version control");
        }
      }
    }
  }

  /** Refuses open versions that are not the ones that were compiled. */
  void checkOpenFiles() {
    SortedMap<String, String> present = history.filesAbove(index.baseVersion());
    SortedMap<String, String> compiled = new TreeMap<>();
    SortedMap<String, String> added = new TreeMap<>();
    for (DraftIndex.OpenVersion version : index.openVersions()) {
      compiled.putAll(version.paths());
      added.putAll(version.added());
    }
    // What sealing adds may be there already, from sealing that was interrupted.
    added.forEach((path, text) -> present.remove(path, Checksums.ofFile(text)));
    for (Map.Entry<String, String> file : compiled.entrySet()) {
      String sha256 = present.get(file.getKey());
      if (!file.getValue().equals(sha256)) {
        throw stale(
            history.folder().resolve(file.getKey())
                + (sha256 == null ? " is gone" : " has changed")
                + " since the last compile");
      }
    }
    for (String path : present.keySet()) {
      int version = FileNames.owner(path).orElseThrow().version();
      boolean behind = version > index.lastVersion();
      if (!compiled.containsKey(path) && (!behind || version > index.lastVersion() + 1)) {
        throw stale(history.folder().resolve(path) + " was not there at the last compile");
      }
    }
  }

  /**
   * Refuses an {@code open.json} that is not the one that was compiled.
   *
   * @param written the schema hash of what interrupted work may have left instead
   */
  void checkOpenSchema(String written) {
    DraftIndex.Open open = index.open();
    String compiled = open == null ? "" : open.openJson();
    String present = history.read(FileNames.OPEN_SCHEMA).map(SchemaText::hash).orElse("");
    if (!present.equals(compiled) && !present.equals(written)) {
      throw stale(
          history.folder().resolve(FileNames.OPEN_SCHEMA)
              + (present.isEmpty() ? " is gone" : " has changed")
              + " since the last compile");
    }
  }

  SealException stale(String what) {
    return new SealException(
        Reason.STALE,
        "the draft is stale: "
            + what
            + ". Run: "
            + BuildFolder.rebuildCommand(request.project())
            + (BuildFolder.isTestOutput(request.classes()) ? " test-compile" : ""));
  }

  /** The drafted files by the paths that they get under that name, with their text. */
  SortedMap<String, String> draftTexts(Draft draft, String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (DraftFile file : draft.files()) {
      String path = file.path(draft.version(), name);
      if (FileNames.parse(path).isEmpty()) {
        throw new SealException(
            Reason.BROKEN_DRAFT, path + " is no file of a version. Run: mvn clean compile");
      }
      texts.put(path, output.text(file));
    }
    return texts;
  }

  /** The files that are there behind the open versions, with their SHA-256. */
  SortedMap<String, String> leftovers() {
    return history.filesAbove(index.lastVersion());
  }

  /** Makes the next compile run, even one that otherwise finds nothing to do. */
  void compileAgain(String done) {
    sources.makeCompileAgain(output.sources(), done);
  }
}
