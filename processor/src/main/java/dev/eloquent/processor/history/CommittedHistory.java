package dev.eloquent.processor.history;

import dev.eloquent.format.LockFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the history folder holds, verified.
 *
 * @param lock the sealed versions
 * @param snapshot the models at the newest sealed version; null before the first seal
 * @param versions the sealed versions' text, ascending
 */
public record CommittedHistory(
    LockFile lock, @Nullable Snapshot snapshot, List<VersionSource> versions) {
  /** A history before the first seal. */
  public static final CommittedHistory EMPTY =
      new CommittedHistory(LockFile.EMPTY, null, List.of());

  /** Copies the versions. */
  public CommittedHistory {
    versions = List.copyOf(versions);
  }
}
