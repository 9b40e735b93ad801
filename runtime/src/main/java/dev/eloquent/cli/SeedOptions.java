package dev.eloquent.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which seeder, and what it is given. */
final class SeedOptions {
  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "which seeder; default DatabaseSeeder, else the only one")
  @Nullable String className;

  @Option(names = "--count", paramLabel = "N", description = "how many rows, if the seeder asks")
  @Nullable Integer count;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "the seed number: another one gives other rows; default 0")
  @Nullable Integer seed;

  /**
   * Checks the numbers.
   *
   * @throws CliException naming the option that means nothing
   */
  void check() {
    Numbers.atLeastOne("--count", count);
    Numbers.atLeast(0, "--seed", seed);
  }

  long seed() {
    return seed == null ? 0 : seed;
  }
}
