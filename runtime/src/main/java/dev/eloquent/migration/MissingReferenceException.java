package dev.eloquent.migration;

import dev.eloquent.format.OutputNames;
import java.util.List;

/** Tables are not in the database that foreign keys of a catalogue refer to in others. */
public final class MissingReferenceException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final String[] tables;

  MissingReferenceException(String catalog, List<String> tables) {
    super(MigrationProblem.MISSING_REFERENCE, message(catalog, tables), null);
    this.tables = tables.toArray(String[]::new);
  }

  private static String message(String catalog, List<String> tables) {
    String which =
        tables.size() == 1
            ? "table " + tables.get(0) + " of another catalogue, which is not in this database."
            : "tables "
                + String.join(", ", tables)
                + " of other catalogues, which are not in this database.";
    return "Foreign keys of "
        + OutputNames.shown(catalog)
        + " refer to "
        + which
        + " Nothing was applied. Migrate that first, into the same schema; a run that has all on its"
        + " class path takes them in order.";
  }

  /** Those that are missing. */
  public List<String> tables() {
    return List.of(tables);
  }
}
