package dev.eloquent.flyway;

import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.MigrationCatalog;
import java.util.Optional;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.core.env.Environment;

/** What the auto-configurations for both lines of Spring Boot do to its Flyway. */
final class BootCustomizer {
  /** Switches the bridge off. */
  static final String ENABLED = "eloquent.flyway.enabled";

  /** The id of the catalogue that is meant. */
  static final String CATALOG = "eloquent.flyway.catalog";

  private final Environment environment;

  BootCustomizer(Environment environment) {
    this.environment = environment;
  }

  /** Leaves Flyway as it is where there is no catalogue to choose, that of tests aside. */
  void customize(FluentConfiguration configuration) {
    CatalogChoice catalogs = new CatalogChoice(configuration.getClassLoader());
    String id = environment.getProperty(CATALOG);
    Optional<MigrationCatalog> chosen =
        id == null
            ? catalogs.only("Set " + CATALOG + " to the id of the one that is meant.")
            : Optional.of(catalogs.named(id));
    chosen.ifPresent(catalog -> bridge(configuration, catalog));
  }

  /** Another table than Flyway's default was asked for: spring.flyway.table stays Flyway's. */
  private static void bridge(FluentConfiguration configuration, MigrationCatalog catalog) {
    String table = configuration.getTable();
    FlywayBridge.configure(configuration, catalog);
    if (!table.equals(OutputNames.historyTable(""))) {
      configuration.table(table);
    }
  }
}
