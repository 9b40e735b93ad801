package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions that are missing below an applied one, as Flyway leaves them, and are applied later. */
class OutOfOrderTest {
  private static final String CHAIN =
      "SELECT chain_hash FROM eloquent_journal WHERE event NOT IN ('started', 'statement')"
          + " ORDER BY id";
  private static final RunOptions OUT_OF_ORDER = RunOptions.ALL.withOutOfOrder(true);

  private final Path folder;

  OutOfOrderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static TestCatalog catalog(String dialect) {
    TestCatalog.Builder builder = TestCatalog.on(dialect);
    for (String table : List.of("a", "b", "c", "d", "e")) {
      builder.sealed(table, "CREATE TABLE " + table + " (id INT)", "DROP TABLE " + table);
    }
    return builder.build();
  }

  private static List<String> chains(TestCatalog catalog) {
    return catalog.versions().stream().map(CatalogVersion::chainHash).toList();
  }

  private Flyway flyway(TestSource source, boolean outOfOrder) {
    return Flyway.configure()
        .dataSource(source)
        .locations("filesystem:" + folder)
        .outOfOrder(outOfOrder)
        .load();
  }

  /** Flyway knows only these versions, as it does not know a Java class on its file path. */
  private void flywayMigrates(TestSource source, TestCatalog catalog, boolean more, int... versions)
      throws IOException {
    catalog.writeFiles(folder);
    for (CatalogVersion version : catalog.versions()) {
      if (Arrays.stream(versions).noneMatch(known -> known == version.version())) {
        Files.delete(folder.resolve("V" + version.version() + "__" + version.name() + ".sql"));
      }
    }
    flyway(source, more).migrate();
    catalog.writeFiles(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void isRefusedWithoutTheOptionAndAppliedWithIt(String dialect) throws IOException {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = catalog(dialect);
    List<String> chains = chains(catalog);
    Migrator migrator = on(source, catalog).build();
    flywayMigrates(source, catalog, false, 1, 3, 4);

    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> migrator.run());
    assertThat(refused.problem()).isEqualTo(MigrationProblem.OUT_OF_ORDER);
    assertThat(refused.version()).isEqualTo(2);
    assertThat(refused)
        .hasMessageContaining("migrate:rollback --to 1")
        .hasMessageContaining("migrate:run --out-of-order");
    // Adopted all the same; with version 2 missing, no head is claimed.
    assertThat(source.query(CHAIN)).containsExactly(chains.get(0), "", "");
    assertThat(migrator.status().entries())
        .extracting(e -> e.version() + " " + e.state().label() + " " + e.detail())
        .containsExactly(
            "1 applied applied by Flyway",
            "2 missing missing below version 4",
            "3 applied applied by Flyway",
            "4 applied applied by Flyway",
            "5 pending ");
    assertThat(migrator.validate().problems())
        .extracting(ValidationReport.Problem::kind)
        .containsExactly(ValidationReport.Kind.UNFINISHED);

    RunResult pretended = migrator.run(OUT_OF_ORDER.withPretend(true));
    assertThat(pretended.pretended()).extracting(PretendedVersion::version).containsExactly(2, 5);
    RunResult run = migrator.run(OUT_OF_ORDER);
    assertThat(run.applied()).extracting(AppliedVersion::version).containsExactly(2, 5);
    assertThat(source.query(CHAIN)).endsWith(chains.get(3), chains.get(4));
    assertThat(source.hasTable("b")).isTrue();
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(migrator.validate().notes()).isEmpty();
    assertThat(source.history().subList(3, 5))
        .containsExactly("4|2|SQL|V2__b.sql|ok", "5|5|SQL|V5__e.sql|ok");
  }

  /** What it shows needs Flyway's own option only while a version is missing. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void flywayAcceptsIt(String dialect) throws IOException {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = catalog(dialect);
    flywayMigrates(source, catalog, false, 1, 3, 4);
    assertThat(flyway(source, false).validateWithResult().validationSuccessful).isFalse();
    on(source, catalog).build().run(OUT_OF_ORDER);

    for (boolean outOfOrder : new boolean[] {false, true}) {
      Flyway flyway = flyway(source, outOfOrder);
      assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
      assertThat(flyway.migrate().migrationsExecuted).isZero();
      assertThat(flyway.info().all())
          .extracting(info -> info.getVersion() + " " + info.getState().getDisplayName())
          .containsExactly("1 Success", "3 Success", "4 Success", "2 Out of Order", "5 Success");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void adoptsWhatFlywayAppliedOutOfOrder(String dialect) throws IOException {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = catalog(dialect);
    List<String> chains = chains(catalog);
    flywayMigrates(source, catalog, false, 1, 3);
    flywayMigrates(source, catalog, true, 1, 2, 3, 4, 5);
    assertThat(source.history()).hasSize(5).contains("3|2|SQL|V2__b.sql|ok");
    Migrator migrator = on(source, catalog).build();

    assertThat(migrator.run().adopted()).containsExactly(1, 3, 2, 4, 5);
    assertThat(source.query(CHAIN))
        .containsExactly(chains.get(0), "", chains.get(2), chains.get(3), chains.get(4));
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** By version, whatever was applied last; and each state on the way down is told rightly. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void isRolledBackFromTheTop(String dialect) throws IOException {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = catalog(dialect);
    List<String> chains = chains(catalog);
    flywayMigrates(source, catalog, false, 1, 3, 4);
    Migrator migrator = on(source, catalog).build();
    migrator.run(OUT_OF_ORDER);

    MigrationException refused =
        catchThrowableOfType(
            MigrationException.class, () -> migrator.rollback(RollbackOptions.newestBatch()));
    assertThat(refused.problem()).isEqualTo(MigrationProblem.BATCH_NOT_ON_TOP);
    assertThat(refused)
        .hasMessageContaining("version 2 below version 4")
        .hasMessageContaining("migrate:rollback --to 1");
    assertThat(source.history()).hasSize(5);

    migrator.rollback(RollbackOptions.step(2));
    assertThat(source.query(CHAIN)).endsWith(chains.get(3), chains.get(2));
    assertThat(source.hasTable("b")).isTrue();
    assertThat(source.hasTable("d")).isFalse();
    assertThat(migrator.run().applied()).extracting(AppliedVersion::version).containsExactly(4, 5);
    migrator.rollback(RollbackOptions.to(1));
    assertThat(source.query(CHAIN)).endsWith(chains.get(2), chains.get(1), chains.get(0));
    assertThat(migrator.run().applied()).hasSize(4);
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
  }

  /** The hash of the newest would let a start believe that nothing is pending. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void noHeadIsClaimedWhileAnotherVersionIsMissing(String dialect) throws IOException {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = catalog(dialect);
    List<String> chains = chains(catalog);
    flywayMigrates(source, catalog, false, 1, 5);
    Migrator migrator = on(source, catalog).build();

    migrator.run(OUT_OF_ORDER.withTo(2));
    migrator.run(OUT_OF_ORDER.withStep(1));
    assertThat(source.query(CHAIN)).containsExactly(chains.get(0), "", "", "");
    assertThat(catchThrowableOfType(MigrationException.class, () -> migrator.run()).version())
        .isEqualTo(4);
    migrator.rollback(RollbackOptions.step(1));
    assertThat(source.query(CHAIN)).endsWith(chains.get(2));
    assertThat(migrator.run().applied()).extracting(AppliedVersion::version).containsExactly(4, 5);
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
  }

  /** Flyway's repair takes versions out of the middle whose files it does not see. */
  @Test
  void aVersionThatFlywayRepairTookOutOfTheMiddleIsMissing() throws IOException {
    TestSource source = new TestSource(Databases.postgresql());
    TestCatalog catalog = catalog("postgresql");
    List<String> chains = chains(catalog);
    Migrator migrator = on(source, catalog).build();
    migrator.run(RunOptions.ALL.withTo(4));
    catalog.writeFiles(folder);
    Files.delete(folder.resolve("V2__b.sql"));
    flyway(source, false).repair();
    source.execute("DROP TABLE b");

    assertThat(catchThrowableOfType(MigrationException.class, () -> migrator.run()).version())
        .isEqualTo(2);
    assertThat(source.journal()).endsWith("applied 4", "rolled_back 2");
    assertThat(source.query(CHAIN)).endsWith(chains.get(3), "");
    assertThat(migrator.run(OUT_OF_ORDER).applied())
        .extracting(AppliedVersion::version)
        .containsExactly(2, 5);
    assertThat(source.query(CHAIN)).endsWith(chains.get(3), chains.get(4));
    assertThat(migrator.validate().problems()).isEmpty();
  }

  private static TestCatalog undone(String second) {
    return TestCatalog.on("mysql")
        .sealed("one", "CREATE TABLE a (id INT)", "DROP TABLE a")
        .add(
            "two",
            "sealed",
            List.of(second, "CREATE TABLE b (id INT)"),
            List.of(
                new Script.Reverse(2, "DROP TABLE b"), new Script.Reverse(1, "TRUNCATE TABLE a")))
        .sealed("three", "CREATE TABLE c (id INT)", "DROP TABLE c")
        .build();
  }

  /** Flyway sees a version that is half undone as applied, and goes on above it. */
  @Test
  void aRollbackThatStoppedIsNotFinishedWithWhatFlywayAppliedSince() throws IOException {
    TestSource source = new TestSource(Databases.mariadb());
    TestCatalog catalog = undone("INSERT INTO a VALUES (1)");
    Migrator migrator = on(source, catalog).build();
    migrator.run(RunOptions.ALL.withTo(2));
    EndingSource ending =
        new EndingSource(source, "TRUNCATE TABLE a", true, () -> CutOffTest.cut(source.database()));
    Migrator cut = Migrator.builder().dataSource(ending).catalog(catalog).build();
    assertThat(
            catchThrowableOfType(
                MigrationException.class, () -> cut.rollback(RollbackOptions.step(1))))
        .isNotNull();
    catalog.writeFiles(folder);
    flyway(source, false).migrate();

    String command = "migrate:rollback --to 1, which also undoes what is applied above it, up to 3";
    MigrationException resumed =
        catchThrowableOfType(MigrationException.class, () -> migrator.resume(Resume.ASSUME_DONE));
    assertThat(resumed.problem()).isEqualTo(MigrationProblem.UNFINISHED);
    assertThat(resumed).hasMessageEndingWith(command);
    assertThat(catchThrowableOfType(MigrationException.class, migrator::run))
        .hasMessageEndingWith(command);
    assertThat(source.hasTable("c")).isTrue();
    migrator.rollback(RollbackOptions.to(1));
    assertThat(source.hasTable("c")).isFalse();
    assertThat(migrator.run().applied()).hasSize(2);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** What it prints must reach the version that stopped, not just the top. */
  @Test
  void aHalfAppliedVersionOfOtherCodeIsUndoneWithWhatIsAboveIt() throws IOException {
    TestSource source = new TestSource(Databases.mariadb());
    TestCatalog failing =
        TestCatalog.on("mysql")
            .sealed("one", "CREATE TABLE a (id INT)", "DROP TABLE a")
            .add(
                "two",
                "sealed",
                List.of("INSERT INTO a VALUES (1)", "INSERT INTO nowhere VALUES (1)"),
                List.of(
                    new Script.Reverse(2, "DELETE FROM nowhere"),
                    new Script.Reverse(1, "DELETE FROM a")))
            .sealed("three", "CREATE TABLE c (id INT)", "DROP TABLE c")
            .build();
    flywayMigrates(source, failing, false, 1, 3);
    assertThat(
            catchThrowableOfType(
                MigrationException.class, () -> on(source, failing).build().run(OUT_OF_ORDER)))
        .hasMessageContaining("failed in statement 2 of 2");
    Migrator other = on(source, undone("INSERT INTO a VALUES (2)")).build();
    assertThat(catchThrowableOfType(MigrationException.class, () -> other.run(OUT_OF_ORDER)))
        .hasMessageEndingWith(
            "migrate:rollback --to 1, which also undoes what is applied above it," + " up to 3");
    other.rollback(RollbackOptions.to(1));
    assertThat(source.query("SELECT * FROM a")).isEmpty();
    assertThat(other.run().applied()).hasSize(2);
  }
}
