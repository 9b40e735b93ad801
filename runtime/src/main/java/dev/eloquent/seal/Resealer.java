package dev.eloquent.seal;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.LockFile.SealedFile;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.SchemaText;
import dev.eloquent.seal.SealException.Reason;
import dev.eloquent.seal.Sealer.Sealed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Seals the newest sealed version anew after its files were edited.
 *
 * <p>It needs no compile, since the compiler refuses edited files. That no database has applied the
 * version is for the caller to find out.
 */
public final class Resealer {
  private final SealTarget target;
  private final HistoryFolder history;
  private final LockFile lock;
  private final SealedVersion newest;

  private Resealer(SealTarget target, Consumer<String> observer) {
    this.target = target;
    this.history = new HistoryFolder(target.history(), observer);
    this.lock = history.lock();
    if (lock.versions().isEmpty()) {
      throw new SealException(
          Reason.NOT_RESEALED, "nothing is sealed in " + history.folder() + " yet");
    }
    this.newest = lock.versions().get(lock.lastVersion() - 1);
    if (newest.kind() == Kind.JAVA) {
      throw notResealed(
          "it is the Java class "
              + newest.className()
              + ", which is sealed by name and number alone. As long as no database has applied it,"
              + " change the class and compile");
    }
  }

  /**
   * Reads the history.
   *
   * @throws SealException if nothing is sealed
   * @throws FormatException if the lock file cannot be read
   */
  public static Resealer of(SealTarget target) {
    return of(target, path -> {});
  }

  static Resealer of(SealTarget target, Consumer<String> observer) {
    return new Resealer(target, observer);
  }

  /** The newest sealed version. */
  public SealedVersion newest() {
    return newest;
  }

  /**
   * Seals it.
   *
   * @throws SealException if it was not edited, or its files are not all there
   */
  public Sealed seal() {
    try (SealLock exclusive = SealLock.acquire(target.classes())) {
      exclusive.check();
      history.removeTemporaryFiles();
      if (!history.lock().equals(lock)) {
        throw new SealException(
            Reason.BUSY, "another make:migration has changed " + FileNames.LOCK + ". Try again");
      }
      return sealAlone();
    }
  }

  private Sealed sealAlone() {
    SortedMap<String, String> files = files();
    if (files.equals(sealedFiles())) {
      throw notResealed("its files are the ones that it was sealed with");
    }
    String schema =
        history
            .read(FileNames.SCHEMA)
            .filter(text -> SchemaText.hash(text).equals(newest.schemaHash()))
            .orElseThrow(() -> history.inTheWay(FileNames.SCHEMA));
    LockFile sealed =
        lock.withoutLast().append(newest.name(), Kind.HAND, null, newest.schemaHash(), files);
    history.write(FileNames.SCHEMA, SchemaText.withChain(schema, sealed.headChain()));
    history.write(FileNames.LOCK, sealed.render());
    target.compileAgain("the version is sealed anew");
    List<String> paths = new ArrayList<>(files.keySet());
    paths.addAll(List.of(FileNames.SCHEMA, FileNames.LOCK));
    return new Sealed(
        List.of(sealed.versions().get(newest.version() - 1)), history.folder(), paths, List.of());
  }

  private SortedMap<String, String> sealedFiles() {
    SortedMap<String, String> files = new TreeMap<>();
    for (SealedFile file : newest.files()) {
      files.put(file.path(), file.sha256());
    }
    return files;
  }

  /** The version's files as they are now; reverses and settings may come and go. */
  private SortedMap<String, String> files() {
    SortedMap<String, String> sealed = sealedFiles();
    SortedMap<String, String> now = new TreeMap<>();
    for (Map.Entry<String, String> file : history.filesAbove(newest.version() - 1).entrySet()) {
      FileNames.VersionFile name = FileNames.owner(file.getKey()).orElseThrow();
      if (name.version() == newest.version()) {
        boolean known =
            sealed.containsKey(file.getKey())
                || ((name.undo() || FileNames.isSettings(file.getKey()))
                    && sealed.containsKey(
                        FileNames.migration(name.dialect(), newest.version(), newest.name()))
                    && name.name().equals(newest.name()));
        if (!known) {
          throw history.inTheWay(file.getKey());
        }
        now.put(file.getKey(), file.getValue());
      }
    }
    for (String path : sealed.keySet()) {
      boolean optional = path.startsWith(FileNames.UNDO + "/") || FileNames.isSettings(path);
      if (!optional && !now.containsKey(path)) {
        throw notResealed(history.folder().resolve(path) + " is missing");
      }
    }
    return now;
  }

  private SealException notResealed(String why) {
    return new SealException(
        Reason.NOT_RESEALED,
        "version " + newest.version() + " (" + newest.name() + ") is not sealed anew: " + why);
  }
}
