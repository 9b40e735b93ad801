package dev.eloquent.seal;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile;
import dev.eloquent.seal.SealException.Reason;
import java.util.Optional;

/** The history folder as one of two branches has committed it. */
public interface CommittedSide {
  /** What a person calls it: the name of a commit. */
  String name();

  /** The text of a file below the history folder; empty if the branch has none. */
  Optional<String> text(String path);

  /**
   * Its lock file, empty if it has none.
   *
   * @throws SealException if it cannot be read
   */
  default LockFile lock() {
    try {
      return text(FileNames.LOCK).map(LockFile::parse).orElse(LockFile.EMPTY);
    } catch (FormatException e) {
      throw new SealException(
          Reason.NOT_REBASED,
          FileNames.LOCK + " of " + name() + " cannot be read: " + e.getMessage(),
          e);
    }
  }

  /**
   * A file that its lock file names.
   *
   * @throws SealException if it is not committed
   */
  default String sealedText(String path) {
    return text(path)
        .orElseThrow(
            () ->
                new SealException(
                    Reason.NOT_REBASED,
                    path + " is in " + FileNames.LOCK + " of " + name() + ", but not committed"));
  }
}
