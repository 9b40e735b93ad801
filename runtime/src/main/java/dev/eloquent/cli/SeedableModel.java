package dev.eloquent.cli;

import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelDescriptor.ColumnDescriptor;
import dev.eloquent.registry.ModelDescriptor.ForeignKeyDescriptor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compiled model that a new class can name.
 *
 * @param className as source has it, with its package
 * @param factory that of its factory; null if there is none
 */
record SeedableModel(ModelDescriptor descriptor, String className, @Nullable String factory) {
  String simple() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  boolean isMongo() {
    return descriptor.connection().equals(Kind.MONGO.id());
  }

  /** The table of the first model that each of its rows must refer to. */
  Optional<String> neededTable() {
    List<String> needed =
        descriptor.columns().stream()
            .filter(column -> !column.nullable())
            .map(ColumnDescriptor::name)
            .toList();
    return descriptor.foreignKeys().stream()
        .filter(key -> key.columns().stream().anyMatch(needed::contains))
        .map(ForeignKeyDescriptor::referencedTable)
        .findFirst();
  }

  /** Whether a factory can make rows of it that need nothing else. */
  boolean isReady() {
    return factory != null && neededTable().isEmpty();
  }
}
