package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.FreshOptions;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.migration.StatusReport;
import dev.eloquent.testkit.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/** One database, and the three that migrate it in turn, each of them after a packaged project. */
final class Turns {
  private final TestDatabase database;
  private final DataSource source;
  private ClassLoader loader;

  Turns(TestDatabase database, Path packaged) {
    this.database = database;
    this.loader = TestProject.loader(packaged);
    this.source = configure(database, loader).getDataSource();
  }

  /** From now on all three see that package. */
  void deploy(Path packaged) {
    loader = TestProject.loader(packaged);
  }

  MigrationCatalog catalog() {
    return ServiceLoader.load(MigrationCatalog.class, loader).findFirst().orElseThrow();
  }

  /** This library, as in development or as in production, where the draft is left out. */
  Migrator migrator(boolean drafts) {
    return Migrator.builder()
        .dataSource(source)
        .catalog(catalog())
        .draftsAllowed(drafts)
        .sealedOnly(!drafts)
        .build();
  }

  /** Flyway on the files. */
  Flyway files(String target) {
    return configure(database, loader)
        .locations("classpath:db/migration/" + database.dialect())
        .target(target)
        .load();
  }

  /** Flyway with the bridge. */
  Flyway bridge(String target) {
    return FlywayBridge.configure(configure(database, loader), catalog(), database.dialect())
        .target(target)
        .load();
  }

  /** What is pending is no fault between two turns, and an applied draft is one of the future. */
  private static FluentConfiguration configure(TestDatabase database, ClassLoader loader) {
    FluentConfiguration configuration =
        Flyway.configure(loader)
            .dataSource(database.url(), database.user(), database.password())
            .ignoreMigrationPatterns("*:pending", "*:future");
    // With the default CREATE INDEX CONCURRENTLY would wait for Flyway's own transaction.
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration;
  }

  void run(int step) {
    migrator(false).run(RunOptions.ALL.withStep(step));
  }

  void runWithDraft() {
    migrator(true).run();
  }

  void rollback(RollbackOptions options) {
    migrator(true).rollback(options);
  }

  void fresh() {
    migrator(false).fresh(FreshOptions.DEFAULT);
  }

  /** All three find everything in order, and say the same of every version. */
  void assertAgreement() {
    assertThat(migrator(true).validate().problems()).isEmpty();
    assertValid(files("latest").validateWithResult());
    assertValid(bridge("latest").validateWithResult());
    List<String> ours = versions(migrator(true).status(), catalog());
    assertThat(versions(files("latest"))).as("Flyway on the files").isEqualTo(ours);
    assertThat(versions(bridge("latest"))).as("Flyway with the bridge").isEqualTo(ours);
  }

  private static void assertValid(ValidateResult result) {
    assertThat(result.getAllErrorMessages()).isEmpty();
    assertThat(result.validationSuccessful).isTrue();
  }

  /** Number, script, checksum and state of each; Flyway never hears of a draft that is pending. */
  private List<String> versions(StatusReport status, MigrationCatalog catalog) {
    List<String> versions = new ArrayList<>();
    for (StatusReport.Entry entry : status.entries()) {
      boolean applied = entry.state() == StatusReport.State.APPLIED;
      CatalogVersion compiled = catalog.versions().get(Integer.parseInt(entry.version()) - 1);
      @Nullable Integer checksum =
          Objects.requireNonNull(compiled.files().get(database.dialect())).checksum();
      assertThat(applied || entry.pending()).as(entry.toString()).isTrue();
      if (applied || !entry.draft()) {
        versions.add(line(entry.version(), entry.script(), checksum, applied));
      }
    }
    return versions;
  }

  private static List<String> versions(Flyway flyway) {
    TreeMap<Integer, String> versions = new TreeMap<>();
    for (MigrationInfo info : flyway.info().all()) {
      MigrationState state = info.getState();
      if (state == MigrationState.DELETED) {
        continue;
      }
      assertThat(state)
          .isIn(MigrationState.SUCCESS, MigrationState.FUTURE_SUCCESS, MigrationState.PENDING);
      String number = info.getVersion().toString();
      boolean applied = state != MigrationState.PENDING;
      versions.put(
          Integer.valueOf(number), line(number, info.getScript(), info.getChecksum(), applied));
    }
    return List.copyOf(versions.values());
  }

  private static String line(
      String number, String script, @Nullable Integer checksum, boolean applied) {
    return number + " " + script + " " + checksum + (applied ? " applied" : " pending");
  }
}
