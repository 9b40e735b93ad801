package dev.eloquent.processor.schema;

import dev.eloquent.annotation.ReferentialAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ForeignKey k
        && name.equals(k.name)
        && columns.equals(k.columns)
        && referencedTable.equals(k.referencedTable)
        && referencedColumns.equals(k.referencedColumns)
        && onDelete == k.onDelete
        && onUpdate == k.onUpdate;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
