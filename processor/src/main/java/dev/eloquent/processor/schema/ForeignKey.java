package dev.eloquent.processor.schema;

import dev.eloquent.annotation.ReferentialAction;
import java.util.List;

/** A foreign key; {@code columns} and {@code referencedColumns} go pair by pair. */
public record ForeignKey(
    String name,
    List<String> columns,
    String referencedTable,
    List<String> referencedColumns,
    ReferentialAction onDelete,
    ReferentialAction onUpdate) {
  /** Copies the lists and checks their sizes. */
  public ForeignKey {
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
    if (columns.isEmpty() || columns.size() != referencedColumns.size()) {
      throw new IllegalArgumentException(
          "columns and referenced columns of " + name + " do not pair");
    }
  }
}
