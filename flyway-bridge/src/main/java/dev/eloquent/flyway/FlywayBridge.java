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
   * The configuration, so that Flyway runs the one compiled catalogue of its class path on its
   * database, as {@link #configure(FluentConfiguration, MigrationCatalog, String)} does. A
   * catalogue of tests, {@code test}, does not count.
   *
   * <p>{@code FlywayBridge.configure(Flyway.configure().dataSource(dataSource)).load().migrate();}
   *
   * @param configuration with a data source, whose URL or product tells the dialect
   * @throws org.flywaydb.core.api.FlywayException if there is no catalogue or more than one, if the
   *     database is an unknown one, or if the catalogue and the files on its class path do not
   *     belong together
   */
  public static FluentConfiguration configure(FluentConfiguration configuration) {
    MigrationCatalog catalog =
        new CatalogChoice(configuration.getClassLoader())
            .only("Pass the one that is meant: FlywayBridge.configure(configuration, catalog)")
            .orElseThrow(
                () ->
                    BridgeProblem.CATALOG.exception(
                        "The class path has no compiled migrations. Compile with the annotation"
                            + " processor, or pass a catalogue:"
                            + " FlywayBridge.configure(configuration, catalog)"));
    return configure(configuration, catalog);
  }

  /**
   * The configuration, so that Flyway runs that catalogue on its database, as {@link
   * #configure(FluentConfiguration, MigrationCatalog, String)} does.
   *
   * @param configuration with a data source, whose URL or product tells the dialect
   * @throws org.flywaydb.core.api.FlywayException if the database is an unknown one, or if the
   *     catalogue and the files on its class path do not belong together
   */
  public static FluentConfiguration configure(
      FluentConfiguration configuration, MigrationCatalog catalog) {
    return configure(configuration, catalog, Dialects.of(configuration));
  }

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
