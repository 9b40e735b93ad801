package dev.eloquent.processor.history;

import dev.eloquent.format.LockFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the history folder stands, verified; its scripts are read apart, by {@link ScriptReader}.
 *
 * @param lock the sealed versions
 * @param snapshot the models at the newest sealed version; null before the first seal
 */
public record CommittedHistory(LockFile lock, @Nullable Snapshot snapshot) {
  /** A history before the first seal. */
  public static final CommittedHistory EMPTY = new CommittedHistory(LockFile.EMPTY, null);
}
