package dev.eloquent.format;

import dev.eloquent.format.DraftIndex.Draft;
import dev.eloquent.format.DraftIndex.DraftFile;
import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.SealException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the draft of the last compile into a sealed version of the history.
 *
 * <p>The lock file is written last: a version that is not in it is not sealed, and sealing again
 * completes what a killed process has begun, whatever name it was given then. Two processes that
 * seal one class output take turns, and the second finds that its draft is stale.
 */
public final class Sealer {
  /**
   * What to seal.
   *
   * @param classes the class output folder that holds the draft
   * @param project the folder of the build file
   * @param catalog the catalogue's id, empty for the default one
   * @param name the version's name, null for the one that the change gave itself
   * @param allowDestructive whether changes that lose data may be sealed
   */
  public record Request(
      Path classes,
      Path project,
      String catalog,
      @Nullable String name,
      boolean allowDestructive) {}

  /**
   * What was sealed.
   *
   * @param version the version
   * @param name its name
   * @param history the history folder
   * @param paths the files that were written, below the history folder, in the order of writing
   */
  public record Sealed(int version, String name, Path history, List<String> paths) {
    /** Copies the paths. */
    public Sealed {
      paths = List.copyOf(paths);
    }
  }

  private final Request request;
  private final DraftOutput output;
  private final SourceCheck sources;

  private Sealer(Request request) {
    this.request = request;
    this.output = new DraftOutput(request.classes(), request.catalog());
    this.sources = new SourceCheck(request.classes(), request.project());
  }

  /**
   * Seals the draft.
   *
   * @throws SealException if it was not sealed
   * @throws FormatException if the lock file, the snapshot or the draft's index cannot be read
   */
  public static Sealed seal(Request request) {
    Sealer sealer = new Sealer(request);
    String name = request.name();
    if (name != null && !FileNames.isName(name)) {
      throw new SealException(
          Reason.BAD_NAME,
          "\""
              + name
              + "\" cannot name a version: use a-z, 0-9 and _ only, at most "
              + FileNames.MAX_NAME_LENGTH
              + " characters, as in create_users");
    }
    sealer.output.index();
    try (SealLock lock = SealLock.acquire(request.classes())) {
      return sealer.sealAlone(lock);
    }
  }

  private Sealed sealAlone(SealLock exclusive) {
    exclusive.check();
    DraftIndex index = output.index();
    HistoryFolder history = new HistoryFolder(request.project().resolve(index.history()));
    history.removeTemporaryFiles();
    LockFile lock = history.lock();
    checkFresh(index, lock, history);
    Draft draft = index.draft();
    if (draft == null) {
      throw new SealException(
          Reason.NOTHING_DRAFTED,
          "nothing to seal: the models equal version "
              + lock.lastVersion()
              + " of the history. Change a model and compile first");
    }
    checkRefusals(draft);
    String name = request.name() == null ? draft.name() : request.name();
    Map<String, String> texts = texts(draft, name);
    String schema = output.schema(draft);
    checkNothingInTheWay(history, lock, draft, texts);
    List<String> written = write(history, lock, draft, name, texts, schema);
    backdate();
    return new Sealed(draft.version(), name, history.folder(), written);
  }

  private void checkFresh(DraftIndex index, LockFile lock, HistoryFolder history) {
    boolean sameBase =
        index.baseVersion() == lock.lastVersion() && index.baseChain().equals(lock.headChain());
    boolean nextVersion =
        index.draft() == null || index.draft().version() == index.baseVersion() + 1;
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
      Optional<String> change = sources.staleSince(output.indexFile(), output.models());
      if (change.isPresent()) {
        throw stale(change.get());
      }
    } catch (IOException | UncheckedIOException e) {
      throw new SealException(Reason.IO, "the sources cannot be read: " + e.getMessage(), e);
    }
  }

  private SealException stale(String what) {
    return new SealException(
        Reason.STALE,
        "the draft is stale: "
            + what
            + ". Run: "
            + BuildFolder.rebuildCommand(request.project())
            + (BuildFolder.isTestOutput(request.classes()) ? " test-compile" : ""));
  }

  private void checkRefusals(Draft draft) {
    StringBuilder list = new StringBuilder();
    boolean unfillable = false;
    for (Refusal refusal : draft.refusals()) {
      if (refusal.unfillable() || !request.allowDestructive()) {
        list.append("\n  ").append(refusal.text());
        if (!refusal.text().contains(refusal.code())) {
          list.append(" [").append(refusal.code()).append(']');
        }
        unfillable |= refusal.unfillable();
      }
    }
    if (list.length() > 0) {
      String fix =
          unfillable
              ? "existing rows cannot be filled; give the column a default or a backfill, then"
                  + " compile"
              : "it loses data; if that is meant, repeat with --allow-destructive";
      throw new SealException(
          Reason.REFUSED, "version " + draft.version() + " is not sealed: " + fix + ":" + list);
    }
  }

  private Map<String, String> texts(Draft draft, String name) {
    Map<String, String> texts = new TreeMap<>();
    for (DraftFile file : draft.files()) {
      String path =
          file.undo()
              ? FileNames.undo(file.dialect(), draft.version(), name)
              : FileNames.migration(file.dialect(), draft.version(), name);
      if (FileNames.parse(path).isEmpty()) {
        throw new SealException(
            Reason.BROKEN_DRAFT, path + " is no file of a version. Run: mvn clean compile");
      }
      texts.put(path, output.text(file));
    }
    return texts;
  }

  /**
   * Files of this version that equal the draft's are left over from an interrupted sealing; those
   * of another name go, the others are written again.
   */
  private static void checkNothingInTheWay(
      HistoryFolder history, LockFile lock, Draft draft, Map<String, String> texts) {
    Map<String, String> drafted = new TreeMap<>();
    texts.forEach((path, text) -> drafted.put(slot(path), Checksums.ofFile(text)));
    List<String> leftovers = new ArrayList<>();
    history
        .filesOf(draft.version())
        .forEach(
            (path, sha256) -> {
              if (!sha256.equals(drafted.get(slot(path)))) {
                throw inTheWay(history, path);
              }
              if (!texts.containsKey(path)) {
                leftovers.add(path);
              }
            });
    Optional<String> schema = history.read(FileNames.SCHEMA);
    String hash = schema.map(SchemaText::hash).orElse("");
    if (schema.isPresent() && !hash.equals(lock.headSchema()) && !hash.equals(draft.schemaHash())) {
      throw inTheWay(history, FileNames.SCHEMA);
    }
    leftovers.forEach(history::delete);
  }

  /** A version has one file for each dialect and direction, whatever its name. */
  private static String slot(String path) {
    FileNames.VersionFile file = FileNames.parse(path).orElseThrow();
    return file.dialect() + (file.undo() ? " undo" : " up");
  }

  private static SealException inTheWay(HistoryFolder history, String path) {
    return new SealException(
        Reason.IN_THE_WAY,
        history.folder().resolve(path)
            + " is neither in "
            + FileNames.LOCK
            + " nor what was drafted, and is not overwritten. Restore the folder from version"
            + " control, or move the file away; then run: mvn clean compile");
  }

  private static List<String> write(
      HistoryFolder history,
      LockFile lock,
      Draft draft,
      String name,
      Map<String, String> texts,
      String schema) {
    Map<String, String> hashes = new TreeMap<>();
    texts.forEach((path, text) -> hashes.put(path, Checksums.ofFile(text)));
    LockFile sealed = lock.append(name, Kind.GENERATED, null, draft.schemaHash(), hashes);
    List<String> written = new ArrayList<>();
    for (boolean undo : List.of(false, true)) {
      texts.forEach(
          (path, text) -> {
            if (path.startsWith(FileNames.UNDO + "/") == undo) {
              history.write(path, text);
              written.add(path);
            }
          });
    }
    history.write(FileNames.SCHEMA, SchemaText.withChain(schema, sealed.headChain()));
    history.write(FileNames.LOCK, sealed.render());
    written.addAll(List.of(FileNames.SCHEMA, FileNames.LOCK));
    return written;
  }

  private void backdate() {
    try {
      sources.makeCompileAgain(output.models());
    } catch (IOException | UncheckedIOException e) {
      throw new SealException(
          Reason.IO,
          "the version is sealed, but its class files cannot be backdated. Run: "
              + BuildFolder.rebuildCommand(request.project()),
          e);
    }
  }
}
