package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.Checksums;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What this library relies on in Flyway, asked of Flyway itself. */
class FlywayFactsTest {
  private static final String TABLE = "flyway_schema_history";
  private final Path folder;

  FlywayFactsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private FluentConfiguration on(TestDatabase database) {
    return Flyway.configure()
        .dataSource(database.url(), database.user(), database.password())
        .locations("filesystem:" + folder);
  }

  private void file(String name, String text) {
    TestProject.write(folder.resolve(name), text);
  }

  private void twoVersions() {
    file("V1__one.sql", "CREATE TABLE one (n INT);\n");
    file("V2__two.sql", "CREATE TABLE two (n INT);\n");
  }

  private static List<String> states(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .map(info -> info.getVersion() + " " + info.getState().getDisplayName())
        .toList();
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  /** A row as this library appends it, with the next rank. */
  private static void append(TestDatabase database, String version, String type)
      throws SQLException {
    execute(
        database,
        "INSERT INTO "
            + TABLE
            + " SELECT max(installed_rank) + 1, '"
            + version
            + "', 'd', '"
            + type
            + "', 's', NULL, 'u', CURRENT_TIMESTAMP, 0, 1 FROM "
            + TABLE);
  }

  private int checksum(String text) {
    file("V1__one.sql", text);
    return on(Databases.sqlite()).load().info().all()[0].getChecksum();
  }

  /** The numbers are zlib's CRC32 of the lines' UTF-8 bytes without separators. */
  @Test
  void theChecksumIsTheCrc32OfTheLines() {
    int expected = 440584410;
    for (String text :
        List.of(
            "CREATE TABLE a (n INT);\n-- é\nINSERT INTO a VALUES (1);\n",
            "CREATE TABLE a (n INT);\n-- é\nINSERT INTO a VALUES (1);",
            "CREATE TABLE a (n INT);\r\n-- é\r\nINSERT INTO a VALUES (1);\r\n",
            "CREATE TABLE a (n INT);\r-- é\rINSERT INTO a VALUES (1);\r",
            "\uFEFFCREATE TABLE a (n INT);\n-- é\nINSERT INTO a VALUES (1);\n")) {
      assertThat(checksum(text)).isEqualTo(expected).isEqualTo(Checksums.flyway(text));
    }
    assertThat(checksum("SELECT 1; \n")).isEqualTo(-1951047511);
    assertThat(Checksums.flyway("SELECT 1; \n")).isEqualTo(-1951047511);
    String inside = "SELECT 1;\n\uFEFF-- é\n";
    assertThat(checksum(inside)).isEqualTo(Checksums.flyway(inside)).isNotEqualTo(1735403669);
  }

  /** Why this library has a hash of its own. */
  @Test
  void theChecksumMissesAStatementThatFellIntoAComment() {
    String text = "CREATE TABLE a (n INT);\n-- é\nINSERT INTO a VALUES (1);\n";
    String fallen = text.replace("é\n", "é");
    assertThat(checksum(fallen)).isEqualTo(440584410);
    assertThat(Checksums.ofFile(fallen)).isNotEqualTo(Checksums.ofFile(text));
  }

  /** Why this library has a journal: Flyway finds none of it. */
  @Test
  void aChecksumOfNullAndEditedColumnsAreValidAndADeletedLastRowIsRunAgain() throws SQLException {
    file("V1__one.sql", "CREATE TABLE one (n INT);\n");
    file("V2__two.sql", "INSERT INTO one VALUES (1);\n");
    TestDatabase database = Databases.sqlite();
    on(database).load().migrate();
    execute(
        database,
        "UPDATE " + TABLE + " SET checksum = NULL, installed_by = 'x', execution_time = 9");
    assertThat(on(database).load().validateWithResult().validationSuccessful).isTrue();
    execute(database, "DELETE FROM " + TABLE + " WHERE version = '2'");
    assertThat(on(database).load().migrate().migrationsExecuted).isEqualTo(1);
    try (Connection connection = database.connect()) {
      assertThat(query(connection, "SELECT n FROM one")).hasSize(2);
    }
  }

  @Test
  void aDescriptionOfMoreThan200CharactersIsCut() throws SQLException {
    file("V1__" + "a".repeat(200) + ".sql", "CREATE TABLE one (n INT);\n");
    file("V2__" + "b".repeat(201) + ".sql", "CREATE TABLE two (n INT);\n");
    TestDatabase database = Databases.sqlite();
    on(database).load().migrate();
    try (Connection connection = database.connect()) {
      assertThat(query(connection, "SELECT description FROM " + TABLE + " ORDER BY 1"))
          .containsExactly("a".repeat(200), "b".repeat(197) + "...");
    }
  }

  @Test
  void theRankIsTheLastOnePlusOne() throws SQLException {
    twoVersions();
    TestDatabase database = Databases.sqlite();
    on(database).target("1").load().migrate();
    execute(database, "UPDATE " + TABLE + " SET installed_rank = 7");
    on(database).load().migrate();
    try (Connection connection = database.connect()) {
      assertThat(query(connection, "SELECT installed_rank FROM " + TABLE + " ORDER BY 1"))
          .containsExactly("7", "8");
    }
  }

  @Test
  void aRowOfTypeDeleteMakesTheVersionPendingAgain() throws SQLException {
    twoVersions();
    TestDatabase database = Databases.sqlite();
    on(database).load().migrate();
    append(database, "2", "DELETE");
    assertThat(states(on(database).load())).containsExactly("1 Success", "2 Deleted", "2 Pending");
  }

  @Test
  void aRowOfTypeUndoSqlStopsIt() throws SQLException {
    twoVersions();
    TestDatabase database = Databases.sqlite();
    on(database).load().migrate();
    append(database, "2", "UNDO_SQL");
    Flyway flyway = on(database).load();
    assertThatThrownBy(flyway::migrate).hasStackTraceContaining("UNDO_SQL");
  }

  @Test
  void twoRowsOfTypeDeleteForOneVersionAreACorruptHistory() throws SQLException {
    twoVersions();
    TestDatabase database = Databases.sqlite();
    on(database).load().migrate();
    append(database, "2", "DELETE");
    append(database, "2", "DELETE");
    Flyway flyway = on(database).load();
    assertThatThrownBy(flyway::migrate).hasStackTraceContaining("Corrupted schema history");
  }

  /** Why a rollback begins at the top. */
  @Test
  void aVersionBelowAnAppliedOneIsIgnored() throws SQLException {
    twoVersions();
    TestDatabase database = Databases.sqlite();
    on(database).load().migrate();
    append(database, "1", "DELETE");
    Flyway flyway = on(database).load();
    assertThat(states(flyway)).contains("1 Ignored");
    assertThat(flyway.validateWithResult().validationSuccessful).isFalse();
    assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayException.class);
  }

  @Test
  void aPlaceholderStopsItUnlessTheScriptsSettingsSayThatItIsNone() {
    file("V1__one.sql", "CREATE TABLE one (n INT DEFAULT 1);\n-- ${name}\n");
    Flyway flyway = on(Databases.sqlite()).load();
    assertThatThrownBy(flyway::migrate).hasMessageContaining("${name}");
    file("V1__one.sql.conf", "placeholderReplacement=false\n");
    assertThat(on(Databases.sqlite()).load().migrate().migrationsExecuted).isEqualTo(1);
  }

  @Test
  void aMisnamedFileIsPassedOver() {
    twoVersions();
    file("V3_three.sql", "CREATE TABLE three (n INT);\n");
    Flyway flyway = on(Databases.sqlite()).load();
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }

  /** The queries name the locks as this library takes them; they are asked in a migration. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql | SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND"
            + " objsubid = 1 AND (classid::bigint << 32) + objid::bigint = %d",
        "mysql | SELECT is_used_lock('Flyway-%d') IS NOT NULL",
      })
  void itsLockHasTheNameThatThisLibraryTakes(String dialect, String sql) throws SQLException {
    twoVersions();
    TestDatabase database = Databases.create(dialect);
    String schema = database.url().substring(database.url().lastIndexOf('/') + 1);
    String query =
        dialect.equals("mysql")
            ? String.format(sql, ("`" + schema + "`.`" + TABLE + "`").hashCode())
            : String.format(sql, 77431708279161L + ("\"public\".\"" + TABLE + "\"").hashCode());
    List<String> held = new ArrayList<>();
    try (Connection connection = database.connect()) {
      Asking asking = new Asking(() -> held.addAll(query(connection, query)));
      on(database).callbacks(asking).load().migrate();
      assertThat(held).containsExactly("1", "1");
      assertThat(query(connection, query)).containsExactly("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mysql"})
  void aFailedVersionWhereDdlIsNotTransactionalLeavesARowThatStopsIt(String dialect) {
    file("V1__one.sql", "CREATE TABLE one (n INT);\nSELECT * FROM nowhere;\n");
    TestDatabase database = Databases.create(dialect);
    Flyway flyway = on(database).load();
    assertThatThrownBy(flyway::migrate).isInstanceOf(FlywayException.class);
    assertThat(states(flyway)).containsExactly("1 Failed");
    assertThat(flyway.validateWithResult().validationSuccessful).isFalse();
  }

  /** What may fail while a migration is about to run. */
  private interface Question {
    void ask() throws SQLException;
  }

  private record Asking(Question question) implements Callback {
    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
      return true;
    }

    @Override
    public void handle(Event event, Context context) {
      try {
        question.ask();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public String getCallbackName() {
      return "asking";
    }
  }
}
