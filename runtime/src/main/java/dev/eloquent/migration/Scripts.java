package dev.eloquent.migration;

import dev.eloquent.format.Checksums;
import dev.eloquent.history.JournalContent;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads the statements of versions, and Java migrations; the only place that loads classes. */
final class Scripts {
  private final MigrationCatalog catalog;
  private final String dialect;
  private final Map<Integer, JavaMigration> java = new HashMap<>();

  Scripts(MigrationCatalog catalog, String dialect) {
    this.catalog = catalog;
    this.dialect = dialect;
  }

  /** The statements; of a Java migration none, only whether there is a way back. */
  Script load(CatalogVersion version) {
    if (version.java()) {
      return new Script(List.of(), List.of(), isReversible(loadJava(version)));
    }
    try {
      return catalog.load(version).script(version.version(), dialect);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw missing(MigrationProblem.MISSING_CLASS, version, e);
    }
  }

  /** The instance, made once. */
  JavaMigration loadJava(CatalogVersion version) {
    try {
      return java.computeIfAbsent(version.version(), number -> catalog.loadJava(version));
    } catch (IllegalStateException e) {
      throw missing(MigrationProblem.JAVA_CLASS, version, e);
    }
  }

  private static MigrationException missing(
      MigrationProblem problem, CatalogVersion version, RuntimeException e) {
    return new MigrationException(
        problem, Failures.message(e), version.version(), 0, null, Failures.cause(e));
  }

  private static boolean isReversible(JavaMigration migration) {
    try {
      return migration.getClass().getMethod("down", MigrationContext.class).getDeclaringClass()
          != JavaMigration.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  static JournalContent content(Script script) {
    return content(script.up(), script.down(), script.reversible());
  }

  static JournalContent content(
      Statements<String> up, Statements<Script.Reverse> down, boolean reversible) {
    List<String> hashes = null;
    if (!up.isLarge()) {
      hashes = new ArrayList<>(up.count());
      for (String sql : up.toList()) {
        hashes.add(Checksums.sha256(sql));
      }
    }
    List<JournalContent.Reverse> reverses = null;
    if (!down.isLarge()) {
      reverses = new ArrayList<>(down.count());
      for (Script.Reverse reverse : down.toList()) {
        reverses.add(new JournalContent.Reverse(reverse.of(), reverse.sql(), reverse.outside()));
      }
    }
    return new JournalContent(up.count(), hashes, reverses, reversible);
  }
}
