package dev.eloquent.cli;

import dev.eloquent.format.FormatException;
import dev.eloquent.format.OutputNames;
import dev.eloquent.registry.ModelCatalog;
import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.seed.Factory;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Finds the models that a new class can name, and the factories that it can call: compiled ones,
 * and those that {@code make:factory} has written since the last compile.
 */
final class SeedableModels {
  private final NewClass user;
  private final ClassLoader loader;

  private SeedableModels(NewClass user, ClassLoader loader) {
    this.user = user;
    this.loader = loader;
  }

  /**
   * All of them, in the order of the catalogues; none where nothing is compiled, since a new class
   * can be written all the same.
   *
   * @param catalog the catalogue that is meant; null for all but that of the tests
   */
  static List<SeedableModel> of(NewClass user, List<Path> classPath, @Nullable String catalog) {
    List<SeedableModel> models = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(urls(classPath), SeedableModels.class.getClassLoader())) {
      SeedableModels seen = new SeedableModels(user, loader);
      for (ModelCatalog one : ServiceLoader.load(ModelCatalog.class, loader)) {
        boolean meant =
            catalog == null ? !one.id().equals(OutputNames.TEST_CATALOG) : one.id().equals(catalog);
        if (meant) {
          one.models().forEach(model -> seen.add(model, models));
        }
      }
    } catch (ServiceConfigurationError | LinkageError | FormatException | IOException e) {
      // Other commands refuse what is not of one piece; the class is written without it.
      return List.of();
    }
    return models;
  }

  private static URL[] urls(List<Path> classPath) throws IOException {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath.get(i).toUri().toURL();
    }
    return urls;
  }

  private void add(ModelDescriptor descriptor, List<SeedableModel> models) {
    Class<?> model = loaded(descriptor.modelClass());
    if (model != null && !model.getPackageName().isEmpty() && isSeen(model)) {
      models.add(new SeedableModel(descriptor, model.getCanonicalName(), factory(model)));
    }
  }

  private @Nullable Class<?> loaded(String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  private boolean isSeen(Class<?> type) {
    for (Class<?> one = type; one != null; one = one.getEnclosingClass()) {
      if (!isSeen(type, one.getModifiers())) {
        return false;
      }
    }
    return true;
  }

  private boolean isSeen(Class<?> owner, int modifiers) {
    return Modifier.isPublic(modifiers)
        || (!Modifier.isPrivate(modifiers) && owner.getPackageName().equals(user.packageName()));
  }

  /** Beside the model, where {@code make:factory} writes it, or beside the new class. */
  private @Nullable String factory(Class<?> model) {
    for (String folder : List.of(model.getPackageName(), user.packageName())) {
      String name = folder + "." + model.getSimpleName() + "Factory";
      Class<?> compiled = loaded(name);
      if (compiled == null ? user.isBeside(name) : canBeCalled(compiled)) {
        return name;
      }
    }
    return null;
  }

  private boolean canBeCalled(Class<?> factory) {
    if (!Factory.class.isAssignableFrom(factory)
        || Modifier.isAbstract(factory.getModifiers())
        || !isSeen(factory)) {
      return false;
    }
    for (Constructor<?> constructor : factory.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return isSeen(factory, constructor.getModifiers());
      }
    }
    return false;
  }
}
