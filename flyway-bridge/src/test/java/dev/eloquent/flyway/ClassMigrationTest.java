package dev.eloquent.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.migration.JavaMigration;
import dev.eloquent.migration.MigrationContext;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This library's runtime and Flyway through the bridge take turns on versions that are classes. */
class ClassMigrationTest {
  private final TestHistory history;

  ClassMigrationTest(@TempDir Path root) {
    this.history = new TestHistory(root);
  }

  /** Doubles all numbers. */
  public static final class Doubles implements JavaMigration {
    @Override
    public void up(MigrationContext context) throws SQLException {
      execute(context.connection(), "UPDATE numbers SET n = n * 2");
    }

    @Override
    public void down(MigrationContext context) throws SQLException {
      execute(context.connection(), "UPDATE numbers SET n = n / 2");
    }
  }

  /** Changes rows, and fails. */
  public static final class Fails implements JavaMigration {
    @Override
    public void up(MigrationContext context) throws SQLException {
      execute(context.connection(), "UPDATE numbers SET n = 0");
      context.connection().commit();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> query(TestDatabase database, String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder(String.valueOf(result.getString(1)));
        for (int i = 2; i <= columns; i++) {
          row.append('|').append(result.getString(i));
        }
        rows.add(row.toString());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    return rows;
  }

  private static List<String> rows(TestDatabase database) {
    return query(
        database,
        "SELECT installed_rank, version, description, type, script, checksum"
            + " FROM flyway_schema_history ORDER BY 1");
  }

  private static int number(TestDatabase database) {
    return Integer.parseInt(query(database, "SELECT n FROM numbers").get(0));
  }

  private Flyway bridged(TestDatabase database) throws IOException {
    String dialect = database.dialect();
    FluentConfiguration configuration =
        Flyway.configure().dataSource(database.url(), database.user(), database.password());
    return FlywayBridge.configure(
            configuration, history.catalog(), dialect, history.provider(dialect))
        .load();
  }

  private Migrator migrator(TestDatabase database) {
    return Migrator.builder()
        .dataSource(
            Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .getDataSource())
        .catalog(history.catalog())
        .build();
  }

  private void numbers(String dialect) throws IOException {
    history
        .sealed(
            dialect,
            "create_numbers",
            "CREATE TABLE numbers (n INTEGER); INSERT INTO numbers VALUES (1);\n")
        .sealed(dialect, "double_all", Doubles.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void bothWriteTheSameRows(String dialect) throws IOException {
    numbers(dialect);
    TestDatabase theirs = Databases.create(dialect);
    TestDatabase ours = Databases.create(dialect);
    assertThat(bridged(theirs).migrate().migrationsExecuted).isEqualTo(2);
    bridged(ours).migrate();
    migrator(ours).run();
    migrator(ours).rollback(RollbackOptions.step(1));
    migrator(ours).run();
    assertThat(number(theirs)).isEqualTo(2);
    assertThat(number(ours)).isEqualTo(2);
    List<String> applied = rows(ours);
    assertThat(applied.get(3).substring(1)).isEqualTo(rows(theirs).get(1).substring(1));
    assertThat(rows(theirs).get(1))
        .isEqualTo("2|2|double all|JDBC|" + Doubles.class.getName() + "|null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void theyTakeTurns(String dialect) throws IOException {
    numbers(dialect);
    TestDatabase database = Databases.create(dialect);
    bridged(database).migrate();
    Migrator migrator = migrator(database);
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(migrator.run().adopted()).containsExactly(1, 2);

    history.sealed(dialect, "double_again", Doubles.class);
    assertThat(migrator(database).run(RunOptions.ALL).applied()).hasSize(1);
    assertThat(number(database)).isEqualTo(4);
    clean(database);

    assertThat(migrator(database).rollback(RollbackOptions.to(1)).rolledBack()).hasSize(2);
    assertThat(number(database)).isEqualTo(1);
    assertThat(bridged(database).migrate().migrationsExecuted).isEqualTo(2);
    assertThat(number(database)).isEqualTo(4);
    assertThat(migrator(database).run().adopted()).containsExactly(2, 3);
    clean(database);
    assertThat(bridged(database).migrate().migrationsExecuted).isZero();
  }

  private void clean(TestDatabase database) throws IOException {
    assertThat(bridged(database).validateWithResult().validationSuccessful).isTrue();
    assertThat(migrator(database).validate().problems()).isEmpty();
  }

  /** The transaction is Flyway's here, and likewise not the migration's. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void theTransactionIsFlyways(String dialect) throws IOException {
    numbers(dialect);
    TestDatabase database = Databases.create(dialect);
    bridged(database).migrate();
    history.sealed(dialect, "fail", Fails.class);
    assertThatThrownBy(() -> bridged(database).migrate())
        .hasStackTraceContaining("Connection.commit is not for a migration");
    assertThat(number(database)).isEqualTo(2);
  }
}
