package dev.eloquent.seal;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex.Draft;
import dev.eloquent.format.DraftIndex.OpenVersion;
import dev.eloquent.format.DraftIndex.Refusal;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.SchemaText;
import dev.eloquent.seal.SealException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the open versions and the draft of the last compile into sealed versions of the history.
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
   * @param name the drafted version's name, null for the one that the change gave itself
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
   * @param versions the versions, at least one
   * @param history the history folder
   * @param paths their files and what was written besides, below the history folder
   * @param notes what to know of them
   */
  public record Sealed(
      List<SealedVersion> versions, Path history, List<String> paths, List<String> notes) {
    /** Copies the lists. */
    public Sealed {
      versions = List.copyOf(versions);
      paths = List.copyOf(paths);
      notes = List.copyOf(notes);
    }

    /** The newest version's number. */
    public int version() {
      return newest().version();
    }

    /** The newest version's name. */
    public String name() {
      return newest().name();
    }

    private SealedVersion newest() {
      return versions.get(versions.size() - 1);
    }
  }

  private final SealWork work;
  private final HistoryFolder history;
  private final @Nullable Draft draft;
  private final SortedMap<String, String> draftTexts;

  private Sealer(SealWork work) {
    this.work = work;
    this.history = work.history();
    this.draft = work.index().draft();
    this.draftTexts = draft == null ? new TreeMap<>() : work.draftTexts(draft, name(draft));
  }

  /**
   * Seals what is open and what is drafted.
   *
   * @throws SealException if it was not sealed
   * @throws FormatException if the lock file, the snapshot or the draft's index cannot be read
   */
  public static Sealed seal(Request request) {
    return seal(request, path -> {});
  }

  /** The same, telling each path after it was written or deleted. */
  static Sealed seal(Request request, Consumer<String> observer) {
    return SealWork.alone(
        request,
        observer,
        work -> {
          work.checkFresh();
          checkSomething(work);
          return new Sealer(work).seal();
        });
  }

  private static void checkSomething(SealWork work) {
    Draft draft = work.index().draft();
    if (draft != null) {
      checkRefusals(draft, work.request().allowDestructive());
    } else if (work.index().open() == null) {
      throw new SealException(
          Reason.NOTHING_DRAFTED,
          "nothing to seal: the models equal version "
              + work.lock().lastVersion()
              + " of the history. Change a model and compile first");
    } else if (work.request().name() != null) {
      throw new SealException(
          Reason.NOTHING_DRAFTED,
          "nothing is drafted that could be named \""
              + work.request().name()
              + "\", and open versions have a name. Seal them with: make:migration");
    }
  }

  private static void checkRefusals(Draft draft, boolean allowDestructive) {
    List<Refusal> refusals =
        draft.refusals().stream().filter(r -> r.unfillable() || !allowDestructive).toList();
    if (!refusals.isEmpty()) {
      String fix =
          refusals.stream().anyMatch(Refusal::unfillable)
              ? "existing rows cannot be filled; give the column a default or a backfill, then"
                  + " compile; or fill them by hand, with make:migration --edit"
              : "it loses data; if that is meant, repeat with --allow-destructive";
      throw new SealException(
          Reason.REFUSED,
          "version " + draft.version() + " is not sealed: " + fix + ":" + Refusal.list(refusals));
    }
  }

  private String name(Draft drafted) {
    String name = work.request().name();
    return name == null ? drafted.name() : name;
  }

  private Sealed seal() {
    String schema = work.output().schema(work.index());
    String schemaHash = work.index().schemaHash();
    List<String> paths = new ArrayList<>();
    LockFile sealed = append(schemaHash, paths);
    String schemaText = SchemaText.withChain(schema, sealed.headChain());
    checkNothingInTheWay(schemaHash);
    SortedMap<String, String> texts = new TreeMap<>(draftTexts);
    work.index().openVersions().forEach(version -> texts.putAll(version.added()));
    List<String> touched = new ArrayList<>(texts.keySet());
    touched.addAll(List.of(FileNames.SCHEMA, FileNames.OPEN_SCHEMA, FileNames.LOCK));
    history.whollyOrNotAtAll(
        touched,
        () -> {
          // A script says that sealing was interrupted; of commands the schema must say it.
          texts.forEach((path, text) -> write(path, text, true));
          history.write(FileNames.SCHEMA, schemaText);
          texts.forEach((path, text) -> write(path, text, false));
          history.delete(FileNames.OPEN_SCHEMA);
          work.checkOpenFiles();
          history.write(FileNames.LOCK, sealed.render());
        });
    paths.addAll(List.of(FileNames.SCHEMA, FileNames.LOCK));
    work.compileAgain("the version is sealed");
    List<SealedVersion> versions = sealed.versions();
    return new Sealed(
        versions.subList(work.lock().lastVersion(), versions.size()),
        history.folder(),
        paths,
        work.index().openVersions().stream().flatMap(v -> v.notes().stream()).toList());
  }

  private void write(String path, String text, boolean sql) {
    if (FileNames.isSql(FileNames.owner(path).orElseThrow().dialect()) == sql) {
      history.write(path, text);
    }
  }

  /** The lock file behind all that is sealed now; adds the versions' files to the paths. */
  private LockFile append(String schemaHash, List<String> paths) {
    LockFile lock = work.lock();
    for (OpenVersion version : work.index().openVersions()) {
      SortedMap<String, String> files = version.paths();
      version.added().forEach((path, text) -> files.put(path, Checksums.ofFile(text)));
      Kind kind = version.className() == null ? Kind.HAND : Kind.JAVA;
      lock = lock.append(version.name(), kind, version.className(), schemaHash, files);
      addForwardFirst(files, paths);
    }
    if (draft != null) {
      SortedMap<String, String> hashes = new TreeMap<>();
      draftTexts.forEach((path, text) -> hashes.put(path, Checksums.ofFile(text)));
      lock = lock.append(name(draft), Kind.GENERATED, null, schemaHash, hashes);
      addForwardFirst(hashes, paths);
    }
    return lock;
  }

  private static void addForwardFirst(SortedMap<String, String> files, List<String> paths) {
    for (boolean undo : List.of(false, true)) {
      files.keySet().stream()
          .filter(path -> path.startsWith(FileNames.UNDO + "/") == undo)
          .forEach(paths::add);
    }
  }

  /**
   * Files of the drafted version that equal the draft's are left over from an interrupted sealing;
   * those of another name go, the others are written again.
   */
  private void checkNothingInTheWay(String schemaHash) {
    Map<String, String> drafted = new TreeMap<>();
    draftTexts.forEach((path, text) -> drafted.put(slot(path), Checksums.ofFile(text)));
    List<String> leftovers = new ArrayList<>();
    work.leftovers()
        .forEach(
            (path, sha256) -> {
              if (!sha256.equals(drafted.get(slot(path)))) {
                throw history.inTheWay(path);
              }
              if (!draftTexts.containsKey(path)) {
                leftovers.add(path);
              }
            });
    String schema = history.read(FileNames.SCHEMA).map(SchemaText::hash).orElse("");
    if (!schema.isEmpty()
        && !schema.equals(work.lock().headSchema())
        && !schema.equals(schemaHash)) {
      throw history.inTheWay(FileNames.SCHEMA);
    }
    // Interrupted sealing deletes open.json when schema.json holds what it said.
    work.checkOpenSchema(schema.equals(schemaHash) ? "" : "-");
    leftovers.forEach(history::delete);
  }

  /** A version has one file for each dialect and direction, whatever its name. */
  private static String slot(String path) {
    FileNames.VersionFile file = FileNames.owner(path).orElseThrow();
    String part = FileNames.isSettings(path) ? " settings" : file.undo() ? " undo" : " up";
    return file.dialect() + part;
  }
}
