package dev.eloquent.registry;

import dev.eloquent.format.ModelLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models of one catalogue, as the compiler saw them.
 *
 * <p>Generated code extends it and passes text that is read at the first use. Find the catalogues
 * of a class path with {@link java.util.ServiceLoader}.
 */
public abstract class ModelCatalog {
  private final String id;
  private @Nullable List<ModelDescriptor> models;

  /** Called by generated code with the catalogue's id, empty for the default one. */
  protected ModelCatalog(String id) {
    this.id = id;
  }

  /**
   * The text of whole models as {@link ModelLines#render} writes it, in blocks so that no constant
   * is too long; null behind the last block.
   */
  protected abstract @Nullable String block(int index);

  /** The catalogue's id, empty for the default one. */
  public final String id() {
    return id;
  }

  /**
   * All models, in the order in which the compiler wrote them: by binary class name.
   *
   * @throws dev.eloquent.format.FormatException if the build output is not of one piece
   */
  public final synchronized List<ModelDescriptor> models() {
    if (models == null) {
      List<ModelDescriptor> all = new ArrayList<>();
      for (int i = 0; ; i++) {
        String block = block(i);
        if (block == null) {
          break;
        }
        ModelLines.parse(block).forEach(lines -> all.add(ModelDescriptor.of(lines)));
      }
      models = List.copyOf(all);
    }
    return models;
  }

  /** The model of that class; empty if the class is no model of this catalogue. */
  public final Optional<ModelDescriptor> model(Class<?> type) {
    return models().stream().filter(m -> m.modelClass().equals(type.getName())).findFirst();
  }

  /** The model with that table; empty if no model of this catalogue has it. */
  public final Optional<ModelDescriptor> table(String name) {
    return models().stream().filter(m -> m.table().equals(name)).findFirst();
  }
}
