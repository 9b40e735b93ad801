package dev.eloquent.processor.emit;

import dev.eloquent.format.ClassNames;
import dev.eloquent.format.FileNames;
import dev.eloquent.format.FormatException;
import dev.eloquent.format.ScriptSettings;
import dev.eloquent.format.StatementsFile;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.history.ScriptFile;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.history.VersionSource.JavaSource;
import dev.eloquent.processor.history.VersionSource.ScriptSource;
import dev.eloquent.processor.split.SplitException;
import dev.eloquent.processor.split.SplitStatement;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version split into statements, ready to be written as a class.
 *
 * @param source its text
 * @param binaryName of its class, without the package: {@code V1__CreateUsers} for one of its own;
 *     of a Java migration {@code java:} and the whole name
 * @param scripts by dialect id, sorted
 */
record CompiledVersion(
    VersionSource source, String binaryName, Map<String, CompiledScript> scripts) {
  /**
   * A script split into statements.
   *
   * @param checksum Flyway's CRC32 of the forward file
   * @param sha256 of the forward file
   * @param undoSha256 of the reverse file; null if there is none
   * @param isLarge whether it becomes a resource, because constants cannot hold it or would burden
   *     the compiler
   * @param isSeparate whether the forward statements share no transaction
   */
  record CompiledScript(
      SplitFile up,
      SplitFile down,
      boolean reversible,
      int checksum,
      String sha256,
      @Nullable String undoSha256,
      boolean isLarge,
      boolean isSeparate) {
    /** Characters of a constant, each at most three of the 65,535 bytes that it holds. */
    static final int MAX_CONSTANT = 20_000;

    private static final int MAX_LENGTH = 256 * 1024;
    private static final int MAX_STATEMENTS = 1_000;

    private static boolean isLarge(long length, SplitFile up, SplitFile down) {
      return length > MAX_LENGTH
          || up.count() + down.count() > MAX_STATEMENTS
          || up.statements().stream().anyMatch(CompiledScript::isUnfit)
          || down.statements().stream().anyMatch(CompiledScript::isUnfit);
    }

    private int length() {
      return isLarge ? 0 : length(up) + length(down);
    }

    private static int length(SplitFile file) {
      return file.statements().stream().mapToInt(statement -> statement.sql().length()).sum();
    }

    private static boolean isUnfit(SplitStatement statement) {
      String sql = statement.sql();
      return sql.length() > MAX_CONSTANT || sql.indexOf(StatementsFile.SEPARATOR) >= 0;
    }
  }

  /**
   * Splits a version's scripts.
   *
   * @param dialects by id; a script of a dialect that is not there stays out
   * @throws FormatException if one cannot be split
   */
  static CompiledVersion of(VersionSource source, Map<String, Dialect> dialects) {
    Map<String, CompiledScript> scripts = new TreeMap<>();
    for (Map.Entry<String, ScriptSource> entry : source.scripts().entrySet()) {
      Dialect dialect = dialects.get(entry.getKey());
      if (dialect != null) {
        String settings = source.settings().getOrDefault(entry.getKey(), "");
        scripts.put(
            entry.getKey(),
            compile(source, entry.getValue(), dialect, ScriptSettings.parse(settings)));
      }
    }
    JavaSource java = source.java();
    String name =
        java == null
            ? ClassNames.ofVersion(source.version(), source.name())
            : "java:" + java.className();
    return new CompiledVersion(source, name, Collections.unmodifiableMap(scripts));
  }

  /** Whether there is a class to write for it. */
  boolean isWritten() {
    return source.java() == null;
  }

  /** The ids of the dialects that it exists for. */
  Collection<String> dialects() {
    return isWritten() ? scripts.keySet() : source.dialects();
  }

  /** The same in a class of that binary name. */
  CompiledVersion in(String className) {
    return new CompiledVersion(source, className, scripts);
  }

  /** Characters of the statements that constants hold. */
  int length() {
    return scripts.values().stream().mapToInt(CompiledScript::length).sum();
  }

  private static CompiledScript compile(
      VersionSource source, ScriptSource script, Dialect dialect, ScriptSettings settings) {
    String upPath = FileNames.migration(dialect.id(), source.version(), source.name());
    String undoPath = FileNames.undo(dialect.id(), source.version(), source.name());
    ScriptFile undo = script.undo();
    SplitFile up = split(upPath, script.up(), dialect);
    SplitFile down = undo == null ? SplitFile.NONE : split(undoPath, undo, dialect);
    long length = script.up().length() + (undo == null ? 0 : undo.length());
    return new CompiledScript(
        up,
        down,
        undo != null,
        script.up().checksum(),
        script.up().sha256(),
        undo == null ? null : undo.sha256(),
        CompiledScript.isLarge(length, up, down),
        settings.isOff(ScriptSettings.IN_TRANSACTION) || !up.outside().isEmpty());
  }

  private static SplitFile split(String path, ScriptFile file, Dialect dialect) {
    try {
      return SplitFile.of(file, dialect.syntax());
    } catch (SplitException e) {
      String message = "column " + e.column() + ": " + e.getMessage();
      throw new FormatException("ELQ313", path, e.line(), message, e);
    }
  }
}
