package dev.eloquent.benchmarks;

import dev.eloquent.format.ModelLines;
import dev.eloquent.registry.ModelCatalog;
import dev.eloquent.registry.ModelDescriptor;
import dev.eloquent.registry.ModelEvent;
import dev.eloquent.registry.ModelRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Looking up a model that is registered among others, by one thread and by two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RegistryBenchmark {
  /** How many models there are. */
  @Param({"10", "1000"})
  public int models;

  private final ModelRegistry registry = new ModelRegistry();

  /** Registers them, this class among them. */
  @Setup
  public void register() {
    registry.register(
        new ModelCatalog("") {
          @Override
          protected @Nullable String block(int index) {
            String name = index == 0 ? RegistryBenchmark.class.getName() : "shop.Model" + index;
            return index >= models
                ? null
                : new ModelLines(name, "t" + index, "", List.of(), List.of(), List.of(), List.of())
                    .render();
          }
        });
  }

  /** The descriptor of a model. */
  @Benchmark
  public ModelDescriptor descriptor() {
    return registry.descriptor(RegistryBenchmark.class);
  }

  /** The same by two threads. */
  @Benchmark
  @Threads(2)
  public ModelDescriptor descriptorByTwo() {
    return registry.descriptor(RegistryBenchmark.class);
  }

  /** Whether it is registered. */
  @Benchmark
  public boolean isRegistered() {
    return registry.isRegistered(RegistryBenchmark.class);
  }

  /** What a write of a model without hooks asks. */
  @Benchmark
  public boolean hasHook() {
    return registry.hasHook(ModelEvent.CREATED, RegistryBenchmark.class);
  }
}
