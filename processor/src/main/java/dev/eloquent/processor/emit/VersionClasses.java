package dev.eloquent.processor.emit;

import dev.eloquent.format.FormatException;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.history.VersionSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Versions that are ready to be written: split into statements, and rendered but for the package.
 *
 * <p>An unsealed version has a class and a file of its own; the sealed ones share a few, see {@link
 * SealedClasses}.
 *
 * <p>Making them touches nothing of the compiler's, so that it may go on beside the reading of the
 * models.
 */
public final class VersionClasses {
  /** No version. */
  public static final VersionClasses NONE = new VersionClasses(List.of(), "", List.of(), List.of());

  /** A source file, without the line that names its package. */
  record SourceFile(String className, String body) {}

  private final List<CompiledVersion> versions;
  private final String members;
  private final List<SourceFile> files;
  private final List<FlywaySettings> open;

  private VersionClasses(
      List<CompiledVersion> versions,
      String members,
      List<SourceFile> files,
      List<FlywaySettings> open) {
    this.versions = List.copyOf(versions);
    this.members = members;
    this.files = List.copyOf(files);
    this.open = List.copyOf(open);
  }

  /** Those of sealed versions. */
  VersionClasses(List<CompiledVersion> versions, String members, List<SourceFile> files) {
    this(versions, members, files, List.of());
  }

  /**
   * Splits and renders sealed versions.
   *
   * @param dialects by id; a script of a dialect that is not there stays out
   * @throws FormatException if one cannot be split, with its file, line and column
   */
  public static VersionClasses sealed(
      List<VersionSource> versions, Map<String, Dialect> dialects, String catalog) {
    SealedClasses classes = new SealedClasses(catalog);
    for (VersionSource source : versions) {
      classes.add(CompiledVersion.of(source, dialects));
    }
    return classes.finish();
  }

  /**
   * These and, behind them, one that is not sealed.
   *
   * @throws FormatException if it cannot be split, with its file, line and column
   */
  public VersionClasses and(VersionSource source, Map<String, Dialect> dialects, String catalog) {
    CompiledVersion version = CompiledVersion.of(source, dialects);
    List<CompiledVersion> allVersions = new ArrayList<>(versions);
    allVersions.add(version);
    List<SourceFile> allFiles = new ArrayList<>(files);
    if (version.isWritten()) {
      allFiles.add(new SourceFile(version.binaryName(), MigrationClass.file(version, catalog)));
    }
    List<FlywaySettings> allOpen = new ArrayList<>(open);
    if (source.isOpen()) {
      allOpen.add(new FlywaySettings(version));
    }
    return new VersionClasses(allVersions, members, allFiles, allOpen);
  }

  /** What is wrong with the open versions beside their syntax. */
  public List<FormatException> problems() {
    return open.stream().flatMap(version -> version.problems().stream()).toList();
  }

  /** The classes within the catalogue's class, as text; empty without a sealed version. */
  String members() {
    return members;
  }

  /** The open versions, with what plain Flyway must be told of each. */
  List<FlywaySettings> open() {
    return open;
  }

  List<SourceFile> files() {
    return files;
  }

  List<CompiledVersion> versions() {
    return versions;
  }
}
