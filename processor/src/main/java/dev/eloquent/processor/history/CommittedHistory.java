package dev.eloquent.processor.history;

import dev.eloquent.format.LockFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the history folder stands, verified; its scripts are read apart, by {@link ScriptReader}.
 *
 * @param lock the sealed versions
 * @param sealed the models at the newest sealed version; null before the first seal
 * @param open what {@code open.json} says; null without one
 */
public record CommittedHistory(
    LockFile lock, @Nullable Snapshot sealed, @Nullable OpenSchema open) {
  /** A history before the first seal. */
  public static final CommittedHistory EMPTY = new CommittedHistory(LockFile.EMPTY, null, null);

  /**
   * The models that the open versions end at.
   *
   * @param version the open version that changes them last
   * @param hash the file's schema hash
   */
  public record OpenSchema(int version, Snapshot snapshot, String hash) {}

  /** What the models are compared with; null if there is nothing yet. */
  public @Nullable Snapshot snapshot() {
    return open != null ? open.snapshot() : sealed;
  }
}
