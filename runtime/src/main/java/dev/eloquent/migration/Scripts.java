package dev.eloquent.migration;

import dev.eloquent.history.JournalContent;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Loads the statements of versions; the only place that loads their classes. */
final class Scripts {
  private final MigrationCatalog catalog;
  private final String dialect;

  Scripts(MigrationCatalog catalog, String dialect) {
    this.catalog = catalog;
    this.dialect = dialect;
  }

  Script load(CatalogVersion version) {
    try {
      return catalog.load(version).script(version.version(), dialect);
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new MigrationException(
          MigrationProblem.MISSING_CLASS, Failures.message(e), version.version(), 0, null, e);
    }
  }

  static JournalContent content(Script script) {
    List<JournalContent.Reverse> reverses = new ArrayList<>(script.down().size());
    for (Script.Reverse reverse : script.down()) {
      reverses.add(new JournalContent.Reverse(reverse.of(), reverse.sql(), reverse.outside()));
    }
    return JournalContent.of(script.up(), reverses, script.reversible());
  }
}
