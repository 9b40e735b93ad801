package dev.eloquent.processor.history;

import dev.eloquent.format.Checksums;
import dev.eloquent.format.LockFile.Kind;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The text of one version, sealed or drafted.
 *
 * @param version 1, 2, 3 …
 * @param name {@code [a-z0-9_]}
 * @param kind where its statements come from
 * @param chainHash the lock's chain hash up to it; empty for a draft
 * @param scripts by dialect id, sorted
 */
public record VersionSource(
    int version, String name, Kind kind, String chainHash, Map<String, ScriptSource> scripts) {
  /**
   * A version's text for one dialect, line endings normalised.
   *
   * @param up the content of {@code V1__name.sql}
   * @param upSha256 its SHA-256
   * @param undo the content of {@code U1__name.sql}; null if the version cannot be reversed
   * @param undoSha256 its SHA-256; null without one
   */
  public record ScriptSource(
      String up, String upSha256, @Nullable String undo, @Nullable String undoSha256) {
    /** A script that nobody hashed yet. */
    public static ScriptSource of(String up, String undo) {
      return new ScriptSource(up, Checksums.sha256(up), undo, Checksums.sha256(undo));
    }
  }

  /** Copies and sorts the scripts. */
  public VersionSource {
    scripts = Collections.unmodifiableMap(new TreeMap<>(scripts));
  }

  /** Whether it is frozen in the lock file. */
  public boolean isSealed() {
    return !chainHash.isEmpty();
  }
}
