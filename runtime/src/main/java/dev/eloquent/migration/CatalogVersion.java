package dev.eloquent.migration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue knows of a version without loading its class.
 *
 * @param version 1, 2, 3 …
 * @param name {@code [a-z0-9_]}, at most 100 characters
 * @param state how final it is
 * @param className the binary name of its class: of a Java migration the whole name, else without
 *     the catalogue's package
 * @param java whether that class is a {@link JavaMigration}
 * @param chainHash the lock's chain hash up to it; empty unless it is sealed
 * @param files its file for each dialect that it exists for, by dialect id
 */
public record CatalogVersion(
    int version,
    String name,
    State state,
    String className,
    boolean java,
    String chainHash,
    Map<String, CatalogFile> files) {
  /** How final a version is. */
  public enum State {
    /** Frozen in the lock file. */
    SEALED,
    /** Written by hand and not sealed yet. */
    OPEN,
    /** Derived anew by every compile. */
    DRAFT
  }

  /**
   * A version's file for one dialect.
   *
   * @param script Flyway's script name, {@code V1__create_users.sql}; of a Java migration, which
   *     has no file, the name of its class
   * @param checksum Flyway's CRC32 of the file; null for a Java migration
   * @param sha256 of the file with normalised line endings; of a Java migration of its class's name
   * @param undoSha256 of the reverse's file; null if the version has none
   */
  public record CatalogFile(
      String script, @Nullable Integer checksum, String sha256, @Nullable String undoSha256) {}

  /** Copies the files. */
  public CatalogVersion {
    files = Map.copyOf(files);
  }

  /** Flyway's description: the name with spaces. */
  public String description() {
    return name.replace('_', ' ');
  }
}
