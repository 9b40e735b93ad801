package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.failing;
import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.format.RebuildScript;
import dev.eloquent.format.RebuildScript.Rebuilt;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run as one transaction, and one whose statements each are one. */
class TxModeTest {
  private static final RunOptions ALL = RunOptions.ALL.withTxMode(TxMode.ALL);
  private static final RunOptions NONE = RunOptions.ALL.withTxMode(TxMode.NONE);
  private static final String BROKEN = "INSERT INTO nowhere VALUES (1)";

  private static MigrationException failure(Migrator migrator, RunOptions options) {
    return catchThrowableOfType(MigrationException.class, () -> migrator.run(options));
  }

  private static int commits(String dialect, RunOptions options) {
    List<String> commits = new ArrayList<>();
    WatchedSource watched =
        new WatchedSource(
            new TestSource(Databases.create(dialect)),
            sent -> {
              if (sent.equals("COMMIT")) {
                commits.add(sent);
              }
            });
    Migrator migrator =
        Migrator.builder().dataSource(watched).catalog(shop(dialect).build()).build();
    assertThat(migrator.run(options).applied()).hasSize(3);
    assertThat(migrator.run()).isEqualTo(RunResult.NOTHING);
    assertThat(migrator.validate().problems()).isEmpty();
    return commits.size();
  }

  /** One commit is of the history tables; {@code none} has begun events, too. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void aTransactionIsAVersionTheRunOrAStatement(String dialect) {
    assertThat(commits(dialect, RunOptions.ALL)).isEqualTo(1 + 3);
    assertThat(commits(dialect, ALL)).isEqualTo(1 + 1);
    assertThat(commits(dialect, NONE)).isEqualTo(1 + 3 * 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void nothingStaysOfARunThatFails(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    List<String> told = new ArrayList<>();
    MigrationListener listener =
        new MigrationListener() {
          @Override
          public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
            told.add("started " + version.version());
          }

          @Override
          public void versionApplied(AppliedVersion version) {
            told.add("applied " + version.version());
          }
        };
    MigrationException failure =
        failure(on(source, failing(dialect, BROKEN)).listener(listener).build(), ALL);
    assertThat(failure.version()).isEqualTo(2);
    assertThat(failure.statement()).isEqualTo(2);
    assertThat(failure).hasMessageContaining("Nothing of this run stays");
    assertThat(told).containsExactly("started 1", "started 2");
    assertThat(source.hasTable("one")).isFalse();
    assertThat(source.hasTable("a")).isFalse();
    assertThat(source.history()).isEmpty();
    assertThat(source.journal()).containsExactly("failed 2");

    told.clear();
    Migrator corrected =
        on(source, failing(dialect, "INSERT INTO a VALUES (1)")).listener(listener).build();
    assertThat(corrected.validate().problems()).isEmpty();
    assertThat(corrected.run(ALL).applied()).hasSize(2);
    assertThat(told).containsExactly("started 1", "started 2", "applied 1", "applied 2");
    assertThat(source.journal()).containsExactly("failed 2", "applied 1", "applied 2");
    assertThat(corrected.run()).isEqualTo(RunResult.NOTHING);
    assertThat(corrected.validate().problems()).isEmpty();
  }

  @Test
  void isRefusedWhereDdlCommitsByItself() {
    TestSource source = new TestSource(Databases.mariadb());
    Migrator migrator = on(source, shop("mysql").build()).build();
    MigrationException refused = failure(migrator, ALL);
    assertThat(refused.problem()).isEqualTo(MigrationProblem.TX_MODE);
    assertThat(refused.refused()).isTrue();
    assertThat(refused).hasMessageContaining("version 1, version 2, version 3");
    assertThat(source.history()).isEmpty();
    assertThat(source.hasTable("users")).isFalse();
    migrator.run(NONE);
    assertThat(migrator.run(ALL)).isEqualTo(RunResult.NOTHING);
  }

  @Test
  void isRefusedWithStatementsOutsideOfATransactionAndWithHalfAVersion() {
    TestSource source = new TestSource(Databases.postgresql());
    TestCatalog catalog =
        shop("postgresql")
            .sealed("i", "CREATE INDEX CONCURRENTLY i ON users (email)", "DROP INDEX i")
            .noTransaction("1")
            .build();
    Migrator migrator = on(source, catalog).build();
    for (RunOptions options : List.of(ALL, ALL.withPretend(true))) {
      MigrationException refused = failure(migrator, options);
      assertThat(refused.problem()).isEqualTo(MigrationProblem.TX_MODE);
      assertThat(refused)
          .hasMessageContaining("version 4 has statements outside")
          .hasMessageEndingWith("migrate run --to 4");
    }
    assertThat(source.hasTable("users")).isFalse();
    assertThat(migrator.run(ALL.withTo(3)).applied()).hasSize(3);
    assertThat(migrator.run().applied()).hasSize(1);

    TestSource half = new TestSource(Databases.postgresql());
    Migrator broken = on(half, failing("postgresql", BROKEN)).build();
    assertThat(failure(broken, NONE).statement()).isEqualTo(2);
    assertThat(failure(broken, ALL))
        .hasMessageContaining("version 2 is half applied")
        .hasMessageEndingWith("run --to 2");
  }

  /** The draft is undone and the other one sealed only if the rest can be applied. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void redoneAndSealedDraftsArePartOfIt(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    String one = "CREATE TABLE one (id INT)";
    String two = "CREATE TABLE two (id INT)";
    TestCatalog drafts =
        TestCatalog.on(dialect)
            .draft("one", one, "DROP TABLE one")
            .draft("two", two, "DROP TABLE two")
            .build();
    on(source, drafts).draftsAllowed(true).build().run();
    source.execute("INSERT INTO two VALUES (7)");
    List<String> history = source.history();

    Migrator broken = changed(source, one, BROKEN);
    assertThat(failure(broken, ALL.withRedoDraft(true)).version()).isEqualTo(2);
    assertThat(source.query("SELECT id FROM two")).containsExactly("7");
    assertThat(source.history()).isEqualTo(history);
    assertThat(source.journal()).containsExactly("applied 1", "applied 2", "failed 2");

    RunResult done =
        changed(source, one, "CREATE TABLE three (id INT)").run(ALL.withRedoDraft(true));
    assertThat(done.sealed()).containsExactly(1);
    assertThat(done.redone()).hasSize(1);
    assertThat(done.applied()).hasSize(1);
    assertThat(source.journal()).endsWith("failed 2", "sealed 1", "rolled_back 2", "applied 2");
    assertThat(source.hasTable("two")).isFalse();
    assertThat(broken.validate().problems())
        .extracting(ValidationReport.Problem::kind)
        .containsExactly(ValidationReport.Kind.DIFFERS_FROM_CODE);
  }

  private static Migrator changed(TestSource source, String one, String two) {
    TestCatalog catalog =
        TestCatalog.on(source.database().dialect())
            .sealed("one", one, "DROP TABLE one")
            .draft("two", two, "DROP TABLE three")
            .build();
    return on(source, catalog).draftsAllowed(true).build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void aJavaMigrationIsPartOfIt(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator broken = on(source, JavaCatalog.of(dialect, "sealed", JavaWork.Fails.class)).build();
    MigrationException failure = failure(broken, ALL);
    assertThat(failure.problem()).isEqualTo(MigrationProblem.JAVA);
    assertThat(failure.version()).isEqualTo(2);
    assertThat(source.hasTable("users")).isFalse();
    assertThat(source.journal()).containsExactly("failed 2");

    Migrator migrator =
        on(source, JavaCatalog.of(dialect, "sealed", JavaWork.AddsARow.class)).build();
    assertThat(migrator.run(ALL).applied()).hasSize(2);
    assertThat(source.query("SELECT * FROM users")).containsExactly("1|" + dialect);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** It fails at the commit, when its records are written already. */
  @ParameterizedTest
  @ValueSource(strings = {"EACH", "ALL"})
  void aConstraintThatIsCheckedAtTheCommitLeavesNothing(TxMode mode) {
    TestSource source = new TestSource(Databases.postgresql());
    TestCatalog catalog =
        TestCatalog.on("postgresql")
            .sealed(
                "t",
                "CREATE TABLE t (id INT PRIMARY KEY, other INT REFERENCES t DEFERRABLE INITIALLY"
                    + " DEFERRED)",
                "DROP TABLE t")
            .sealed("row", "INSERT INTO t VALUES (1, 2)", "DELETE FROM t")
            .build();
    Migrator migrator = on(source, catalog).build();
    assertThat(failure(migrator, RunOptions.ALL.withTxMode(mode)))
        .hasMessageContaining("t_other_fkey");
    assertThat(source.journal()).endsWith("failed 2");
    assertThat(source.history()).hasSize(mode == TxMode.ALL ? 0 : 1);
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(migrator.status().entries().get(1).state()).isEqualTo(StatusReport.State.FAILED);
    assertThat(migrator.run(RunOptions.ALL.withTo(1)).applied())
        .hasSize(mode == TxMode.ALL ? 1 : 0);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** A database whose connections enforce foreign keys. */
  private static TestSource enforcing() {
    String url = Databases.sqlite().url() + "?foreign_keys=true";
    return new TestSource(new TestDatabase("sqlite", url, "", ""));
  }

  private static TestCatalog.Builder family() {
    return TestCatalog.on("sqlite")
        .sealed("parent", "CREATE TABLE parent (id INTEGER PRIMARY KEY)", "DROP TABLE parent")
        .sealed(
            "child",
            "CREATE TABLE child (parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE)",
            "DROP TABLE child")
        .sealed("one", "INSERT INTO parent VALUES (1)", "DELETE FROM parent")
        .sealed("two", "INSERT INTO child VALUES (1)", "DELETE FROM child");
  }

  /** As the compiler writes it, with the guard against what was made by hand. */
  private static List<String> rebuild(String last) {
    return List.of(
        RebuildScript.GUARD
            + " (enforced INTEGER CONSTRAINT foreign_keys_are_on CHECK (enforced = 0), unmanaged"
            + " INTEGER CONSTRAINT made_by_hand CHECK (unmanaged = 0))",
        RebuildScript.GUARD_INSERT + "enforced) SELECT foreign_keys FROM pragma_foreign_keys",
        RebuildScript.unmanaged(new Rebuilt("parent", List.of()), List.of("id")),
        "DROP TABLE temp." + RebuildScript.GUARD_TABLE,
        "CREATE TABLE eloquent_new_parent (id INTEGER PRIMARY KEY, name TEXT)",
        "INSERT INTO eloquent_new_parent (id) SELECT id FROM parent",
        "DROP TABLE parent",
        "ALTER TABLE eloquent_new_parent RENAME TO parent",
        last);
  }

  /** The children would cascade, and the trigger and the view be lost. */
  @ParameterizedTest
  @ValueSource(strings = {"ALL", "NONE"})
  void aRebuildKeepsRowsAndWhatWasMadeByHand(TxMode mode) {
    TestSource source = enforcing();
    on(source, family().build()).build().run();
    source.execute("CREATE VIEW seen AS SELECT id FROM parent");
    source.execute(
        "CREATE TRIGGER watch AFTER INSERT ON parent BEGIN INSERT INTO child VALUES (NEW.id); END");
    TestCatalog catalog =
        family()
            .sealed("before", "CREATE TABLE x (id INT)", "DROP TABLE x")
            .add("rebuild", "sealed", rebuild("INSERT INTO x VALUES (1)"), List.of())
            .sealed("after", "INSERT INTO parent (id) VALUES (2)", "DELETE FROM parent")
            .build();
    Migrator migrator = on(source, catalog).build();
    assertThat(migrator.run(RunOptions.ALL.withTxMode(mode)).applied()).hasSize(3);
    assertThat(source.query("SELECT parent_id FROM child ORDER BY 1")).containsExactly("1", "2");
    assertThat(source.query("SELECT id FROM seen ORDER BY 1")).containsExactly("1", "2");
    assertThat(migrator.validate().problems()).isEmpty();
  }

  /** With foreign keys off because of another version, what they would have refused is found. */
  @Test
  void foreignKeysAreCheckedBehindEachVersion() {
    TestSource source = enforcing();
    TestCatalog catalog =
        family()
            .add("rebuild", "sealed", rebuild("SELECT 1"), List.of())
            .sealed("broken", "INSERT INTO child VALUES (99)", "DELETE FROM child")
            .sealed("more", "INSERT INTO child VALUES (1)", "DELETE FROM child")
            .build();
    MigrationException failure = failure(on(source, catalog).build(), ALL);
    assertThat(failure.problem()).isEqualTo(MigrationProblem.FOREIGN_KEYS);
    assertThat(failure.version()).isEqualTo(6);
    assertThat(source.hasTable("parent")).isFalse();
    assertThat(source.journal()).containsExactly("failed 6");
  }

  @Test
  void aRebuildStaysOneTransactionInModeNone() {
    TestSource source = enforcing();
    TestCatalog catalog = family().add("rebuild", "sealed", rebuild(BROKEN), List.of()).build();
    MigrationException failure = failure(on(source, catalog).build(), NONE);
    assertThat(failure.version()).isEqualTo(5);
    assertThat(source.query("SELECT * FROM parent")).containsExactly("1");
    assertThat(source.query("SELECT parent_id FROM child")).containsExactly("1");
    assertThat(source.history()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void statementByStatementIsResumedInAnyMode(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    assertThat(failure(on(source, failing(dialect, BROKEN)).build(), NONE).statement())
        .isEqualTo(2);
    assertThat(source.hasTable("a")).isTrue();
    assertThat(source.history())
        .containsExactly("1|1|SQL|V1__one.sql|ok", "2|2|SQL|V2__two.sql|failed");
    assertThat(source.journal())
        .containsExactly("started 1", "applied 1", "started 2", "statement 2", "failed 2");

    Migrator corrected = on(source, failing(dialect, "INSERT INTO a VALUES (7)")).build();
    assertThat(corrected.run().applied()).hasSize(1);
    assertThat(source.query("SELECT id FROM a")).containsExactly("7");
    assertThat(source.history()).endsWith("3|2|DELETE|V2__two.sql|ok", "4|2|SQL|V2__two.sql|ok");
    assertThat(corrected.validate().problems()).isEmpty();
    assertThat(corrected.run()).isEqualTo(RunResult.NOTHING);
    assertThat(corrected.reset().rolledBack()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void halfAVersionIsRolledBack(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, failing(dialect, BROKEN)).build();
    assertThat(failure(migrator, NONE).statement()).isEqualTo(2);
    assertThat(migrator.rollback(RollbackOptions.step(1)).rolledBack()).hasSize(1);
    assertThat(source.hasTable("a")).isFalse();
    assertThat(migrator.validate().problems()).isEmpty();
  }
}
