package dev.eloquent.benchmarks;

import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Migrator;
import java.util.ServiceLoader;

/** What an application does at its start: finds its catalogue and runs it. */
public final class MigratorReplay {
  private MigratorReplay() {}

  /** Arguments: dialect, JDBC URL. */
  public static void main(String[] args) {
    MigrationCatalog catalog = ServiceLoader.load(MigrationCatalog.class).iterator().next();
    Migrator.builder().dataSource(ReplaySource.of(args[0], args[1])).catalog(catalog).build().run();
  }
}
