package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.testkit.Databases;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway itself, on the same files and the same table, before and after this library. */
class FlywayInterchangeTest {
  private final Path folder;

  FlywayInterchangeTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Flyway flyway(TestSource source, TestCatalog catalog) {
    catalog.writeFiles(folder);
    return Flyway.configure()
        .dataSource(source)
        .locations("filesystem:" + folder)
        .placeholderReplacement(false)
        .load();
  }

  private static List<String> states(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .map(info -> info.getVersion() + " " + info.getState().getDisplayName())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void flywayValidatesAndContinuesWhatThisLibraryApplied(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = shop(dialect).build();
    Migrator migrator = on(source, catalog).build();
    migrator.run(RunOptions.ALL.withTo(2));
    Flyway flyway = flyway(source, catalog);

    assertThat(states(flyway)).containsExactly("1 Success", "2 Success", "3 Pending");
    assertThat(flyway.validateWithResult().invalidMigrations)
        .allSatisfy(m -> assertThat(m.version).isEqualTo("3"));
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();

    ValidationReport before = migrator.validate();
    assertThat(before.problems()).isEmpty();
    assertThat(before.notes()).singleElement().asString().contains("row 3").contains("Flyway");
    assertThat(migrator.run().adopted()).containsExactly(3);
    assertThat(source.journal()).endsWith("adopted 3");
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    assertThat(migrator.validate().notes()).isEmpty();
    migrator.rollback(RollbackOptions.step(1));
    assertThat(source.hasTable("orders")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void flywaySeesARollbackAsDeletedAndPendingAndAppliesItAgain(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = shop(dialect).build();
    Migrator migrator = on(source, catalog).build();
    migrator.run();
    migrator.rollback(RollbackOptions.to(1));
    Flyway flyway = flyway(source, catalog);

    assertThat(states(flyway))
        .contains("1 Success", "2 Deleted", "3 Deleted", "2 Pending", "3 Pending");
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    assertThat(migrator.run().adopted()).containsExactly(2, 3);
    migrator.fresh(FreshOptions.DEFAULT);
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void adoptsWhatFlywayAppliedFromTheBeginning(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog catalog = shop(dialect).build();
    assertThat(flyway(source, catalog).migrate().migrationsExecuted).isEqualTo(3);
    Migrator migrator = on(source, catalog).build();

    assertThat(migrator.status().entries())
        .extracting(StatusReport.Entry::state)
        .containsOnly(StatusReport.State.APPLIED);
    assertThat(migrator.run().adopted()).containsExactly(1, 2, 3);
    assertThat(source.journal()).containsExactly("adopted 1", "adopted 2", "adopted 3");
    assertThat(migrator.validate().problems()).isEmpty();
    migrator.reset();
    assertThat(source.hasTable("users")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void flywayAcceptsADraftSealedUnderAnotherName(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    String users = "CREATE TABLE users (id INT)";
    TestCatalog draft =
        TestCatalog.on(dialect).draft("create_users", users, "DROP TABLE users").build();
    on(source, draft).draftsAllowed(true).build().run();
    TestCatalog sealed =
        TestCatalog.on(dialect).sealed("add_people", users, "DROP TABLE users").build();
    on(source, sealed).build().run();
    Flyway flyway = flyway(source, sealed);
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
  }

  /** Where DDL is not transactional: failed, resumed and finished. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql"})
  void flywayAcceptsAResumedVersion(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog broken = MigratorRunTest.failing(dialect, "INSERT INTO nowhere VALUES (1)");
    assertThatThrownBy(() -> on(source, broken).build().run())
        .isInstanceOf(MigrationException.class);
    assertThat(states(flyway(source, broken))).containsExactly("1 Success", "2 Failed");

    TestCatalog corrected = MigratorRunTest.failing(dialect, "INSERT INTO a VALUES (1)");
    on(source, corrected).build().run();
    Flyway flyway = flyway(source, corrected);
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(states(flyway)).endsWith("2 Success");
  }

  /** Repair removes the failed row; the next run says so and resumes. */
  @ParameterizedTest
  @ValueSource(strings = {"mysql"})
  void aFailedRowThatFlywayRepairRemovedIsJournalled(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    TestCatalog broken = MigratorRunTest.failing(dialect, "INSERT INTO nowhere VALUES (1)");
    assertThatThrownBy(() -> on(source, broken).build().run())
        .isInstanceOf(MigrationException.class);
    flyway(source, broken).repair();
    assertThat(source.history()).hasSize(1);

    Migrator corrected =
        on(source, MigratorRunTest.failing(dialect, "INSERT INTO a VALUES (1)")).build();
    assertThat(corrected.validate().notes()).anyMatch(note -> note.contains("flyway repair"));
    assertThat(corrected.run().applied()).hasSize(1);
    assertThat(source.journal()).contains("repaired 2");
    assertThat(source.history())
        .containsExactly("1|1|SQL|V1__one.sql|ok", "2|2|SQL|V2__two.sql|ok");
    assertThat(corrected.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void createsTheHistoryTableAsFlywayDoes(String dialect) {
    TestSource ours = new TestSource(Databases.create(dialect));
    TestSource theirs = new TestSource(Databases.create(dialect));
    TestCatalog catalog = shop(dialect).build();
    on(ours, catalog).build().run();
    flyway(theirs, catalog).migrate();
    for (String sql : catalogueQueries(dialect)) {
      List<String> expected = theirs.query(sql);
      assertThat(expected).isNotEmpty();
      assertThat(ours.query(sql)).isEqualTo(expected);
    }
    String values =
        "SELECT installed_rank, version, description, type, script, checksum, installed_by, success"
            + " FROM flyway_schema_history ORDER BY 1";
    assertThat(ours.query(values)).isEqualTo(theirs.query(values));
  }

  private static List<String> catalogueQueries(String dialect) {
    return switch (dialect) {
      case "sqlite" ->
          List.of(
              "SELECT type, name, tbl_name, replace(replace(sql, '\"main\".', ''), ';', '')"
                  + " FROM sqlite_master WHERE tbl_name = 'flyway_schema_history' ORDER BY 1, 2");
      case "postgresql" ->
          List.of(
              "SELECT column_name, data_type, character_maximum_length, is_nullable, column_default"
                  + " FROM information_schema.columns WHERE table_name = 'flyway_schema_history'"
                  + " ORDER BY ordinal_position",
              "SELECT indexdef FROM pg_indexes WHERE tablename = 'flyway_schema_history'"
                  + " ORDER BY indexname");
      default ->
          List.of(
              "SELECT column_name, column_type, is_nullable, column_default, extra,"
                  + " character_set_name FROM information_schema.columns WHERE table_schema ="
                  + " DATABASE() AND table_name = 'flyway_schema_history' ORDER BY ordinal_position",
              "SELECT index_name, column_name, non_unique FROM information_schema.statistics WHERE"
                  + " table_schema = DATABASE() AND table_name = 'flyway_schema_history'"
                  + " ORDER BY 1, seq_in_index");
    };
  }
}
