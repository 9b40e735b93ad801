package dev.eloquent.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The models that an application uses, and what is to happen when their rows are written.
 *
 * <p>There is one for the whole process, {@link #global()}, which the static methods are short cuts
 * to; tests may have their own. Nothing is registered by itself: {@link #registerAll()} does it in
 * one line. In strict mode, which is the default, hooks, factories, seeders and stores refuse every
 * other model; without it, whatever a generated catalogue on the class path knows can be used.
 *
 * <p>All methods may be called by several threads at once.
 */
public final class ModelRegistry {
  private static final ModelRegistry GLOBAL = new ModelRegistry();

  private final Map<String, ModelDescriptor> registered = new ConcurrentHashMap<>();

  /** What was used without being registered, so that it is searched for once. */
  private final Map<String, ModelDescriptor> found = new ConcurrentHashMap<>();

  private final Map<Class<?>, ModelAccessor<?>> accessors = new ConcurrentHashMap<>();
  private final Map<Class<?>, Map<ModelEvent, List<Consumer<Object>>>> hooks =
      new ConcurrentHashMap<>();
  private volatile boolean strict = true;

  /** Creates an empty one, strict, beside the one of the process. */
  public ModelRegistry() {}

  /** The one of the process. */
  public static ModelRegistry global() {
    return GLOBAL;
  }

  /** Registers models with the registry of the process; see {@link #register(Class...)}. */
  public static void registerModels(Class<?>... models) {
    GLOBAL.register(models);
  }

  /** Registers catalogues with the registry of the process. */
  public static void registerModels(ModelCatalog... catalogs) {
    GLOBAL.register(catalogs);
  }

  /** Registers every model of the class path with the registry of the process. */
  public static void registerAll() {
    GLOBAL.registerAll(ModelSearch.defaultLoader());
  }

  /** Whether the model is registered with the registry of the process. */
  public static boolean isModelRegistered(Class<?> model) {
    return GLOBAL.isRegistered(model);
  }

  /** Makes the registry of the process strict or not. */
  public static void setModelRegistryStrictMode(boolean strict) {
    GLOBAL.setStrict(strict);
  }

  /** Whether the registry of the process is strict. */
  public static boolean isModelRegistryStrictMode() {
    return GLOBAL.isStrict();
  }

  /**
   * Registers models, all or none.
   *
   * @throws ModelException {@code ELQ801} if one of them is in no generated catalogue
   */
  public void register(Class<?>... models) {
    Map<String, ModelDescriptor> all = new LinkedHashMap<>();
    for (Class<?> model : models) {
      ModelDescriptor descriptor = search(model);
      if (descriptor == null) {
        throw noModel(model);
      }
      all.put(model.getName(), descriptor);
    }
    registered.putAll(all);
  }

  /** Registers all models of these catalogues. */
  public void register(ModelCatalog... catalogs) {
    for (ModelCatalog catalog : catalogs) {
      catalog.models().forEach(model -> registered.put(model.modelClass(), model));
    }
  }

  /** Registers the models of all generated catalogues that a class loader finds. */
  public void registerAll(ClassLoader loader) {
    register(ModelSearch.catalogs(loader).toArray(new ModelCatalog[0]));
  }

  /** Whether the model is registered. */
  public boolean isRegistered(Class<?> model) {
    return registered.containsKey(model.getName());
  }

  /** Makes it strict or not. */
  public void setStrict(boolean on) {
    strict = on;
  }

  /** Whether only registered models can be used. */
  public boolean isStrict() {
    return strict;
  }

  /**
   * What the compiler knew of a model.
   *
   * @throws ModelException {@code ELQ800} if it must be registered and is not, {@code ELQ801} if it
   *     is no model
   */
  public ModelDescriptor descriptor(Class<?> model) {
    ModelDescriptor known = registered.get(model.getName());
    if (known != null) {
      return known;
    }
    if (strict) {
      throw notRegistered(model);
    }
    known = found.get(model.getName());
    if (known == null) {
      known = search(model);
      if (known == null) {
        throw noModel(model);
      }
      found.put(model.getName(), known);
    }
    return known;
  }

  /**
   * What reads and makes the model's instances.
   *
   * @throws ModelException {@code ELQ800} if it must be registered and is not, {@code ELQ801} if it
   *     is no model, {@code ELQ802} if no {@link dev.eloquent.annotation.Seeds} names it
   */
  @SuppressWarnings("unchecked")
  public <T> ModelAccessor<T> accessor(Class<T> model) {
    descriptor(model);
    ModelAccessor<?> known = accessors.get(model);
    if (known == null) {
      known = ModelSearch.accessor(model);
      if (known == null) {
        throw new ModelException(
            ModelProblem.NO_ACCESSOR,
            "nothing reads and writes instances of "
                + name(model)
                + ": name it on the factory or seeder that uses it, @Seeds("
                + name(model)
                + ".class), and compile");
      }
      accessors.put(model, known);
    }
    return (ModelAccessor<T>) known;
  }

  /**
   * The accessor of an instance's class, or of the nearest superclass that is a model.
   *
   * @throws ModelException as {@link #accessor} does
   */
  @SuppressWarnings("unchecked")
  public <T> ModelAccessor<T> accessorOf(T instance) {
    for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
      if (isRegistered(type) || (!strict && search(type) != null)) {
        return (ModelAccessor<T>) accessor(type);
      }
    }
    return (ModelAccessor<T>) accessor(instance.getClass());
  }

  /** Calls the hook for every row of the model that a store has inserted. */
  public <T> void created(Class<T> model, Consumer<? super T> hook) {
    on(ModelEvent.CREATED, model, hook);
  }

  /** Calls the hook for every row of the model that a store has updated. */
  public <T> void updated(Class<T> model, Consumer<? super T> hook) {
    on(ModelEvent.UPDATED, model, hook);
  }

  /** Calls the hook for every row of the model that a store has deleted. */
  public <T> void deleted(Class<T> model, Consumer<? super T> hook) {
    on(ModelEvent.DELETED, model, hook);
  }

  /**
   * Calls the hook for every row of the model that a store has written so: after the write, in the
   * order of the hooks, inside the transaction. What it throws fails the write.
   *
   * @throws ModelException as {@link #descriptor} does
   */
  public <T> void on(ModelEvent event, Class<T> model, Consumer<? super T> hook) {
    descriptor(model);
    Consumer<Object> untyped = row -> hook.accept(model.cast(row));
    hooks
        .computeIfAbsent(model, m -> new ConcurrentHashMap<>())
        .computeIfAbsent(event, e -> new CopyOnWriteArrayList<>())
        .add(untyped);
  }

  /** Whether there is a hook, so that a write needs a transaction. */
  public boolean hasHook(ModelEvent event, Class<?> model) {
    Map<ModelEvent, List<Consumer<Object>>> ofModel = hooks.get(model);
    return ofModel != null && ofModel.containsKey(event);
  }

  /**
   * Calls the hooks; stores do.
   *
   * @throws ModelException {@code ELQ810} if one throws
   */
  public <T> void publish(ModelEvent event, Class<T> model, T row) {
    Map<ModelEvent, List<Consumer<Object>>> ofModel = hooks.get(model);
    if (ofModel == null) {
      return;
    }
    for (Consumer<Object> hook : ofModel.getOrDefault(event, List.of())) {
      try {
        hook.accept(row);
      } catch (RuntimeException e) {
        throw new ModelException(
            ModelProblem.HOOK,
            "a hook on "
                + event.text()
                + " rows of "
                + name(model)
                + " failed, and so did the write: "
                + e,
            e);
      }
    }
  }

  private @Nullable ModelDescriptor search(Class<?> model) {
    ModelDescriptor known = registered.get(model.getName());
    if (known == null) {
      known = found.get(model.getName());
    }
    return known == null ? ModelSearch.descriptor(model) : known;
  }

  private static ModelException notRegistered(Class<?> model) {
    return new ModelException(
        ModelProblem.NOT_REGISTERED,
        "model "
            + name(model)
            + " is not registered: at the start of the application call"
            + " ModelRegistry.registerModels("
            + name(model)
            + ".class), or ModelRegistry.registerAll() for all models");
  }

  private static ModelException noModel(Class<?> model) {
    return new ModelException(
        ModelProblem.NO_MODEL,
        name(model)
            + " is in no generated catalogue of the class path: annotate it with @Model, and compile"
            + " it with eloquent-processor (mvn clean compile)");
  }

  /** As it is written in Java. */
  private static String name(Class<?> model) {
    String canonical = model.getCanonicalName();
    return canonical == null ? model.getName() : canonical;
  }

  /** The names of the registered models, sorted. */
  public List<String> models() {
    List<String> names = new ArrayList<>(registered.keySet());
    names.sort(null);
    return List.copyOf(names);
  }
}
