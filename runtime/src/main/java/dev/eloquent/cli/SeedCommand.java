package dev.eloquent.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command about one seeder, which is found before any database is looked at. */
abstract class SeedCommand extends DatabaseCommand {
  @Mixin SeedOptions seedOptions = new SeedOptions();

  private @Nullable SeedWork seeds;

  @Override
  final void checkArguments() {
    seedOptions.check();
  }

  /** Finds the seeder, once for all catalogues; whether it is found now. */
  final boolean findSeeder(Session session, LoadedCatalog loaded) {
    boolean first = seeds == null;
    if (first) {
      seeds = new SeedWork(session, loaded, seedOptions);
    }
    return first;
  }

  final SeedWork seeds() {
    return Objects.requireNonNull(seeds, "checked first");
  }
}
