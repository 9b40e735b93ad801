package dev.eloquent.processor.history;

import dev.eloquent.format.ConflictMarkers;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.format.SchemaText;
import dev.eloquent.processor.history.CommittedHistory.OpenSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
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
    try {
      Files.readAttributes(folder.path(), BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return CommittedHistory.EMPTY;
    } catch (IOException e) {
      // That it cannot be looked at does not mean that it is not there.
      problems.add(folder.unreadable(e));
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
          noLock(present);
          return CommittedHistory.EMPTY;
        }
      }
      LockFile lock = lockText == null ? LockFile.EMPTY : lock(lockText);
      Snapshot sealed = lock.lastVersion() == 0 ? null : snapshot(lock);
      return new CommittedHistory(lock, sealed, open());
    } catch (FormatException e) {
      problems.add(e);
    } catch (IOException e) {
      problems.add(folder.unreadable(e));
    }
    return CommittedHistory.EMPTY;
  }

  private void noLock(SortedSet<String> present) {
    String others = present.size() == 1 ? "" : ", with " + (present.size() - 1) + " more,";
    problem(
        "ELQ306",
        present.first(),
        "is"
            + others
            + " in the history folder, but there is no "
            + FileNames.LOCK
            + ". If it was lost, restore it from version control. "
            + ScriptReader.ANOTHER_TOOL
            + " A history that begins with a version written by hand is begun with"
            + " make:migration NAME --empty.");
  }

  private @Nullable Snapshot snapshot(LockFile lock) throws IOException {
    String text = folder.text(FileNames.SCHEMA);
    if (text == null) {
      problem("ELQ308", FileNames.SCHEMA, "is missing. Restore it from version control.");
      return null;
    }
    checkMerged(FileNames.SCHEMA, text);
    Snapshot snapshot = SnapshotJson.read(text);
    if (!snapshot.chain().equals(lock.headChain())) {
      otherVersion(lock, text, snapshot.chain());
      return null;
    }
    if (!SchemaText.hash(text).equals(lock.headSchema())) {
      problem(
          "ELQ305",
          FileNames.SCHEMA,
          "is not the one that version "
              + lock.lastVersion()
              + " was sealed with. Restore the file from version control: it is never edited by"
              + " hand.");
      return null;
    }
    return snapshot;
  }

  private static void checkMerged(String file, String text) {
    int line = ConflictMarkers.line(text);
    if (line > 0) {
      throw ConflictMarkers.in(file, line);
    }
  }

  /** Of two commits, such as after a merge of one file alone or with a line too few. */
  private void otherVersion(LockFile lock, String text, String chain) {
    String own =
        lock.versions().stream()
            .filter(version -> version.chainHash().equals(chain))
            .findFirst()
            .map(version -> "version " + version.version())
            .orElse("a version that " + FileNames.LOCK + " does not have");
    int line = (int) text.substring(0, text.indexOf("\"chain\"")).lines().count();
    problems.add(
        new FormatException(
            "ELQ876",
            FileNames.SCHEMA,
            line,
            "is that of "
                + own
                + ", and "
                + FileNames.LOCK
                + " ends at version "
                + lock.lastVersion()
                + ": the two files are of two commits, or a version was dropped from the lock file."
                + " Restore both from one commit. If make:migration was interrupted, run it again. "
                + ConflictMarkers.AFTER_A_MERGE));
  }

  /**
   * The lock file; what is wrong with it is said together with the files that it has no line for.
   */
  private LockFile lock(String text) throws IOException {
    try {
      return LockFile.parse(text);
    } catch (FormatException e) {
      List<String> dropped = new ArrayList<>();
      for (String path : folder.listing()) {
        Optional<Integer> version = FileNames.owner(path).map(FileNames.VersionFile::version);
        if (version.isPresent() && version.get() <= newest(text) && !text.contains(path)) {
          dropped.add(path);
        }
      }
      if (dropped.isEmpty() || e.code().equals("ELQ303")) {
        throw e;
      }
      String more = dropped.size() == 1 ? "" : " and " + (dropped.size() - 1) + " more";
      String reason = e.reason() + " It has no line for " + dropped.get(0) + more + ".";
      throw new FormatException(e.code(), e.file(), e.line(), reason, e);
    }
  }

  /** The highest number that a line begins with. */
  private static int newest(String text) {
    return Pattern.compile("(?m)^[0-9]{1,9}(?= )")
        .matcher(text)
        .results()
        .mapToInt(number -> Integer.parseInt(number.group()))
        .max()
        .orElse(0);
  }

  private @Nullable OpenSchema open() throws IOException {
    String text = folder.text(FileNames.OPEN_SCHEMA);
    if (text == null) {
      return null;
    }
    checkMerged(FileNames.OPEN_SCHEMA, text);
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
