package dev.eloquent.flyway;

import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.MigrationCatalog;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Lets Flyway replay a compiled history. */
public final class FlywayBridge {
  private FlywayBridge() {}

  /**
   * The configuration, so that Flyway runs the sealed versions of the catalogue and keeps its rows
   * where this library's runtime keeps them; Flyway then finds no other SQL migrations.
   *
   * <p>{@code Flyway flyway = FlywayBridge.configure(Flyway.configure().dataSource(dataSource),
   * catalog, "postgresql").load();}
   *
   * @param dialect {@code postgresql}, {@code mysql} (MariaDB, too) or {@code sqlite}
   * @throws org.flywaydb.core.api.FlywayException if the compiled catalogue and the files on its
   *     class path do not belong together
   */
  public static FluentConfiguration configure(
      FluentConfiguration configuration, MigrationCatalog catalog, String dialect) {
    return configure(configuration, catalog, new EloquentResourceProvider(catalog, dialect));
  }

  static FluentConfiguration configure(
      FluentConfiguration configuration,
      MigrationCatalog catalog,
      EloquentResourceProvider provider) {
    return configuration
        .resourceProvider(provider)
        .table(OutputNames.historyTable(catalog.id()))
        .sqlMigrationPrefix("V")
        .sqlMigrationSeparator("__")
        .sqlMigrationSuffixes(".sql");
  }
}
