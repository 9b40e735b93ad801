package dev.eloquent.processor.emit;

import dev.eloquent.processor.emit.VersionClasses.SourceFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders the sealed versions as few classes in few files.
 *
 * <p>Each class file costs the compiler about as much as a model's, and the runtime a search on the
 * class path; each source file makes javac look its name up in every module of the JDK. So versions
 * share a class, and the classes are members of the catalogue's class, or, beyond its first million
 * characters, of further classes.
 */
final class SealedClasses {
  private static final String HOLDER = "SealedVersions";

  /** Characters of a file, so that none is beyond what editors and reviewers' tools open. */
  private static final int FILE_LENGTH = 1_000_000;

  /** Characters of statements in a class, so that the runtime reads little for one version. */
  private static final int CLASS_LENGTH = 250_000;

  /** Versions of a class; each takes up to about 70 of the 65,535 entries of its constant pool. */
  private static final int CLASS_VERSIONS = 250;

  private final String catalog;
  private final List<CompiledVersion> compiled = new ArrayList<>();
  private final List<CompiledVersion> shared = new ArrayList<>();
  private int sharedLength;
  private int classes;
  private final List<String> holders = new ArrayList<>();
  private final StringBuilder members = new StringBuilder();

  SealedClasses(String catalog) {
    this.catalog = catalog;
  }

  void add(CompiledVersion version) {
    boolean full =
        shared.size() == CLASS_VERSIONS || sharedLength + version.length() > CLASS_LENGTH;
    if (full) {
      closeClass();
    }
    shared.add(version);
    sharedLength += version.length();
  }

  /** Ends it: what was added, ready to be written. */
  VersionClasses finish() {
    closeClass();
    if (!members.isEmpty()) {
      closeHolder();
    }
    List<SourceFile> files = new ArrayList<>();
    for (int i = 1; i < holders.size(); i++) {
      String name = holder(i);
      String head =
          MigrationClass.IMPORT_GENERATED
              + "/** Sealed versions. */\n"
              + MigrationClass.GENERATED
              + "public final class "
              + name
              + " {\n  private "
              + name
              + "() {}\n";
      files.add(new SourceFile(name, head + holders.get(i) + "}\n"));
    }
    return new VersionClasses(compiled, holders.isEmpty() ? "" : holders.get(0), files);
  }

  private void closeClass() {
    List<CompiledVersion> written = shared.stream().filter(CompiledVersion::isWritten).toList();
    if (written.isEmpty()) {
      compiled.addAll(shared);
      shared.clear();
      return;
    }
    if (members.length() > FILE_LENGTH) {
      closeHolder();
    }
    String name = "Sealed" + ++classes;
    String holder = holder(holders.size());
    for (CompiledVersion version : shared) {
      compiled.add(version.isWritten() ? version.in(holder + "$" + name) : version);
    }
    members.append(MigrationClass.member(name, written, catalog));
    shared.clear();
    sharedLength = 0;
  }

  private void closeHolder() {
    holders.add(members.toString());
    members.setLength(0);
  }

  private static String holder(int index) {
    return index == 0 ? CatalogClass.NAME : HOLDER + (index + 1);
  }
}
