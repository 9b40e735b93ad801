package dev.eloquent.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Measures two ways to do the same, in turns, and prints their medians. */
final class Comparison {
  private static final String ROW = "%-34s %12s %12s %8s %23s%n";
  private final int runs;

  /** Each way is run that many times, and once before that without counting. */
  Comparison(int runs) {
    this.runs = runs;
  }

  /** One way: prepares outside the measured time, and returns the measured nanoseconds. */
  @FunctionalInterface
  interface Trial {
    long run() throws Exception;
  }

  void head(String what, String base, String compared) {
    System.out.printf(Locale.ROOT, ROW, what, base, compared, "ratio", "ratios, lowest to highest");
  }

  /** Runs base and compared in turns, so that a slower minute of the machine meets both. */
  void row(String label, Trial base, Trial compared) throws Exception {
    base.run();
    compared.run();
    double[] a = new double[runs];
    double[] b = new double[runs];
    double[] ratios = new double[runs];
    for (int i = 0; i < runs; i++) {
      a[i] = base.run() / 1e6;
      b[i] = compared.run() / 1e6;
      ratios[i] = b[i] / a[i];
    }
    Arrays.sort(ratios);
    System.out.printf(
        Locale.ROOT,
        ROW,
        label,
        String.format(Locale.ROOT, "%.0f ms", median(a)),
        String.format(Locale.ROOT, "%.0f ms", median(b)),
        String.format(Locale.ROOT, "%.2f", median(b) / median(a)),
        String.format(Locale.ROOT, "%.2f to %.2f", ratios[0], ratios[runs - 1]));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
