package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs Flyway itself, through the bridge and on the files, on every database. */
class FlywayBridgeTest {
  private final Path root;

  FlywayBridgeTest(@TempDir Path root) {
    this.root = root;
  }

  static Stream<String> dialects() {
    return Stream.of("sqlite", "postgresql", "mysql");
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void writesTheRowsThatFlywayWritesOnTheFiles(String dialect) throws IOException {
    TestHistory history = shop(dialect);
    Flyway bridged = bridged(Databases.create(dialect), history, dialect);
    Flyway plain = plain(Databases.create(dialect), dialect);

    assertThat(bridged.migrate().migrationsExecuted).isEqualTo(3);
    assertThat(plain.migrate().migrationsExecuted).isEqualTo(3);

    assertThat(rows(bridged)).isEqualTo(rows(plain));
    MigrationCatalog catalog = history.catalog();
    assertThat(Arrays.stream(bridged.info().applied()).map(MigrationInfo::getChecksum))
        .containsExactlyElementsOf(checksums(catalog, dialect));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void takesTurnsWithFlywayOnTheFiles(String dialect) throws IOException {
    TestDatabase database = Databases.create(dialect);
    TestHistory history = new TestHistory(root);
    history.sealed(dialect, "create_users", "CREATE TABLE users (id INTEGER, name VARCHAR(9));\n");
    bridged(database, history, dialect).migrate();
    plain(database, dialect).validate();

    history.sealed(dialect, "index_users", "CREATE INDEX idx_users_name ON users (name);\n");
    plain(database, dialect).migrate();
    bridged(database, history, dialect).validate();

    history.sealed(dialect, "fill_users", "INSERT INTO users VALUES (1, 'a;b');\n");
    bridged(database, history, dialect).migrate();
    plain(database, dialect).validate();

    assertThat(Arrays.stream(plain(database, dialect).info().all()).map(MigrationInfo::getState))
        .containsExactly(MigrationState.SUCCESS, MigrationState.SUCCESS, MigrationState.SUCCESS);
  }

  /** Flyway on the files did not know one: only applying it needs Flyway's option. */
  @ParameterizedTest
  @MethodSource("dialects")
  void acceptsAVersionThatWasAppliedOutOfOrder(String dialect) throws IOException {
    TestDatabase database = Databases.create(dialect);
    TestHistory history = shop(dialect);
    Path second = history.file(dialect + "/V2__add_email_to_users.sql");
    String text = Files.readString(second);
    Files.delete(second);
    Path third = history.file(dialect + "/V3__fill_users.sql");
    String rows = Files.readString(third);
    Files.writeString(third, "CREATE TABLE third (id INTEGER);\n");
    plain(database, dialect).migrate();
    Files.writeString(second, text);
    Files.writeString(third, rows);
    plain(database, dialect).repair();
    assertThat(bridged(database, history, dialect).validateWithResult().validationSuccessful)
        .isFalse();

    Flyway outOfOrder =
        FlywayBridge.configure(to(database), history.catalog(), dialect, history.provider(dialect))
            .outOfOrder(true)
            .load();
    assertThat(outOfOrder.migrate().migrationsExecuted).isEqualTo(1);
    Flyway bridged = bridged(database, history, dialect);
    assertThat(bridged.validateWithResult().validationSuccessful).isTrue();
    assertThat(bridged.migrate().migrationsExecuted).isZero();
    assertThat(bridged.info().applied()[2].getState()).isEqualTo(MigrationState.OUT_OF_ORDER);
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void leavesTheDraftOut(String dialect) throws IOException {
    TestHistory history = shop(dialect).draft(dialect, "drop_users", "DROP TABLE users;\n");
    assertThat(bridged(Databases.create(dialect), history, dialect).migrate().migrationsExecuted)
        .isEqualTo(3);
  }

  /** The last one holds a placeholder to Flyway, and the settings that say it is none. */
  private TestHistory shop(String dialect) throws IOException {
    return new TestHistory(root)
        .sealed(
            dialect,
            "create_users",
            """
            -- Users.
            CREATE TABLE users (id INTEGER, name VARCHAR(40));

            CREATE INDEX idx_users_name ON users (name);
            """)
        .sealed(dialect, "add_email_to_users", "ALTER TABLE users ADD COLUMN email VARCHAR(99);\n")
        .sealed(
            dialect,
            "fill_users",
            "INSERT INTO users VALUES (1, '${name} ü', NULL);\n",
            "placeholderReplacement=false");
  }

  private Flyway bridged(TestDatabase database, TestHistory history, String dialect)
      throws IOException {
    return FlywayBridge.configure(
            to(database), history.catalog(), dialect, history.provider(dialect))
        .load();
  }

  private Flyway plain(TestDatabase database, String dialect) {
    return to(database).locations("filesystem:" + root + "/db/migration/" + dialect).load();
  }

  private static FluentConfiguration to(TestDatabase database) {
    return Flyway.configure().dataSource(database.url(), database.user(), database.password());
  }

  private static List<List<Object>> rows(Flyway flyway) {
    return Arrays.stream(flyway.info().applied())
        .map(
            i ->
                List.<Object>of(
                    i.getInstalledRank(),
                    i.getVersion().toString(),
                    i.getDescription(),
                    i.getType().name(),
                    i.getScript(),
                    i.getChecksum(),
                    i.getState()))
        .toList();
  }

  private static List<Integer> checksums(MigrationCatalog catalog, String dialect) {
    return catalog.versions().stream()
        .map(version -> version.files().get(dialect))
        .filter(Objects::nonNull)
        .map(CatalogVersion.CatalogFile::checksum)
        .toList();
  }
}
