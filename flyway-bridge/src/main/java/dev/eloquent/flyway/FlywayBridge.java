package dev.eloquent.flyway;

import dev.eloquent.format.OutputNames;
import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.CatalogVersion.State;
import dev.eloquent.migration.MigrationCatalog;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;

/** Lets Flyway replay a compiled history. */
public final class FlywayBridge {
  private FlywayBridge() {}

  /**
   * The configuration, so that Flyway runs the sealed versions of the catalogue and keeps its rows
   * where this library's runtime keeps them; Flyway then finds no other SQL migrations. Versions
   * that are Java classes are added to the Java migrations that the configuration has.
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
    return configure(
        configuration, catalog, dialect, new EloquentResourceProvider(catalog, dialect));
  }

  static FluentConfiguration configure(
      FluentConfiguration configuration,
      MigrationCatalog catalog,
      String dialect,
      EloquentResourceProvider provider) {
    return configuration
        .resourceProvider(provider)
        .javaMigrations(withClasses(configuration.getJavaMigrations(), catalog, dialect))
        .table(OutputNames.historyTable(catalog.id()))
        .sqlMigrationPrefix("V")
        .sqlMigrationSeparator("__")
        .sqlMigrationSuffixes(".sql");
  }

  private static JavaMigration[] withClasses(
      JavaMigration[] given, MigrationCatalog catalog, String dialect) {
    List<JavaMigration> all = new ArrayList<>(List.of(given));
    for (CatalogVersion version : catalog.versions()) {
      if (version.java()
          && version.state() == State.SEALED
          && version.files().containsKey(dialect)) {
        all.add(new ClassMigration(catalog, version, dialect));
      }
    }
    return all.toArray(new JavaMigration[0]);
  }
}
