package dev.eloquent.processor.diff;

import dev.eloquent.processor.schema.Schema;
import java.util.List;

/**
 * The way from one schema to another.
 *
 * @param changes in an order that a database can run, see {@link ChangeOrder}
 */
public record ChangeSet(Schema before, Schema after, List<SchemaChange> changes) {
  /** Copies the changes. */
  public ChangeSet {
    changes = List.copyOf(changes);
  }

  /** Whether nothing changes. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
