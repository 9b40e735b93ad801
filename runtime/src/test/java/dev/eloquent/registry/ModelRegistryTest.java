package dev.eloquent.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.ModelLines;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
  private final ModelRegistry registry = new ModelRegistry();

  /** A model of the catalogue below. */
  static class Order {}

  /** Another. */
  static class Item {}

  /** No model itself. */
  static class SpecialOrder extends Order {}

  private static final class Catalog extends ModelCatalog {
    private final List<Class<?>> models;

    Catalog(Class<?>... models) {
      super("");
      this.models = List.of(models);
    }

    @Override
    protected @Nullable String block(int index) {
      if (index >= models.size()) {
        return null;
      }
      String name = models.get(index).getName();
      return new ModelLines(name, "t" + index, "", List.of(), List.of(), List.of(), List.of())
          .render();
    }
  }

  @AfterEach
  void strictAgain() {
    ModelRegistry.setModelRegistryStrictMode(true);
  }

  @Test
  void isStrictAndEmptyUntilSomebodySaysOtherwise() {
    assertThat(registry.isStrict()).isTrue();
    assertThat(registry.models()).isEmpty();
    assertThat(registry.isRegistered(Order.class)).isFalse();
    registry.register(new Catalog(Order.class));
    assertThat(registry.isRegistered(Order.class)).isTrue();
    assertThat(registry.isRegistered(Item.class)).isFalse();
    assertThat(registry.descriptor(Order.class).table()).isEqualTo("t0");
    assertThat(registry.models()).containsExactly(Order.class.getName());
  }

  @Test
  void theStaticMethodsAreThoseOfTheProcess() {
    assertThat(ModelRegistry.isModelRegistryStrictMode()).isTrue();
    ModelRegistry.setModelRegistryStrictMode(false);
    assertThat(ModelRegistry.global().isStrict()).isFalse();
    ModelRegistry.registerModels(new Catalog(Order.class));
    assertThat(ModelRegistry.isModelRegistered(Order.class)).isTrue();
    assertThat(registry.isRegistered(Order.class)).isFalse();
    // No catalogue on this class path: nothing to register, and no error.
    assertThatCode(ModelRegistry::registerAll).doesNotThrowAnyException();
  }

  @Test
  void inStrictModeOthersAreRefusedWithTheLineToWrite() {
    String line =
        "ModelRegistry.registerModels(dev.eloquent.registry.ModelRegistryTest.Item.class)";
    registry.register(new Catalog(Order.class));
    assertThatThrownBy(() -> registry.descriptor(Item.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(line)
        .hasMessageEndingWith("[ELQ800]");
    assertThatThrownBy(() -> registry.created(Item.class, item -> {})).hasMessageContaining(line);
    assertThatThrownBy(() -> registry.accessor(Item.class)).hasMessageContaining(line);
    assertThatThrownBy(() -> registry.accessorOf(new Item())).hasMessageContaining(line);
  }

  @Test
  void whatIsNoModelIsRefusedInAnyMode() {
    for (boolean strict : new boolean[] {true, false}) {
      registry.setStrict(strict);
      assertThatThrownBy(() -> registry.register(String.class))
          .isInstanceOf(ModelException.class)
          .hasMessageStartingWith("java.lang.String is in no generated catalogue")
          .hasMessageEndingWith("[ELQ801]");
    }
    assertThatThrownBy(() -> registry.descriptor(String.class)).hasMessageEndingWith("[ELQ801]");
  }

  @Test
  void registersAllOrNone() {
    assertThatThrownBy(() -> registry.register(Order.class, String.class))
        .isInstanceOf(ModelException.class);
    assertThat(registry.models()).isEmpty();
  }

  @Test
  void aModelThatNobodySeedsHasNoAccessor() {
    registry.register(new Catalog(Order.class));
    assertThatThrownBy(() -> registry.accessorOf(new SpecialOrder()))
        .hasMessage(
            "nothing reads and writes instances of dev.eloquent.registry.ModelRegistryTest.Order:"
                + " name it on the factory or seeder that uses it,"
                + " @Seeds(dev.eloquent.registry.ModelRegistryTest.Order.class), and compile"
                + " [ELQ802]");
  }

  @Test
  void hooksAreCalledInTheirOrderForTheirEventAndModelOnly() {
    registry.register(new Catalog(Order.class, Item.class));
    List<String> calls = new ArrayList<>();
    registry.created(Order.class, o -> calls.add("first"));
    registry.created(Order.class, o -> calls.add("second"));
    registry.deleted(Order.class, o -> calls.add("deleted"));
    registry.created(Item.class, o -> calls.add("item"));
    assertThat(registry.hasHook(ModelEvent.CREATED, Order.class)).isTrue();
    assertThat(registry.hasHook(ModelEvent.UPDATED, Order.class)).isFalse();
    registry.publish(ModelEvent.CREATED, Order.class, new SpecialOrder());
    registry.publish(ModelEvent.UPDATED, Order.class, new Order());
    assertThat(calls).containsExactly("first", "second");
  }

  @Test
  void secretsInWhatAHookThrowsAreHidden() {
    registry.register(new Catalog(Order.class));
    registry.created(
        Order.class,
        o -> {
          throw new IllegalStateException("jdbc:postgresql://me:s3cret@host/db");
        });
    assertThatThrownBy(() -> registry.publish(ModelEvent.CREATED, Order.class, new Order()))
        .hasMessageContaining("***")
        .hasMessageNotContaining("s3cret")
        .hasMessageEndingWith("[ELQ810]");
  }

  @Test
  void manyThreadsRegisterAndLookUpAtOnce() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 200; round++) {
        ModelRegistry shared = new ModelRegistry();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
          Class<?> model = t % 2 == 0 ? Order.class : Item.class;
          all.add(
              pool.submit(
                  () -> {
                    start.await();
                    shared.register(new Catalog(model));
                    shared.on(ModelEvent.CREATED, model, row -> {});
                    assertThat(shared.descriptor(model).modelClass()).isEqualTo(model.getName());
                    return null;
                  }));
        }
        start.countDown();
        for (Future<?> each : all) {
          each.get();
        }
        assertThat(shared.models()).containsExactly(Item.class.getName(), Order.class.getName());
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void generatedClassesThatCannotBeLoadedAreSaidSo(@TempDir Path classes) throws Exception {
    Path service = classes.resolve("META-INF/services/dev.eloquent.registry.ModelCatalog");
    Files.createDirectories(service.getParent());
    Files.writeString(service, "shop.migrations.Gone\n");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      assertThatThrownBy(() -> registry.registerAll(loader))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("shop.migrations.Gone")
          .hasMessageContaining("mvn clean compile")
          .hasMessageContaining("[ELQ813]");
    }
    assertThat(registry.models()).isEmpty();
  }
}
