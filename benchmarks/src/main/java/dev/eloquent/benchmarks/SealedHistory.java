package dev.eloquent.benchmarks;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.DraftIndex;
import dev.eloquent.format.DraftIndex.DraftFile;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.LockFile.Kind;
import dev.eloquent.format.OutputNames;
import dev.eloquent.format.SchemaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The committed files of a generated project. */
final class SealedHistory {
  private static final List<String> DIALECTS = List.of("postgresql", "mysql", "sqlite");
  private final Path folder;
  private LockFile lock = LockFile.EMPTY;

  SealedHistory(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Seals what the last compile drafted. */
  void seal(Path classes) throws IOException {
    Path output = classes.resolve(OutputNames.folder(""));
    DraftIndex.Draft draft =
        DraftIndex.parse(Files.readString(output.resolve(OutputNames.DRAFT_INDEX))).draft();
    if (draft == null) {
      throw new IllegalStateException("nothing was drafted in " + classes);
    }
    Map<String, String> files = new TreeMap<>();
    for (DraftFile file : draft.files()) {
      String path =
          file.undo()
              ? FileNames.undo(file.dialect(), draft.version(), draft.name())
              : FileNames.migration(file.dialect(), draft.version(), draft.name());
      Path drafted = output.resolve(OutputNames.draftFile(file.dialect(), file.undo()));
      files.put(path, write(path, Files.readString(drafted)));
    }
    close(
        draft.name(),
        draft.schemaHash(),
        Files.readString(output.resolve(OutputNames.DRAFT_SCHEMA)),
        files);
  }

  /** Adds a version of one statement that creates a table of its own. */
  void append(String name, String table) throws IOException {
    String up = "CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, name VARCHAR(100));\n";
    append(name, DIALECTS, up, "-- reverse of 1\nDROP TABLE " + table + ";\n");
  }

  /**
   * Adds a version of MongoDB's that creates a collection and an index for each further command.
   */
  void appendCollection(String name, String collection, int commands) throws IOException {
    List<String> up = new ArrayList<>(List.of("{\"create\": \"" + collection + "\"}"));
    for (int i = 1; i < commands; i++) {
      up.add(
          "{\"createIndexes\": \"%1$s\", \"indexes\": [{\"key\": {\"f%2$d\": 1}, \"name\": \"f%2$d_idx\"}]}"
              .formatted(collection, i));
    }
    String down = "[\n{\"drop\": \"" + collection + "\"}\n]\n";
    append(name, List.of("mongodb"), "[\n" + String.join(",\n", up) + "\n]\n", down);
  }

  private void append(String name, List<String> dialects, String up, String down)
      throws IOException {
    Map<String, String> files = new TreeMap<>();
    int version = lock.lastVersion() + 1;
    for (String dialect : dialects) {
      String forward = FileNames.migration(dialect, version, name);
      files.put(forward, write(forward, up));
      String undo = FileNames.undo(dialect, version, name);
      files.put(undo, write(undo, down));
    }
    String schema = Files.readString(folder.resolve(FileNames.SCHEMA));
    close(name, lock.headSchema(), schema, files);
  }

  private void close(String name, String schemaHash, String schema, Map<String, String> files)
      throws IOException {
    lock = lock.append(name, Kind.GENERATED, null, schemaHash, files);
    write(FileNames.LOCK, lock.render());
    write(FileNames.SCHEMA, SchemaText.withChain(schema, lock.headChain()));
  }

  private String write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Checksums.ofFile(text);
  }
}
