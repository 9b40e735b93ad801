package dev.eloquent.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.migration.JavaWork.AddsARow;
import dev.eloquent.migration.JavaWork.Fails;
import dev.eloquent.migration.JavaWork.FailsBehindDdl;
import dev.eloquent.migration.JavaWork.NamesItsColumns;
import dev.eloquent.migration.JavaWork.OneWay;
import dev.eloquent.migration.JavaWork.Throws;
import dev.eloquent.migration.JavaWork.Unmakeable;
import dev.eloquent.migration.JavaWork.Waits;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions that are Java classes, on each database. */
class JavaMigrationTest {
  private static final String ROWS = "SELECT id, name FROM users ORDER BY id";

  private static TestSource source(String dialect) {
    return new TestSource(Databases.create(dialect));
  }

  private static Migrator sealed(TestSource source, Class<?> type) {
    String dialect = source.database().dialect();
    return MigratorRunTest.on(source, JavaCatalog.of(dialect, "sealed", type)).build();
  }

  private static MigrationException fails(Migrator migrator) {
    return catchThrowableOfType(MigrationException.class, migrator::run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void runsInOrderAndBackAndAgain(String dialect) {
    TestSource source = source(dialect);
    List<String> progress = new ArrayList<>();
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void versionProgressed(int version, long done, long total) {
            progress.add(version + ": " + done + "/" + total);
          }
        };
    Migrator migrator =
        MigratorRunTest.on(source, JavaCatalog.of(dialect, "sealed", AddsARow.class))
            .listener(listener)
            .build();

    assertThat(migrator.run(RunOptions.ALL.withPretend(true)).pretended().get(1))
        .isEqualTo(
            new PretendedVersion(
                2,
                AddsARow.class.getName(),
                true,
                false,
                Statements.of(List.of()),
                1,
                Transactions.ONE));
    assertThat(migrator.run().applied()).extracting(AppliedVersion::version).containsExactly(1, 2);
    assertThat(source.query(ROWS)).containsExactly("1|" + dialect);
    assertThat(progress).containsExactly("2: 0/1", "2: 1/1");
    assertThat(source.history())
        .containsExactly(
            "1|1|SQL|V1__create_users.sql|ok", "2|2|JDBC|" + AddsARow.class.getName() + "|ok");
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(migrator.validate().notes()).isEmpty();
    StatusReport.Entry entry = migrator.status().entries().get(1);
    assertThat(entry.state()).isEqualTo(StatusReport.State.APPLIED);
    assertThat(entry.detail()).isEqualTo("Java class " + AddsARow.class.getName());

    assertThat(migrator.rollback(RollbackOptions.step(1)).rolledBack()).hasSize(1);
    assertThat(source.query(ROWS)).isEmpty();
    assertThat(source.history()).endsWith("3|2|DELETE|" + AddsARow.class.getName() + "|ok");
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(migrator.validate().problems()).isEmpty();
    migrator.fresh(FreshOptions.DEFAULT);
    assertThat(source.query(ROWS)).hasSize(1);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void withoutAWayBackItStaysApplied(String dialect) {
    TestSource source = source(dialect);
    Migrator migrator = sealed(source, OneWay.class);
    migrator.run();
    MigrationException refused =
        catchThrowableOfType(
            MigrationException.class, () -> migrator.rollback(RollbackOptions.step(1)));
    assertThat(refused.problem()).isEqualTo(MigrationProblem.IRREVERSIBLE);
    assertThat(source.query(ROWS)).containsExactly("1|one way");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void onlyTheClassThatRanTakesItBack(String dialect) {
    TestSource source = source(dialect);
    sealed(source, AddsARow.class).run();
    MigrationException refused =
        catchThrowableOfType(
            MigrationException.class,
            () -> sealed(source, OneWay.class).rollback(RollbackOptions.step(1)));
    assertThat(refused.problem()).isEqualTo(MigrationProblem.UNKNOWN_REVERSE);
    assertThat(refused).hasMessageContaining(AddsARow.class.getName());
    assertThat(fails(sealed(source, OneWay.class)).problem())
        .isEqualTo(MigrationProblem.VERSION_CHANGED);
    assertThat(sealed(source, OneWay.class).validate().problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aFailureNamesClassAndLineAndLeavesNothing(String dialect) {
    TestSource source = source(dialect);
    MigrationException failure = fails(sealed(source, Fails.class));
    assertThat(failure.code()).isEqualTo("ELQ614");
    assertThat(failure)
        .hasMessageMatching(
            "(?s)Version 2 failed in class "
                + Fails.class.getName().replace("$", "\\$")
                + " \\(JavaWork.java:\\d+\\): \\w*Exception: .*nowhere.*"
                + " Nothing was changed\\.");
    assertThat(source.query(ROWS)).isEmpty();
    assertThat(source.history()).hasSize(1);
    assertThat(source.journal()).endsWith("failed 2");
    assertThat(sealed(source, AddsARow.class).run().applied()).hasSize(1);
    assertThat(sealed(source, AddsARow.class).validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aSecretInAMessageIsNotPrinted(String dialect) {
    TestSource source = source(dialect);
    MigrationException failure = fails(sealed(source, Throws.class));
    assertThat(failure)
        .hasMessageContaining("IllegalStateException: row 7 has no name: SQLException: jdbc:x:")
        .hasNoCause();
    assertThat(failure.getMessage()).doesNotContain("hunter2");
    assertThat(source.query("SELECT detail FROM eloquent_journal WHERE event = 'failed'"))
        .noneMatch(detail -> detail.contains("hunter2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aClassThatCannotBeMadeIsNamed(String dialect) {
    TestSource source = source(dialect);
    MigrationException failure = fails(sealed(source, Unmakeable.class));
    assertThat(failure.code()).isEqualTo("ELQ616");
    assertThat(failure)
        .hasMessageContaining("version 2: class " + Unmakeable.class.getName())
        .hasMessageContaining("no configuration");
    assertThat(fails(sealed(source, String.class)))
        .hasMessageContaining("java.lang.String is no dev.eloquent.migration.JavaMigration");
    assertThat(source.history()).hasSize(1);
  }

  /** On MySQL a part of it stays, which is told, recorded and repeated. */
  @ParameterizedTest
  @CsvSource({"sqlite, false", "postgresql, false", "mysql, true"})
  void whatDdlHasCommittedIsToldAndRepeated(String dialect, boolean partly) {
    TestSource source = source(dialect);
    List<String> warnings = new ArrayList<>();
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        };
    Migrator migrator =
        MigratorRunTest.on(source, JavaCatalog.of(dialect, "sealed", FailsBehindDdl.class))
            .listener(listener)
            .build();
    MigrationException failure = fails(migrator);
    assertThat(failure)
        .hasMessageContaining(partly ? "A part of it stays" : "Nothing was changed.");
    assertThat(source.query(ROWS)).hasSize(partly ? 1 : 0);
    assertThat(source.hasTable("extra")).isEqualTo(partly);
    if (!partly) {
      assertThat(source.history()).hasSize(1);
      return;
    }
    String script = FailsBehindDdl.class.getName();
    assertThat(source.history()).endsWith("2|2|JDBC|" + script + "|failed");
    assertThat(migrator.status().entries().get(1).detail()).startsWith("run failed: Version 2");
    assertThatThrownBy(() -> migrator.rollback(RollbackOptions.step(1)))
        .hasMessageContaining("finish it with migrate:run");
    assertThat(migrator.run().applied()).hasSize(1);
    assertThat(warnings).singleElement().asString().contains("runs again from its beginning");
    assertThat(source.query(ROWS)).hasSize(2);
    assertThat(source.history())
        .endsWith("3|2|DELETE|" + script + "|ok", "4|2|JDBC|" + script + "|ok");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void anAppliedOpenOneIsSealedWithoutRunning(String dialect) {
    TestSource source = source(dialect);
    Migrator open =
        MigratorRunTest.on(source, JavaCatalog.of(dialect, "open", AddsARow.class))
            .draftsAllowed(true)
            .build();
    open.run();
    assertThat(open.status().entries().get(1).open()).isTrue();
    assertThat(sealed(source, AddsARow.class).run().sealed()).containsExactly(2);
    assertThat(source.history()).hasSize(2);
    assertThat(source.journal()).endsWith("sealed 2");
    assertThat(sealed(source, AddsARow.class).run()).isEqualTo(RunResult.NOTHING);
  }

  /** The draft below a class was edited: both are taken back and applied again. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void isRedoneWithTheDraftBelowIt(String dialect) {
    TestSource source = source(dialect);
    onDraft(source, "name VARCHAR(40)").run();
    Migrator changed = onDraft(source, "name VARCHAR(50), extra INT");
    assertThat(fails(changed))
        .hasMessageContaining("users (1 row)")
        .hasMessageContaining("and runs down of " + NamesItsColumns.class.getName());
    RunResult result = changed.run(RunOptions.ALL.withRedoDraft(true));
    assertThat(result.redone()).extracting(RolledBackVersion::version).containsExactly(2, 1);
    assertThat(result.applied()).extracting(AppliedVersion::version).containsExactly(1, 2);
    assertThat(source.query(ROWS)).containsExactly("1|again");
    assertThat(changed.validate().problems()).isEmpty();
  }

  private static Migrator onDraft(TestSource source, String columns) {
    String dialect = source.database().dialect();
    String create = "CREATE TABLE users (id INT PRIMARY KEY, " + columns + ")";
    TestCatalog draft =
        TestCatalog.on(dialect).draft("create_users", create, "DROP TABLE users").build();
    return MigratorRunTest.on(source, JavaCatalog.behind(draft, dialect, NamesItsColumns.class))
        .draftsAllowed(true)
        .build();
  }

  /** Nothing but the class knows the way back, so it must still be there. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aScriptInPlaceOfAnAppliedClassIsRefused(String dialect) {
    TestSource source = source(dialect);
    MigratorRunTest.on(source, JavaCatalog.of(dialect, "open", AddsARow.class))
        .draftsAllowed(true)
        .build()
        .run();
    TestCatalog script =
        TestCatalog.on(dialect)
            .sealed(
                "create_users",
                "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(40))",
                "DROP TABLE users")
            .add("split_names", "draft", List.of(), List.of())
            .build();
    MigrationException asked =
        fails(MigratorRunTest.on(source, script).draftsAllowed(true).build());
    assertThat(asked.problem()).isEqualTo(MigrationProblem.UNKNOWN_REVERSE);
    assertThat(source.query(ROWS)).hasSize(1);
  }

  /** A loaded class would show that it is looked for. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void isNotLoadedWithNothingPending(String dialect) {
    TestSource source = source(dialect);
    sealed(source, AddsARow.class).run();
    String dialectOf = source.database().dialect();
    JavaCatalog gone = JavaCatalog.of(dialectOf, "sealed", AddsARow.class);
    MigrationCatalog unloadable =
        new MigrationCatalog(
            "catalog \nhistory x\nlock 2 "
                + gone.lockChain()
                + "\nhead "
                + dialectOf
                + " 2 "
                + gone.lockChain()) {
          @Override
          protected String block(int index) {
            throw new AssertionError("versions are looked at");
          }
        };
    Migrator migrator = MigratorRunTest.on(source, unloadable).build();
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
  }

  /** Flyway's own, with the name and number that Flyway reads from a class's name. */
  public static final class V2__split_names extends BaseJavaMigration implements JavaMigration {
    @Override
    public void migrate(Context context) throws Exception {
      add(context.getConnection());
    }

    @Override
    public void up(MigrationContext context) throws SQLException {
      add(context.connection());
    }

    private static void add(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO users VALUES (1, 'x')");
      }
    }
  }

  /** Flyway runs the same class, and the rows are the same. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void theRowIsTheOneThatFlywayWrites(String dialect, @TempDir Path folder) {
    TestSource ours = source(dialect);
    TestSource theirs = source(dialect);
    sealed(ours, V2__split_names.class).run();
    TestCatalog.on(dialect)
        .sealed(
            "create_users",
            "CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(40))",
            "DROP TABLE users")
        .build()
        .writeFiles(folder);
    FluentConfiguration configuration =
        Flyway.configure().locations("filesystem:" + folder).javaMigrations(new V2__split_names());
    configuration.dataSource(theirs).load().migrate();

    String row =
        "SELECT installed_rank, version, description, type, script, checksum, installed_by, success"
            + " FROM flyway_schema_history ORDER BY 1";
    assertThat(ours.query(row)).isEqualTo(theirs.query(row));
    assertThat(ours.query(row)).hasSize(2);
    assertThat(configuration.dataSource(ours).load().validateWithResult().validationSuccessful)
        .isTrue();
    assertThat(sealed(theirs, V2__split_names.class).run().adopted()).containsExactly(1, 2);
    assertThat(sealed(theirs, V2__split_names.class).validate().problems()).isEmpty();
  }

  /** The process that is killed. */
  public static final class Killed {
    private Killed() {}

    public static void main(String[] arguments) {
      TestDatabase database =
          new TestDatabase(arguments[0], arguments[1], arguments[2], arguments[3]);
      sealed(new TestSource(database), Waits.class).run();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aKilledRunLeavesNothingAndTheNextOneFinishes(String dialect)
      throws IOException, InterruptedException {
    TestDatabase database = Databases.create(dialect);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dwait=true",
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                dialect,
                database.url(),
                database.user(),
                database.password())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = process.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.equals("in the middle")) {
        line = lines.readLine();
      }
      assertThat(line).isEqualTo("in the middle");
      process.destroyForcibly();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
    TestSource source = new TestSource(database);
    assertThat(source.query(ROWS)).isEmpty();
    assertThat(source.journal()).endsWith("applied 1");
    assertThat(sealed(source, Waits.class).run().applied()).hasSize(1);
    assertThat(source.query(ROWS)).containsExactly("1|uncommitted");
    assertThat(sealed(source, Waits.class).validate().problems()).isEmpty();
  }
}
