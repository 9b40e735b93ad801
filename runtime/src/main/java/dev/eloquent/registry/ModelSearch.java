package dev.eloquent.registry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what the compiler generated, by its service files. */
final class ModelSearch {
  private ModelSearch() {}

  /** The one that an application's classes come from, as far as this thread tells. */
  static ClassLoader defaultLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader own = ModelSearch.class.getClassLoader();
    return context != null ? context : own != null ? own : ClassLoader.getSystemClassLoader();
  }

  /** All catalogues that the loader finds. */
  static List<ModelCatalog> catalogs(ClassLoader loader) {
    return load(ModelCatalog.class, loader);
  }

  /** What a catalogue says of the class; null if it is a model of none. */
  static @Nullable ModelDescriptor descriptor(Class<?> model) {
    for (ClassLoader loader : loaders(model)) {
      for (ModelCatalog catalog : catalogs(loader)) {
        Optional<ModelDescriptor> known = catalog.model(model);
        if (known.isPresent()) {
          return known.get();
        }
      }
    }
    return null;
  }

  /** The accessor that was generated for the class; null if there is none. */
  static @Nullable ModelAccessor<?> accessor(Class<?> model) {
    for (ClassLoader loader : loaders(model)) {
      for (ModelAccessor<?> accessor : load(ModelAccessor.class, loader)) {
        if (accessor.modelClass() == model) {
          return accessor;
        }
      }
    }
    return null;
  }

  /** A test's classes may be in another loader than the models that they use. */
  private static Set<ClassLoader> loaders(Class<?> model) {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    if (model.getClassLoader() != null) {
      loaders.add(model.getClassLoader());
    }
    loaders.add(defaultLoader());
    return loaders;
  }

  private static <S> List<S> load(Class<S> service, ClassLoader loader) {
    List<S> all = new ArrayList<>();
    try {
      ServiceLoader.load(service, loader).forEach(all::add);
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new ModelException(
          ModelProblem.BUILD_OUTPUT,
          "what the compiler generated for the models cannot be loaded. Run: mvn clean compile ("
              + e.getMessage()
              + ")",
          e);
    }
    return all;
  }
}
