package dev.eloquent.processor.history;

import dev.eloquent.processor.schema.Schema;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param disabled by dialect id, where the databases of a dialect stand that was enabled once:
 *     enabling it again goes on from there
 */
public record Snapshot(
    Schema schema,
    List<String> dialects,
    String packageName,
    String chain,
    List<String> consumedRenames,
    Map<String, Disabled> disabled) {
  /**
   * What the last version that exists for a dialect ends at.
   *
   * @param schema its tables
   * @param consumedRenames every {@code renamedFrom} applied by then, sorted
   */
  public record Disabled(Schema schema, List<String> consumedRenames) {
    /** What a dialect begins with that was never enabled. */
    public static final Disabled NOTHING = new Disabled(Schema.EMPTY, List.of());

    /** Copies and sorts. */
    public Disabled {
      consumedRenames = List.copyOf(new TreeSet<>(consumedRenames));
    }
  }

  /** Copies and sorts. */
  public Snapshot {
    dialects = List.copyOf(new TreeSet<>(dialects));
    consumedRenames = List.copyOf(new TreeSet<>(consumedRenames));
    disabled = Collections.unmodifiableMap(new TreeMap<>(disabled));
  }

  /** One whose dialects are all that there ever were. */
  public Snapshot(
      Schema schema,
      List<String> dialects,
      String packageName,
      String chain,
      List<String> consumedRenames) {
    this(schema, dialects, packageName, chain, consumedRenames, Map.of());
  }

  /** The same with another chain. */
  public Snapshot withChain(String other) {
    return new Snapshot(schema, dialects, packageName, other, consumedRenames, disabled);
  }
}
