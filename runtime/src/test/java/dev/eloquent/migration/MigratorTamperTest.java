package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.migration.ValidationReport.Kind;
import dev.eloquent.testkit.Databases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What validation finds when somebody writes into either table. */
class MigratorTamperTest {
  private static final String H = "flyway_schema_history";
  private static final String J = "eloquent_journal";

  private static Migrator migrated(TestSource source, String dialect) {
    Migrator migrator = on(source, shop(dialect).build()).build();
    migrator.run();
    return migrator;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "checksum = 5; checksum is 5, was",
        "checksum = NULL; checksum is null, was",
        "installed_by = 'eve'; installed_by is eve, was",
        "execution_time = 999999; execution_time is 999999, was",
        "description = 'other'; description is other, was add email",
        "version = '7'; version is 7, was 2",
        "script = 'V2__x.sql'; script is V2__x.sql, was V2__add_email.sql",
        "success = FALSE; success is false, was true",
        "installed_on = '2001-02-03 04:05:06'; installed_on is 2001-02-0"
      })
  void namesTheChangedColumnOfAHistoryRow(String change, String expected) {
    for (String dialect : new String[] {"sqlite", "postgresql", "mysql"}) {
      TestSource source = new TestSource(Databases.create(dialect));
      Migrator migrator = migrated(source, dialect);
      source.execute("UPDATE " + H + " SET " + change + " WHERE installed_rank = 2");
      assertThat(migrator.validate().problems())
          .as(dialect)
          .anySatisfy(
              problem -> {
                assertThat(problem.kind()).isEqualTo(Kind.CHANGED);
                assertThat(problem.table()).isEqualTo(H);
                assertThat(problem.message()).contains("row 2").contains(expected);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void namesADeletedHistoryRowAndRefusesToRunItAgain(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = migrated(source, dialect);
    source.execute("DELETE FROM " + H + " WHERE installed_rank = 3");
    assertThat(migrator.validate().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Kind.DELETED);
              assertThat(problem.message()).contains("row 3 (version 3, SQL)");
            });
    MigrationException refused =
        catchThrowableOfType(MigrationException.class, () -> migrator.run());
    assertThat(refused.problem()).isEqualTo(MigrationProblem.TAMPERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void namesAnInsertedHistoryRow(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = migrated(source, dialect);
    source.execute(
        "INSERT INTO "
            + H
            + " (installed_rank, version, description, type, script, checksum, installed_by,"
            + " execution_time, success) VALUES (4, '4', 'x', 'SQL', 'V4__x.sql', 1, 'eve', 0, TRUE)");
    assertThat(migrator.validate().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Kind.INSERTED);
              assertThat(problem.message()).contains("row 4 (V4__x.sql)");
            });
    source.execute("UPDATE " + H + " SET installed_rank = 0 WHERE installed_rank = 4");
    assertThat(migrator.validate().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("row 0").contains("inserted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void namesReorderedHistoryRows(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = migrated(source, dialect);
    swap(source, H, "installed_rank", 1, 2);
    assertThat(migrator.validate().problems())
        .extracting(ValidationReport.Problem::kind)
        .containsExactly(Kind.REORDERED, Kind.REORDERED);
  }

  @ParameterizedTest
  @CsvSource({
    "actor, 'eve'",
    "occurred_at, '2001-01-01T00:00:00.000000Z'",
    "chain_hash, ''",
    "history_rows, ''",
    "content, ''",
    "batch, 9",
    "hash, 'f'"
  })
  void namesAChangedEvent(String column, String value) {
    for (String dialect : new String[] {"sqlite", "postgresql", "mysql"}) {
      TestSource source = new TestSource(Databases.create(dialect));
      Migrator migrator = migrated(source, dialect);
      long id = lastOfVersion(source, "2");
      source.execute(
          "UPDATE " + J + " SET " + column + " = " + quoted(value) + " WHERE id = " + id);
      assertThat(migrator.validate().problems())
          .as(dialect)
          .anySatisfy(
              problem -> {
                assertThat(problem.kind()).isEqualTo(Kind.CHANGED);
                assertThat(problem.message()).contains("event " + id + " (applied, version 2)");
              });
    }
  }

  /** CSV strips the quotes that SQL needs. */
  private static String quoted(String value) {
    return value.equals("9") ? value : "'" + value + "'";
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void namesADeletedEvent(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = migrated(source, dialect);
    long id = lastOfVersion(source, "2");
    source.execute("DELETE FROM " + J + " WHERE id = " + id);
    assertThat(migrator.validate().problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Kind.DELETED);
              assertThat(problem.message()).contains("event " + id + " deleted");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void namesReorderedEvents(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = migrated(source, dialect);
    swap(source, J, "id", 1, 2);
    assertThat(migrator.validate().problems())
        .extracting(ValidationReport.Problem::kind)
        .contains(Kind.REORDERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void findsBothEndsCutOffByAnEarlierHead(String dialect) {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();
    migrator.run(RunOptions.ALL.withTo(2));
    String early = migrator.validate().head();
    migrator.run();
    String late = migrator.validate().head();
    assertThat(migrator.validate(early).problems()).isEmpty();
    assertThat(migrator.validate(late).problems()).isEmpty();

    source.execute("DELETE FROM " + H + " WHERE installed_rank = 3");
    source.execute("DELETE FROM " + J + " WHERE version = '3'");
    assertThat(migrator.validate(early).problems()).isEmpty();
    assertThat(migrator.validate(late).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Kind.HEAD);
              assertThat(problem.message()).contains(late).contains("cut off");
            });
  }

  @Test
  void namesAJournalWithoutHistory() {
    TestSource source = new TestSource(Databases.sqlite());
    Migrator migrator = migrated(source, "sqlite");
    source.execute("DROP TABLE " + H);
    assertThat(migrator.validate().problems())
        .extracting(ValidationReport.Problem::kind)
        .containsExactly(Kind.DELETED, Kind.DELETED, Kind.DELETED);
  }

  private static long lastOfVersion(TestSource source, String version) {
    return Long.parseLong(
        source.query("SELECT max(id) FROM " + J + " WHERE version = '" + version + "'").get(0));
  }

  private static void swap(TestSource source, String table, String column, int a, int b) {
    String set = "UPDATE " + table + " SET " + column + " = ";
    source.execute(set + "-1 WHERE " + column + " = " + a);
    source.execute(set + a + " WHERE " + column + " = " + b);
    source.execute(set + b + " WHERE " + column + " = -1");
  }
}
