package dev.eloquent.processor.history;

import dev.eloquent.processor.schema.Schema;
import java.util.List;
import java.util.TreeSet;

/**
 * The content of {@code schema.json}: all models at the newest sealed version, and what must not
 * drift later.
 *
 * @param schema all tables, those pinned to one dialect included
 * @param dialects the enabled dialects' ids, sorted
 * @param packageName the package of generated code
 * @param chain the lock's chain hash; empty in a draft
 * @param consumedRenames every {@code renamedFrom} already applied, sorted: {@code table<former},
 *     {@code table.column<former}
 */
public record Snapshot(
    Schema schema,
    List<String> dialects,
    String packageName,
    String chain,
    List<String> consumedRenames) {
  /** Copies and sorts. */
  public Snapshot {
    dialects = List.copyOf(new TreeSet<>(dialects));
    consumedRenames = List.copyOf(new TreeSet<>(consumedRenames));
  }

  /** The same with another chain. */
  public Snapshot withChain(String other) {
    return new Snapshot(schema, dialects, packageName, other, consumedRenames);
  }
}
