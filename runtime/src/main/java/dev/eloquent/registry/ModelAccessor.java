package dev.eloquent.registry;

import dev.eloquent.format.ModelLines;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and makes the instances of a model, without reflection.
 *
 * <p>Generated code extends it, for the models that {@link dev.eloquent.annotation.Seeds} names,
 * and lies in the model's package. The arrays of values are in the order of the model's columns.
 */
public abstract class ModelAccessor<T> extends StructAccessor<T> {
  private final String lines;
  private @Nullable ModelDescriptor model;
  private @Nullable List<String> names;

  /**
   * Called by generated code.
   *
   * @param lines the model as {@link ModelLines#render} writes it
   * @param types Java types of the columns
   */
  protected ModelAccessor(Class<T> type, String lines, JavaType... types) {
    super(type, types);
    this.lines = lines;
  }

  /** The model's class. */
  public final Class<T> modelClass() {
    return type();
  }

  /** What the compiler knew of the model. */
  public final ModelDescriptor model() {
    ModelDescriptor known = model;
    if (known == null) {
      // Made twice at worst: it is a value.
      known = ModelDescriptor.of(ModelLines.parse(lines).get(0));
      model = known;
    }
    return known;
  }

  @Override
  public final List<String> names() {
    List<String> known = names;
    if (known == null) {
      known = model().columns().stream().map(ModelDescriptor.ColumnDescriptor::name).toList();
      names = known;
    }
    return known;
  }

  /**
   * The instance with these values of its primary key, in key order and of the columns' Java types:
   * of a class the same one, changed, of a record a new one.
   */
  public abstract T withKey(T instance, Object... key);
}
