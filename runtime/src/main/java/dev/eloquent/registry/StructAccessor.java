package dev.eloquent.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and makes the instances of a class whose fields are stored, without reflection.
 *
 * <p>Generated code extends it.
 */
public abstract class StructAccessor<T> {
  private final Class<T> type;
  private final List<JavaType> types;

  /**
   * Called by generated code.
   *
   * @param types of the fields, in the order of their names
   */
  protected StructAccessor(Class<T> type, JavaType... types) {
    this.type = type;
    this.types = List.of(types);
  }

  /** The class. */
  public final Class<T> type() {
    return type;
  }

  /** What the fields are called in the database; all arrays of values are in this order. */
  public abstract List<String> names();

  /** The Java type of each field; of one whose type is another model, that of the model's key. */
  public final List<JavaType> types() {
    return types;
  }

  /** The values of an instance; of a field whose type is another model, the key of that. */
  public abstract @Nullable Object[] values(T instance);

  /**
   * A new instance with these values, each of its Java type or null; a null of a primitive is its
   * zero. Where the type is another model it is an instance of that with only its key set.
   */
  public abstract T create(@Nullable Object[] values);
}
