package dev.eloquent.processor.schema;

import java.util.Map;

/**
 * What the models say about the way to them, not about their state.
 *
 * @param tableRenames current table name → its {@code renamedFrom}
 * @param columnRenames path of a column → its {@code renamedFrom}
 * @param backfills path of a column → the value that existing rows get
 */
public record Intents(
    Map<String, String> tableRenames,
    Map<SchemaPath, String> columnRenames,
    Map<SchemaPath, DefaultValue> backfills) {
  /** Nothing intended. */
  public static final Intents NONE = new Intents(Map.of(), Map.of(), Map.of());

  /** Copies the maps. */
  public Intents {
    tableRenames = Map.copyOf(tableRenames);
    columnRenames = Map.copyOf(columnRenames);
    backfills = Map.copyOf(backfills);
  }
}
