package dev.eloquent.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** A full compile in a fresh JVM, with the processor against plain javac of the same sources. */
public final class CompileBenchmark {
  private CompileBenchmark() {}

  /** Arguments: {@code --models=10,100,1000 --versions=0,20,200 --runs=5}. */
  public static void main(String[] args) throws Exception {
    Settings settings = new Settings(args);
    Comparison comparison = new Comparison(settings.numbers("runs", "5").get(0));
    comparison.head("compile, fresh JVM", "javac", "processor");
    for (int models : settings.numbers("models", "10,100,1000")) {
      for (int versions : settings.numbers("versions", "0,20,200")) {
        Path root = Files.createTempDirectory("eloquent-compile");
        BenchmarkProject project = BenchmarkProject.create(root, models, versions);
        comparison.row(
            models + " models, " + versions + " versions",
            () -> project.compile(false),
            () -> project.compile(true));
      }
    }
  }
}
