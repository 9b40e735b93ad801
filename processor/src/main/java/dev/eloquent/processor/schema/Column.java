package dev.eloquent.processor.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column.
 *
 * @param name its physical name
 * @param type its logical type
 * @param nullable whether it takes {@code NULL}
 * @param identity whether the database counts it up
 * @param defaultValue null for none
 * @param comment empty for none
 */
public record Column(
    String name,
    ColumnType type,
    boolean nullable,
    boolean identity,
    @Nullable DefaultValue defaultValue,
    String comment) {
  // Equality is written out, here and in the schema's other big records: a fresh compiler spends
  // milliseconds on linking that of each kind of record, and every compile compares schemas.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Column c
        && name.equals(c.name)
        && type.text().equals(c.type.text())
        && nullable == c.nullable
        && identity == c.identity
        && Objects.equals(defaultValue, c.defaultValue)
        && comment.equals(c.comment);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
