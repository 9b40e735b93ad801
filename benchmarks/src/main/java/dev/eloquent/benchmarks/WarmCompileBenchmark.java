package dev.eloquent.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A full compile in a JVM that has compiled the same many times: with the processor's classes kept,
 * as Gradle's daemon keeps them, and with javac loading them anew each time.
 */
public final class WarmCompileBenchmark {
  private WarmCompileBenchmark() {}

  /** Arguments: {@code --models=100 --versions=20 --warmup=40 --runs=20}. */
  public static void main(String[] args) throws Exception {
    Settings settings = new Settings(args);
    Comparison comparison = new Comparison(settings.numbers("runs", "20").get(0));
    int warmup = settings.numbers("warmup", "40").get(0);
    comparison.head("compile, warm JVM", "javac", "processor");
    for (int models : settings.numbers("models", "100")) {
      for (int versions : settings.numbers("versions", "20")) {
        Path root = Files.createTempDirectory("eloquent-compile");
        BenchmarkProject project = BenchmarkProject.create(root, models, versions);
        String label = models + " models, " + versions + " versions, ";
        measure(comparison, project, warmup, label + "kept", BenchmarkProject.processorLoader());
        measure(comparison, project, warmup, label + "anew", null);
      }
    }
  }

  private static void measure(
      Comparison comparison,
      BenchmarkProject project,
      int warmup,
      String label,
      @Nullable ClassLoader loader)
      throws Exception {
    for (int i = 0; i < warmup; i++) {
      project.compileHere(false, null);
      project.compileHere(true, loader);
    }
    comparison.row(
        label, () -> project.compileHere(false, null), () -> project.compileHere(true, loader));
  }
}
