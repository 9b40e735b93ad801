package dev.eloquent.processor.emit;

import dev.eloquent.format.FormatException;
import dev.eloquent.processor.dialect.Dialect;
import dev.eloquent.processor.history.VersionSource;
import dev.eloquent.processor.split.SplitException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Versions that are ready to be written: split into statements, and rendered but for the package.
 *
 * <p>An unsealed version has a file of its own. The sealed ones share a few, as nested classes:
 * javac looks a new source file's name up in every module of the JDK, which for twenty files took a
 * fifth of the processor's time.
 *
 * <p>Making them touches nothing of the compiler's, so that it may go on beside the reading of the
 * models.
 */
public final class VersionClasses {
  /** No version. */
  public static final VersionClasses NONE = new VersionClasses(List.of(), List.of());

  private static final String HOLDER = "SealedVersions";

  /** Characters of a file, so that none is beyond what editors and reviewers' tools open. */
  private static final int FILE_LENGTH = 1_000_000;

  /** A source file, without the line that names its package. */
  record SourceFile(String className, String body) {}

  private final List<CompiledVersion> versions;
  private final List<SourceFile> files;

  private VersionClasses(List<CompiledVersion> versions, List<SourceFile> files) {
    this.versions = List.copyOf(versions);
    this.files = List.copyOf(files);
  }

  /**
   * Splits and renders sealed versions.
   *
   * @param dialects by id; a script of a dialect that is not there stays out
   */
  public static VersionClasses sealed(
      List<VersionSource> versions, Map<String, Dialect> dialects, String catalog)
      throws SplitException {
    List<CompiledVersion> compiled = new ArrayList<>(versions.size());
    List<SourceFile> files = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (VersionSource source : versions) {
      if (body.length() > FILE_LENGTH) {
        files.add(new SourceFile(holder(files.size()), body.append("}\n").toString()));
        body.setLength(0);
      }
      String holder = holder(files.size());
      body.append(body.isEmpty() ? head(holder) : "\n");
      CompiledVersion version = CompiledVersion.of(source, dialects).in(holder);
      body.append(MigrationClass.member(version, catalog));
      compiled.add(version);
    }
    if (!body.isEmpty()) {
      files.add(new SourceFile(holder(files.size()), body.append("}\n").toString()));
    }
    return new VersionClasses(compiled, files);
  }

  /** These and, behind them, one that is not sealed. */
  public VersionClasses and(VersionSource source, Map<String, Dialect> dialects, String catalog)
      throws SplitException {
    CompiledVersion version = CompiledVersion.of(source, dialects);
    List<CompiledVersion> allVersions = new ArrayList<>(versions);
    allVersions.add(version);
    List<SourceFile> allFiles = new ArrayList<>(files);
    allFiles.add(new SourceFile(version.className(), MigrationClass.file(version, catalog)));
    return new VersionClasses(allVersions, allFiles);
  }

  /** What the versions that are not sealed hold that the runtime cannot run. */
  public List<FormatException> notRunnable(Map<String, Dialect> dialects) {
    return versions.stream()
        .filter(version -> !version.source().isSealed())
        .flatMap(version -> RunnableStatements.problems(version, dialects).stream())
        .toList();
  }

  List<SourceFile> files() {
    return files;
  }

  List<CompiledVersion> versions() {
    return versions;
  }

  private static String holder(int index) {
    return index == 0 ? HOLDER : HOLDER + (index + 1);
  }

  private static String head(String holder) {
    return MigrationClass.IMPORTS
        + "/** The sealed versions. */\n"
        + MigrationClass.GENERATED
        + "public final class "
        + holder
        + " {\n  private "
        + holder
        + "() {}\n\n";
  }
}
