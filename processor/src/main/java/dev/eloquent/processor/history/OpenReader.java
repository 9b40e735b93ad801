package dev.eloquent.processor.history;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FileNames.VersionFile;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.processor.history.VersionSource.OpenClass;
import dev.eloquent.processor.history.VersionSource.ScriptSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the open versions: files that are numbered on from the newest sealed version. */
final class OpenReader {
  private final HistoryFolder folder;
  private final SortedMap<Integer, OpenClass> classes;
  private SortedSet<String> dialects;
  private final List<FormatException> problems = new ArrayList<>();

  /**
   * @param classes the Java migrations among them
   * @param dialects those of the newest sealed version
   */
  OpenReader(
      HistoryFolder folder, SortedMap<Integer, OpenClass> classes, SortedSet<String> dialects) {
    this.folder = folder;
    this.classes = classes;
    this.dialects = dialects;
  }

  List<FormatException> problems() {
    return problems;
  }

  /**
   * The open versions, ascending.
   *
   * @param last the newest sealed version
   * @param files by path, sorted; all of later versions
   */
  List<VersionSource> read(int last, SortedMap<String, VersionFile> files) throws IOException {
    SortedMap<Integer, SortedMap<String, VersionFile>> byVersion = new TreeMap<>();
    files.forEach(
        (path, file) ->
            byVersion.computeIfAbsent(file.version(), v -> new TreeMap<>()).put(path, file));
    classes.keySet().forEach(number -> byVersion.computeIfAbsent(number, v -> new TreeMap<>()));
    List<VersionSource> open = new ArrayList<>();
    int expected = last + 1;
    for (Map.Entry<Integer, SortedMap<String, VersionFile>> entry : byVersion.entrySet()) {
      OpenClass type = classes.get(entry.getKey());
      VersionSource version =
          type == null
              ? version(entry.getKey(), expected, entry.getValue())
              : version(type, expected, entry.getValue());
      if (version != null) {
        open.add(version);
        if (version.hasSql()) {
          dialects = version.dialects();
        }
      }
      expected = entry.getKey() + 1;
    }
    return open;
  }

  private @Nullable VersionSource version(
      OpenClass type, int expected, SortedMap<String, VersionFile> files) {
    if (!files.isEmpty()) {
      twice(type.className(), files.firstKey(), type.version());
    } else if (type.version() != expected) {
      gap(type.className(), "Give it that number", expected);
    }
    return problems.isEmpty() ? VersionSource.java(type, "", dialects) : null;
  }

  private @Nullable VersionSource version(
      int number, int expected, SortedMap<String, VersionFile> files) throws IOException {
    String first = files.firstKey();
    String name = Objects.requireNonNull(files.get(first)).name();
    if (number != expected) {
      gap(first, "Number it V" + expected, expected);
      return null;
    }
    SortedMap<String, ScriptFile> up = new TreeMap<>();
    SortedMap<String, ScriptFile> undo = new TreeMap<>();
    SortedMap<String, String> settings = new TreeMap<>();
    for (Map.Entry<String, VersionFile> entry : files.entrySet()) {
      VersionFile file = entry.getValue();
      ScriptFile script = folder.script(entry.getKey());
      if (!file.name().equals(name)) {
        twice(entry.getKey(), first, number);
      } else if (script != null && FileNames.isSettings(entry.getKey())) {
        settings.put(file.dialect(), script.text());
      } else if (script != null && accepted(entry.getKey(), script)) {
        (file.undo() ? undo : up).put(file.dialect(), script);
      }
    }
    Map<String, ScriptSource> scripts = scripts(number, name, up, undo);
    for (String dialect : settings.keySet()) {
      if (!scripts.containsKey(dialect)) {
        problems.add(VersionSource.missing(number, name, dialect));
      }
    }
    return problems.isEmpty()
        ? new VersionSource(number, name, Kind.HAND, "", scripts, settings)
        : null;
  }

  private void gap(String place, String fix, int expected) {
    problem(
        "ELQ341",
        place,
        "leaves a gap: the next version is "
            + expected
            + ". "
            + fix
            + ", or restore what is missing.");
  }

  private void twice(String path, String first, int number) {
    problem(
        "ELQ342",
        path,
        "is a second version "
            + number
            + " beside "
            + first
            + ". Give the later one the next number, or both the same name if they are one version.");
  }

  /** Whether it was written by hand: sealing leaves a drafted one only where it was interrupted. */
  private boolean accepted(String path, ScriptFile script) {
    if (script.isGenerated()) {
      problem(
          "ELQ307",
          path,
          "is drafted and not sealed: make:migration was interrupted. Run it again, or delete the file; a draft that"
              + " you want to change is taken over with make:migration --edit.");
      return false;
    }
    return true;
  }

  private Map<String, ScriptSource> scripts(
      int number,
      String name,
      SortedMap<String, ScriptFile> up,
      SortedMap<String, ScriptFile> undo) {
    Map<String, ScriptSource> scripts = new TreeMap<>();
    up.forEach(
        (dialect, script) -> scripts.put(dialect, new ScriptSource(script, undo.remove(dialect))));
    undo.keySet().forEach(dialect -> problems.add(VersionSource.missing(number, name, dialect)));
    return scripts;
  }

  private void problem(String code, String file, String message) {
    problems.add(new FormatException(code, file, 0, message));
  }
}
