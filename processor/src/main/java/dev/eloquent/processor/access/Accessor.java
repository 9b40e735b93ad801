package dev.eloquent.processor.access;

import dev.eloquent.processor.schema.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A class to be generated beside another one, whose instances it reads and makes.
 *
 * @param kind what it is for
 * @param packageName the package of both, empty for none
 * @param name the simple name of the class to be generated
 * @param type the other class as it is written in Java
 * @param properties the fields that it reads and sets; of a reference those that others refer to
 * @param parameters of the canonical constructor, if the class is a record; null for a class, which
 *     is made without arguments and then filled
 * @param table of a model; null for anything else
 */
public record Accessor(
    Kind kind,
    String packageName,
    String name,
    String type,
    List<Property> properties,
    @Nullable List<Parameter> parameters,
    @Nullable Table table) {
  /** What an instance is read and made for. */
  public enum Kind {
    /** Rows of a model. */
    MODEL("Accessor"),
    /** What is nested in documents. */
    NESTED("Struct"),
    /** The key of a model that others refer to. */
    REFERENCE("Reference");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    /** The name of the generated class for a class of that name, with the catalogue's id. */
    public String name(String nestedName, String catalog) {
      return nestedName + "_" + suffix + (catalog.isEmpty() ? "" : "_" + catalog);
    }
  }

  /**
   * A component of a record.
   *
   * @param name of the component, as of the property that it may be
   * @param zero what it is where nothing is given
   */
  public record Parameter(String name, String zero) {}

  /** Copies the lists. */
  public Accessor {
    properties = List.copyOf(properties);
    parameters = parameters == null ? null : List.copyOf(parameters);
  }

  /** The name with the package. */
  public String qualifiedName() {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
