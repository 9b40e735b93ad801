package dev.eloquent.processor.history;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FileNames.VersionFile;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.SealedFile;
import dev.eloquent.format.LockFile.SealedVersion;
import dev.eloquent.processor.history.VersionSource.OpenClass;
import dev.eloquent.processor.history.VersionSource.ScriptSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sealed versions' files, of which it believes none that the lock file does not vouch
 * for, and the open ones behind them.
 *
 * <p>It touches nothing of the compiler's, so that it may work beside the reading of the models.
 */
public final class ScriptReader {
  /** What to do with a Flyway project that was there before. */
  static final String ANOTHER_TOOL =
      "If these files are another tool's, such as a Flyway project's, keep the two apart, the folder"
          + " and the history table: -Aeloquent.catalog=ID takes db/ID/migration and"
          + " flyway_schema_history_ID, or choose with -Aeloquent.migrations=DIR and --history-table.";

  /** What Flyway would run in whatever folder it is told to look at. */
  private static final Pattern FLYWAYS = Pattern.compile("(.*/)?([VUB][0-9._]+|R)__[^/]*\\.sql");

  private final HistoryFolder folder;
  private final SortedMap<Integer, OpenClass> classes;
  private SortedSet<String> dialects;
  private final List<FormatException> problems = new ArrayList<>();
  private List<VersionSource> open = List.of();

  /**
   * Creates a reader of that folder.
   *
   * @param classes the Java migrations that are not sealed, by number
   * @param dialects what a Java migration exists for that no script precedes
   */
  public ScriptReader(Path folder, SortedMap<Integer, OpenClass> classes, Set<String> dialects) {
    this.folder = new HistoryFolder(folder);
    this.classes = new TreeMap<>(classes);
    this.dialects = new TreeSet<>(dialects);
  }

  /** What is wrong with the files; empty after {@link #read} if they can be used. */
  public List<FormatException> problems() {
    return List.copyOf(problems);
  }

  /** The open versions, ascending; empty before {@link #read}. */
  public List<VersionSource> open() {
    return List.copyOf(open);
  }

  /** The versions of the lock file, ascending; see {@link #problems} afterwards. */
  public List<VersionSource> read(LockFile lock) {
    try {
      Set<String> present = Files.exists(folder.path()) ? folder.listing() : Set.of();
      List<VersionSource> versions = versions(lock, present);
      OpenReader reader = new OpenReader(folder, classes, dialects);
      open = reader.read(lock.lastVersion(), unsealed(lock, present));
      problems.addAll(reader.problems());
      return versions;
    } catch (FormatException e) {
      problems.add(e);
    } catch (IOException e) {
      problems.add(folder.unreadable(e));
    }
    return List.of();
  }

  private List<VersionSource> versions(LockFile lock, Set<String> present) throws IOException {
    List<VersionSource> versions = new ArrayList<>();
    firstDialects(lock);
    for (SealedVersion sealed : lock.versions()) {
      String className = sealed.className();
      if (className != null) {
        OpenClass type = new OpenClass(sealed.version(), sealed.name(), className);
        versions.add(VersionSource.java(type, sealed.chainHash(), dialects));
        continue;
      }
      Map<String, ScriptFile> up = new TreeMap<>();
      Map<String, ScriptFile> undo = new HashMap<>();
      Map<String, String> settings = new HashMap<>();
      for (SealedFile file : sealed.files()) {
        ScriptFile script = verified(sealed, file, present);
        Optional<VersionFile> name = FileNames.owner(file.path());
        if (script != null && name.isPresent() && FileNames.isSettings(file.path())) {
          settings.put(name.get().dialect(), script.text());
        } else if (script != null && name.isPresent()) {
          (name.get().undo() ? undo : up).put(name.get().dialect(), script);
        }
      }
      Map<String, ScriptSource> scripts = new HashMap<>();
      up.forEach(
          (dialect, script) -> scripts.put(dialect, new ScriptSource(script, undo.get(dialect))));
      VersionSource version =
          new VersionSource(
              sealed.version(),
              sealed.name(),
              sealed.kind(),
              sealed.chainHash(),
              scripts,
              settings);
      versions.add(version);
      if (version.hasSql()) {
        dialects = version.dialects();
      }
    }
    return versions;
  }

  /** A Java migration that no SQL precedes exists for what the first SQL is for. */
  private void firstDialects(LockFile lock) {
    for (SealedVersion version : lock.versions()) {
      SortedSet<String> first = new TreeSet<>();
      for (SealedFile file : version.files()) {
        FileNames.parse(file.path()).ifPresent(name -> first.add(name.dialect()));
      }
      if (first.stream().anyMatch(FileNames::isSql)) {
        dialects = first;
        return;
      }
    }
  }

  private @Nullable ScriptFile verified(SealedVersion version, SealedFile file, Set<String> present)
      throws IOException {
    ScriptFile script =
        present.contains(file.path()) || !file.path().endsWith(".sql")
            ? folder.script(file.path())
            : null;
    if (script == null) {
      problem(
          "ELQ308",
          file.path(),
          "is missing: version "
              + version.version()
              + " is sealed with it. Restore it from version control.");
      return null;
    }
    if (!script.sha256().equals(file.sha256())) {
      problem(
          "ELQ305",
          file.path(),
          "was changed after version "
              + version.version()
              + " was sealed. Sealed files are never edited: restore it from version control, and make a new version"
              + " for what you want to change.");
      return null;
    }
    return script;
  }

  /** The files of open versions; what is neither of a sealed nor of an open one is a problem. */
  private SortedMap<String, VersionFile> unsealed(LockFile lock, Set<String> present) {
    SortedMap<String, VersionFile> unsealed = new TreeMap<>();
    Set<String> known = new HashSet<>();
    known.add(FileNames.SCHEMA);
    lock.versions().forEach(v -> v.files().forEach(f -> known.add(f.path())));
    SortedSet<String> flyways = new TreeSet<>();
    for (String path : present) {
      if (!known.contains(path)) {
        Optional<VersionFile> file = FileNames.owner(path);
        if (file.isPresent() && file.get().version() > lock.lastVersion()) {
          unsealed.put(path, file.get());
        } else if (file.isEmpty() && FLYWAYS.matcher(path).matches()) {
          flyways.add(path);
        } else {
          stranger(lock, path, file);
        }
      }
    }
    if (!flyways.isEmpty()) {
      flyways(flyways);
    }
    return unsealed;
  }

  /** One error for all: an existing project has many. */
  private void flyways(SortedSet<String> paths) {
    String others = paths.size() == 1 ? "" : ", with " + (paths.size() - 1) + " more,";
    problem(
        "ELQ309",
        paths.first(),
        "is"
            + others
            + " a migration of Flyway's and none of this history, whose files are"
            + " <dialect>/V<n>__<name>.sql with [a-z0-9_] in the name. "
            + ANOTHER_TOOL);
  }

  private void stranger(LockFile lock, String path, Optional<VersionFile> name) {
    if (name.isEmpty()) {
      problem(
          "ELQ309",
          path,
          "has no name of a migration, so Flyway would silently ignore it. Name it <dialect>/V<n>__<name>.sql with"
              + " [a-z0-9_] in the name, or move it elsewhere.");
    } else {
      problem(
          "ELQ310",
          path,
          "is not in "
              + FileNames.LOCK
              + ", although version "
              + name.get().version()
              + " is sealed: two branches may have sealed it. Keep the one that the lock file names; a version"
              + " written by hand is numbered on from "
              + (lock.lastVersion() + 1)
              + ". "
              + ANOTHER_TOOL);
    }
  }

  private void problem(String code, String file, String message) {
    problems.add(new FormatException(code, file, 0, message));
  }
}
