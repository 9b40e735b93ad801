package dev.eloquent.processor.history;

import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.LockFile.Kind;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files of one version: sealed, open or drafted.
 *
 * @param version 1, 2, 3 …
 * @param name {@code [a-z0-9_]}
 * @param kind where its statements come from
 * @param chainHash the lock's chain hash up to it; empty unless it is sealed
 * @param scripts by dialect id, sorted; none of a Java migration
 * @param settings the text of the scripts' settings for Flyway, by dialect id, sorted
 * @param java the class of a Java migration; else null
 */
public record VersionSource(
    int version,
    String name,
    Kind kind,
    String chainHash,
    Map<String, ScriptSource> scripts,
    Map<String, String> settings,
    @Nullable JavaSource java) {
  /**
   * A Java migration that is not sealed.
   *
   * @param className its binary name
   */
  public record OpenClass(int version, String name, String className) {}

  /**
   * A version's class.
   *
   * @param className its binary name
   * @param dialects the ids of those that it exists for, which are those of the version before
   */
  public record JavaSource(String className, SortedSet<String> dialects) {
    /** Copies the dialects, of which only SQL has Java migrations. */
    public JavaSource {
      SortedSet<String> sql = new TreeSet<>(dialects);
      sql.removeIf(dialect -> !FileNames.isSql(dialect));
      dialects = Collections.unmodifiableSortedSet(sql);
    }
  }

  /** A version that is made of scripts. */
  public VersionSource(
      int version,
      String name,
      Kind kind,
      String chainHash,
      Map<String, ScriptSource> scripts,
      Map<String, String> settings) {
    this(version, name, kind, chainHash, scripts, settings, null);
  }

  /** A version that is a class. */
  public static VersionSource java(OpenClass type, String chainHash, SortedSet<String> dialects) {
    return new VersionSource(
        type.version(),
        type.name(),
        Kind.JAVA,
        chainHash,
        Map.of(),
        Map.of(),
        new JavaSource(type.className(), dialects));
  }

  /**
   * A version's files for one dialect.
   *
   * @param up {@code V1__name.sql}
   * @param undo {@code U1__name.sql}; null if the version cannot be reversed
   */
  public record ScriptSource(ScriptFile up, @Nullable ScriptFile undo) {
    /** A script that is in memory. */
    public static ScriptSource of(String up, @Nullable String undo) {
      return new ScriptSource(ScriptFile.of(up), undo == null ? null : ScriptFile.of(undo));
    }
  }

  /** Copies and sorts the scripts and settings. */
  public VersionSource {
    scripts = Collections.unmodifiableMap(new TreeMap<>(scripts));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** One without settings. */
  public VersionSource(
      int version, String name, Kind kind, String chainHash, Map<String, ScriptSource> scripts) {
    this(version, name, kind, chainHash, scripts, Map.of());
  }

  /** That an open version has no forward file for a dialect. */
  public static FormatException missing(int version, String name, String dialect) {
    return new FormatException(
        "ELQ343",
        FileNames.migration(dialect, version, name),
        0,
        "is missing: a version with SQL has a file for every enabled SQL dialect. Write it, with a comment alone where there is"
            + " nothing to do; if make:migration was interrupted while it wrote version "
            + version
            + ", delete that version's files and run it again.");
  }

  /** The dialects that it exists for. */
  public SortedSet<String> dialects() {
    return java == null ? new TreeSet<>(scripts.keySet()) : java.dialects();
  }

  /** Whether SQL dialects have a part in it; MongoDB has versions of its own. */
  public boolean hasSql() {
    return dialects().stream().anyMatch(FileNames::isSql);
  }

  /** Whether it is written by hand and not sealed yet. */
  public boolean isOpen() {
    return !isSealed() && kind != Kind.GENERATED;
  }

  /** Whether it is frozen in the lock file. */
  public boolean isSealed() {
    return !chainHash.isEmpty();
  }
}
