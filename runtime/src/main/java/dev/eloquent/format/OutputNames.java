package dev.eloquent.format;

/**
 * Names of what the processor leaves in class output, relative to it. All files of a catalogue are
 * flat in one folder, {@code META-INF/eloquent/} for the default catalogue and {@code
 * META-INF/eloquent/<id>/} for a named one.
 */
public final class OutputNames {
  /** The index of draft and open versions: the only file that says whether there are any. */
  public static final String DRAFT_INDEX = "draft.index";

  /** The snapshot that sealing ends at, with an empty chain property. */
  public static final String DRAFT_SCHEMA = "draft.schema.json";

  /** The models of the last compile, one binary class name a line, sorted. */
  public static final String MODELS = "models.list";

  /**
   * The classes with {@code @Seeds} of the last compile, one binary name a line, sorted; only where
   * there are any, or were.
   */
  public static final String SEEDS = "seeds.list";

  /** The id of what test classes are compiled to, which nobody means without naming it. */
  public static final String TEST_CATALOG = "test";

  /** Where the compiled history is registered; as everything it is written by each compile. */
  public static final String CATALOG_SERVICE =
      "META-INF/services/dev.eloquent.migration.MigrationCatalog";

  private OutputNames() {}

  /** The folder, with a slash at its end. */
  public static String folder(String catalog) {
    return catalog.isEmpty() ? "META-INF/eloquent/" : "META-INF/eloquent/" + catalog + "/";
  }

  /** The drafted file of a dialect, forward or reverse, such as {@code draft.postgresql.up.sql}. */
  public static String draftFile(String dialect, boolean undo) {
    return "draft."
        + dialect
        + (undo ? ".undo" : ".up")
        + (dialect.equals("mongodb") ? ".json" : ".sql");
  }

  /**
   * The statements of a version that is too large for constants, such as {@code
   * V3.postgresql.statements}.
   */
  public static String statements(int version, String dialect) {
    return "V" + version + "." + dialect + ".statements";
  }

  /**
   * The history folder of a catalogue below the class path's roots: {@code db/migration} or {@code
   * db/<id>/migration}.
   */
  public static String historyFolder(String catalog) {
    return catalog.isEmpty() ? "db/migration" : "db/" + catalog + "/migration";
  }

  /** A catalogue, for people. */
  public static String shown(String catalog) {
    return catalog.isEmpty() ? "the default catalogue" : "catalogue " + catalog;
  }

  /** The history table of a catalogue, Flyway's default for the default catalogue. */
  public static String historyTable(String catalog) {
    return catalog.isEmpty() ? "flyway_schema_history" : "flyway_schema_history_" + catalog;
  }
}
