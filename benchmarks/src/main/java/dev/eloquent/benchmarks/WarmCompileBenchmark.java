package dev.eloquent.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.annotation.processing.Processor;
import org.jspecify.annotations.Nullable;

/**
 * A full compile in a JVM that has compiled the same many times: with the processor's classes kept,
 * as Gradle's daemon keeps them; with javac loading them anew each time; and with a processor that
 * does nothing but write one empty class, which is what any processor costs that writes Java.
 */
public final class WarmCompileBenchmark {
  private WarmCompileBenchmark() {}

  /** Arguments: {@code --models=100 --versions=20 --warmup=40 --runs=20 --ways=floor,kept,anew}. */
  public static void main(String[] args) throws Exception {
    Settings settings = new Settings(args);
    Comparison comparison = new Comparison(settings.numbers("runs", "20").get(0));
    int warmup = settings.numbers("warmup", "40").get(0);
    comparison.head("compile, warm JVM", "javac", "processor");
    for (int models : settings.numbers("models", "100")) {
      for (int versions : settings.numbers("versions", "20")) {
        Path root = Files.createTempDirectory("eloquent-compile");
        BenchmarkProject project = BenchmarkProject.create(root, models, versions);
        for (String way : settings.list("ways", "floor,kept,anew")) {
          String label = models + " models, " + versions + " versions, " + way;
          measure(comparison, project, warmup, label, processors(way));
        }
      }
    }
  }

  private static @Nullable Supplier<Iterable<? extends Processor>> processors(String way)
      throws Exception {
    return switch (way) {
      case "floor" -> () -> List.of(new EmptyClassProcessor());
      case "kept" -> BenchmarkProject.keptProcessors();
      case "anew" -> null;
      default -> throw new IllegalArgumentException("--ways=" + way);
    };
  }

  private static void measure(
      Comparison comparison,
      BenchmarkProject project,
      int warmup,
      String label,
      @Nullable Supplier<Iterable<? extends Processor>> processors)
      throws Exception {
    for (int i = 0; i < warmup; i++) {
      project.compileHere(false, null);
      project.compileHere(true, processors);
    }
    comparison.row(
        label, () -> project.compileHere(false, null), () -> project.compileHere(true, processors));
  }
}
