package dev.eloquent.processor.schema;

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
    String comment) {}
