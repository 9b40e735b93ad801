package dev.eloquent.flyway;

import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.MigrationContext;
import org.flywaydb.core.api.CoreMigrationType;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resolver.ResolvedMigration;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.resolver.ResolvedMigrationImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A version that is a Java class, as Flyway's Java migration; it is loaded when it is to run. */
final class ClassMigration implements JavaMigration {
  private final MigrationCatalog catalog;
  private final CatalogVersion version;
  private final String dialect;

  ClassMigration(MigrationCatalog catalog, CatalogVersion version, String dialect) {
    this.catalog = catalog;
    this.version = version;
    this.dialect = dialect;
  }

  @Override
  public MigrationVersion getVersion() {
    return MigrationVersion.fromVersion(Integer.toString(version.version()));
  }

  @Override
  public String getDescription() {
    return version.description();
  }

  @Override
  public @Nullable Integer getChecksum() {
    return null;
  }

  @Override
  public boolean canExecuteInTransaction() {
    return true;
  }

  /** As Flyway resolves it, but for the script, which is the user's class and not this one. */
  @Override
  public ResolvedMigration getResolvedMigration(
      Configuration configuration, StatementInterceptor interceptor) {
    ResolvedMigration own = JavaMigration.super.getResolvedMigration(configuration, interceptor);
    return new ResolvedMigrationImpl(
        getVersion(),
        getDescription(),
        version.className(),
        null,
        null,
        CoreMigrationType.JDBC,
        own.getPhysicalLocation(),
        own.getExecutor());
  }

  @Override
  public void migrate(Context context) throws Exception {
    dev.eloquent.migration.JavaMigration migration = catalog.loadJava(version);
    migration.up(
        MigrationContext.of(
            context.getConnection(), dialect, LoggerFactory.getLogger(version.className())));
  }
}
