package dev.eloquent.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measures several ways to do the same, in turns, and prints their medians. */
final class Comparison {
  private static final String LABEL = "%-34s";
  private static final String BASE = " %14s";
  private static final String COMPARED = " %36s";
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

  /** Names the ways; the first is the one that the others are compared with. */
  void head(String what, String base, String... compared) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, LABEL, what));
    line.append(String.format(Locale.ROOT, BASE, base));
    for (String way : compared) {
      line.append(String.format(Locale.ROOT, COMPARED, way));
    }
    System.out.println(line);
  }

  /** Runs all ways in turns, so that a slower minute of the machine meets each. */
  void row(String label, Trial... ways) throws Exception {
    row(label, List.of(ways));
  }

  /** The same for a list. */
  void row(String label, List<Trial> ways) throws Exception {
    for (Trial way : ways) {
      way.run();
    }
    double[][] millis = new double[ways.size()][runs];
    for (int i = 0; i < runs; i++) {
      for (int way = 0; way < millis.length; way++) {
        millis[way][i] = ways.get(way).run() / 1e6;
      }
    }
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, LABEL, label));
    line.append(String.format(Locale.ROOT, BASE, millis(median(millis[0]))));
    for (int way = 1; way < millis.length; way++) {
      line.append(String.format(Locale.ROOT, COMPARED, compared(millis[0], millis[way])));
    }
    System.out.println(line);
  }

  private static String compared(double[] base, double[] compared) {
    double[] ratios = new double[base.length];
    for (int i = 0; i < base.length; i++) {
      ratios[i] = compared[i] / base[i];
    }
    Arrays.sort(ratios);
    return String.format(
        Locale.ROOT,
        "%s  %.2f (%.2f to %.2f)",
        millis(median(compared)),
        median(compared) / median(base),
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f ms" : "%.0f ms", value);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
