package dev.eloquent.processor.history;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FileNames.VersionFile;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.SealedFile;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.format.SchemaText;
import dev.eloquent.processor.history.VersionSource.ScriptSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a history folder and believes nothing in it that its lock file does not vouch for. */
public final class HistoryReader {
  private final Path folder;
  private final List<FormatException> problems = new ArrayList<>();

  /** Creates a reader of that folder, which need not exist. */
  public HistoryReader(Path folder) {
    this.folder = folder;
  }

  /** What is wrong with the folder; empty after {@link #read} if it can be used. */
  public List<FormatException> problems() {
    return List.copyOf(problems);
  }

  /** Reads and verifies everything; see {@link #problems} afterwards. */
  public CommittedHistory read() {
    if (!Files.exists(folder)) {
      return CommittedHistory.EMPTY;
    }
    if (!Files.isDirectory(folder)) {
      problem(
          "ELQ304",
          folder.getFileName().toString(),
          "is a file, not the history folder. Move it elsewhere.");
      return CommittedHistory.EMPTY;
    }
    try {
      String lockText = text(FileNames.LOCK);
      LockFile lock = lockText == null ? LockFile.EMPTY : LockFile.parse(lockText);
      Set<String> present = listing();
      if (lockText == null && !present.isEmpty()) {
        noLock(present);
        return CommittedHistory.EMPTY;
      }
      List<VersionSource> versions = versions(lock, present);
      strangers(lock, present);
      Snapshot snapshot = lock.lastVersion() == 0 ? null : snapshot(lock);
      return new CommittedHistory(lock, snapshot, versions);
    } catch (FormatException e) {
      problems.add(e);
    } catch (IOException e) {
      problem(
          "ELQ304",
          folder.toString(),
          "cannot be read (" + e + "). Check the folder's permissions.");
    }
    return CommittedHistory.EMPTY;
  }

  private void noLock(Set<String> present) {
    String first = present.iterator().next();
    problem(
        "ELQ306",
        first,
        "is in the history folder, but there is no "
            + FileNames.LOCK
            + ". If it was lost, restore it from version control; if these files are another tool's, keep ours apart"
            + " with -Aeloquent.migrations=DIR.");
  }

  /** Every file that takes part in the history, relative, sorted. */
  private Set<String> listing() throws IOException {
    Set<String> present = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder, 3)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        boolean ours = path.endsWith(".sql") || path.equals(FileNames.SCHEMA);
        if ((ours || isMongo(path)) && Files.isRegularFile(file)) {
          present.add(path);
        }
      }
    }
    return present;
  }

  private static boolean isMongo(String path) {
    return path.endsWith(".json")
        && (path.startsWith("mongodb/") || path.startsWith(FileNames.UNDO + "/mongodb/"));
  }

  private List<VersionSource> versions(LockFile lock, Set<String> present) throws IOException {
    List<VersionSource> versions = new ArrayList<>();
    for (SealedVersion sealed : lock.versions()) {
      Map<String, Hashed> up = new TreeMap<>();
      Map<String, Hashed> undo = new HashMap<>();
      for (SealedFile file : sealed.files()) {
        String text = verified(sealed, file, present);
        Optional<VersionFile> name = FileNames.parse(file.path());
        if (text != null && name.isPresent()) {
          Hashed hashed = new Hashed(text, file.sha256());
          (name.get().undo() ? undo : up).put(name.get().dialect(), hashed);
        }
      }
      Map<String, ScriptSource> scripts = new HashMap<>();
      for (Map.Entry<String, Hashed> entry : up.entrySet()) {
        Hashed forward = entry.getValue();
        Hashed back = undo.get(entry.getKey());
        scripts.put(
            entry.getKey(),
            new ScriptSource(
                forward.text(),
                forward.sha256(),
                back == null ? null : back.text(),
                back == null ? null : back.sha256()));
      }
      versions.add(
          new VersionSource(
              sealed.version(), sealed.name(), sealed.kind(), sealed.chainHash(), scripts));
    }
    return versions;
  }

  /** A text whose hash is the lock file's, so that nobody need compute it again. */
  private record Hashed(String text, String sha256) {}

  private @Nullable String verified(SealedVersion version, SealedFile file, Set<String> present)
      throws IOException {
    String text =
        present.contains(file.path()) || !file.path().endsWith(".sql") ? text(file.path()) : null;
    if (text == null) {
      problem(
          "ELQ308",
          file.path(),
          "is missing: version "
              + version.version()
              + " is sealed with it. Restore it from version control.");
      return null;
    }
    if (!Checksums.sha256(text).equals(file.sha256())) {
      problem(
          "ELQ305",
          file.path(),
          "was changed after version "
              + version.version()
              + " was sealed. Sealed files are never edited: restore it from version control, and make a new version"
              + " for what you want to change.");
      return null;
    }
    return text;
  }

  private void strangers(LockFile lock, Set<String> present) {
    Set<String> known = new HashSet<>();
    known.add(FileNames.SCHEMA);
    lock.versions().forEach(v -> v.files().forEach(f -> known.add(f.path())));
    for (String path : present) {
      if (!known.contains(path)) {
        stranger(lock, path);
      }
    }
  }

  private void stranger(LockFile lock, String path) {
    Optional<VersionFile> name = FileNames.parse(path);
    if (name.isEmpty()) {
      problem(
          "ELQ309",
          path,
          "has no name of a migration, so Flyway would silently ignore it. Name it <dialect>/V<n>__<name>.sql with"
              + " [a-z0-9_] in the name, or move it elsewhere.");
    } else if (name.get().version() <= lock.lastVersion()) {
      problem(
          "ELQ310",
          path,
          "is not in "
              + FileNames.LOCK
              + ", although version "
              + name.get().version()
              + " is sealed: two branches may have sealed it. Keep the one that the lock file names.");
    } else {
      problem(
          "ELQ307",
          path,
          "is not sealed. If make:migration was interrupted, run it again; hand-written versions are not supported by"
              + " this release, so otherwise move the file elsewhere.");
    }
  }

  private @Nullable Snapshot snapshot(LockFile lock) throws IOException {
    String text = text(FileNames.SCHEMA);
    if (text == null) {
      problem("ELQ308", FileNames.SCHEMA, "is missing. Restore it from version control.");
      return null;
    }
    Snapshot snapshot = SnapshotJson.read(text);
    if (!SchemaText.hash(text).equals(lock.headSchema())
        || !snapshot.chain().equals(lock.headChain())) {
      problem(
          "ELQ305",
          FileNames.SCHEMA,
          "is not the one that version "
              + lock.lastVersion()
              + " was sealed with. If make:migration was interrupted, run it again; otherwise restore the file from"
              + " version control: it is never edited by hand.");
      return null;
    }
    return snapshot;
  }

  /** The file's text with normalised line endings; null if there is none. */
  private @Nullable String text(String path) throws IOException {
    Path file = folder.resolve(path);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Checksums.normalizeLineEndings(text);
    } catch (CharacterCodingException e) {
      throw new FormatException(
          "ELQ304", path, 0, "is not valid UTF-8. Restore it from version control.", e);
    }
  }

  private void problem(String code, String file, String message) {
    problems.add(new FormatException(code, file, 0, message));
  }
}
