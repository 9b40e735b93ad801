package dev.eloquent.processor.history;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.SchemaText;
import dev.eloquent.processor.history.CommittedHistory.OpenSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads a history folder's lock file and the snapshot that it vouches for. */
public final class HistoryReader {
  private final HistoryFolder folder;
  private final List<FormatException> problems = new ArrayList<>();

  /** Creates a reader of that folder, which need not exist. */
  public HistoryReader(Path folder) {
    this.folder = new HistoryFolder(folder);
  }

  /** What is wrong with the folder; empty after {@link #read} if it can be used. */
  public List<FormatException> problems() {
    return List.copyOf(problems);
  }

  /** Reads and verifies both; see {@link #problems} afterwards. */
  public CommittedHistory read() {
    if (!Files.exists(folder.path())) {
      return CommittedHistory.EMPTY;
    }
    if (!Files.isDirectory(folder.path())) {
      problem(
          "ELQ304",
          folder.path().getFileName().toString(),
          "is a file, not the history folder. Move it elsewhere.");
      return CommittedHistory.EMPTY;
    }
    try {
      String lockText = folder.text(FileNames.LOCK);
      if (lockText == null) {
        SortedSet<String> present = folder.listing();
        if (!present.isEmpty()) {
          noLock(present.first());
          return CommittedHistory.EMPTY;
        }
      }
      LockFile lock = lockText == null ? LockFile.EMPTY : LockFile.parse(lockText);
      Snapshot sealed = lock.lastVersion() == 0 ? null : snapshot(lock);
      return new CommittedHistory(lock, sealed, open());
    } catch (FormatException e) {
      problems.add(e);
    } catch (IOException e) {
      problems.add(folder.unreadable(e));
    }
    return CommittedHistory.EMPTY;
  }

  private void noLock(String first) {
    problem(
        "ELQ306",
        first,
        "is in the history folder, but there is no "
            + FileNames.LOCK
            + ". If it was lost, restore it from version control; if these files are another tool's, keep ours apart"
            + " with -Aeloquent.migrations=DIR; a history that begins with a version written by hand is begun with"
            + " make:migration NAME --empty.");
  }

  private @Nullable Snapshot snapshot(LockFile lock) throws IOException {
    String text = folder.text(FileNames.SCHEMA);
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

  private @Nullable OpenSchema open() throws IOException {
    String text = folder.text(FileNames.OPEN_SCHEMA);
    if (text == null) {
      return null;
    }
    String hint =
        " Restore it from version control; or delete it and the files of the version that was taken over, and the"
            + " next compile drafts that again.";
    try {
      Snapshot snapshot = SnapshotJson.read(text);
      int version = Integer.parseInt(snapshot.chain());
      return new OpenSchema(version, snapshot, SchemaText.hash(text));
    } catch (FormatException e) {
      throw new FormatException(
          e.code(), FileNames.OPEN_SCHEMA, e.line(), e.reason() + "." + hint, e);
    } catch (NumberFormatException e) {
      throw new FormatException(
          "ELQ345", FileNames.OPEN_SCHEMA, 0, "names no open version in \"chain\"." + hint, e);
    }
  }

  private void problem(String code, String file, String message) {
    problems.add(new FormatException(code, file, 0, message));
  }
}
