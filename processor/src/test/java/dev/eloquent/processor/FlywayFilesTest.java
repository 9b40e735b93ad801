package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.FileNames;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.seal.Sealer;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sealed versions by hand, with statements outside of transactions, rows of a COPY, settings of the
 * session and text that Flyway takes for placeholders: Flyway on the files does what the runtime
 * does.
 */
class FlywayFilesTest {
  private static final String HISTORY = "src/main/resources/db/migration/";

  /** Of each database: with and without a transaction, and both in one script. */
  private static final Map<String, List<String>> SCRIPTS =
      Map.of(
          "postgresql",
          List.of(
              """
              COPY users (id, name) FROM stdin;
              1\ta\\tb ${name}
              2\t\\N
              3\tc:\\\\d
              \\.
              COPY users (id, name) FROM STDIN WITH (FORMAT csv);
              4,"say ""x"", ${ü}"
              \\.
              """,
              """
              CREATE INDEX CONCURRENTLY by_name ON users (name);
              VACUUM users;
              """,
              """
              UPDATE users SET name = upper(name) || '${x}' WHERE id > 2;
              CREATE INDEX CONCURRENTLY by_both ON users (name, id);
              """),
          "mysql",
          List.of(
              "INSERT INTO users (id, name) VALUES (1, '${name}'), (2, NULL);\n",
              "-- ${comment}\nUPDATE users SET name = 'x' WHERE id = 2;\n",
              "UPDATE users SET name = concat(name, '${') WHERE id = 1;\n"),
          "sqlite",
          List.of(
              "INSERT INTO users (id, name) VALUES (1, '${name}'), (2, NULL);\n",
              "VACUUM;\n",
              """
              PRAGMA foreign_keys = OFF;
              UPDATE users SET name = coalesce(name, '') || '${x}';
              VACUUM;
              """));

  private final ProjectFixture project;

  FlywayFilesTest(@TempDir Path folder) {
    project = new ProjectFixture(folder);
    project.model(
        "User",
        "@Model public class User { @Id(strategy = IdStrategy.NONE) long id; String name;"
            + " @Column(defaultValue = \"${d}\") String note; }");
    seal();
    for (String dialect : SCRIPTS.keySet()) {
      List<String> scripts = SCRIPTS.get(dialect);
      for (int i = 0; i < scripts.size(); i++) {
        String name = "by_hand_" + i;
        project.write(HISTORY + FileNames.migration(dialect, i + 2, name), scripts.get(i));
      }
    }
    project.write(
        HISTORY + "undo/postgresql/U4__by_hand_2.sql", "DROP INDEX CONCURRENTLY by_both;\n");
    seal();
    assertThat(project.compile().success()).isTrue();
  }

  private void seal() {
    ProjectFixture.Compiled compiled = project.compile();
    assertThat(compiled.success()).as(compiled.all()).isTrue();
    Sealer.seal(new Sealer.Request(project.classes(), project.root(), "", null, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "mysql", "sqlite"})
  void flywayDoesWhatTheRuntimeDoes(String dialect) throws Exception {
    DataSource ours = source(Databases.create(dialect));
    Migrator migrator = migrator(ours);
    migrator.run();
    assertThat(migrator.validate().problems()).isEmpty();
    Flyway validating = flyway(ours, dialect);
    assertThat(validating.validateWithResult().getAllErrorMessages()).isEmpty();

    DataSource theirs = source(Databases.create(dialect));
    Flyway flyway = flyway(theirs, dialect);
    assertThat(flyway.migrate().migrationsExecuted).isEqualTo(4);

    String users = "SELECT id, name FROM users ORDER BY id";
    assertThat(query(theirs, users)).isNotEmpty().isEqualTo(query(ours, users));
    assertThat(query(ours, users).get(0)).contains("${name}");
    String notes = "SELECT id, note FROM users ORDER BY id";
    assertThat(query(theirs, notes)).contains("1 ${d}").isEqualTo(query(ours, notes));
    if (dialect.equals("postgresql")) {
      String indexes =
          "SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
              + " WHERE i.indrelid = 'users'::regclass ORDER BY 1";
      assertThat(query(ours, indexes))
          .contains("by_both t", "by_name t")
          .isEqualTo(query(theirs, indexes));
      assertThat(migrator(theirs).run().adopted()).containsExactly(1, 2, 3, 4);
      migrator(theirs).rollback(RollbackOptions.step(1));
      assertThat(query(theirs, indexes)).contains("by_name t").doesNotContain("by_both t");
    }
  }

  /** Why the settings are written: without them Flyway refuses, or stops at a placeholder. */
  @ParameterizedTest
  @ValueSource(strings = {"postgresql", "sqlite"})
  void flywayNeedsTheSettings(String dialect) throws Exception {
    String conf = HISTORY + dialect + "/V4__by_hand_2.sql.conf";
    assertThat(project.read(conf))
        .isEqualTo("executeInTransaction=false\nplaceholderReplacement=false\n");
    project.write(conf, "placeholderReplacement=false\n");
    Flyway mixed = flyway(source(Databases.create(dialect)), dialect);
    assertThatThrownBy(mixed::migrate)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("both transactional and non-transactional statements");
    project.write(conf, "executeInTransaction=false\n");
    Flyway replacing = flyway(source(Databases.create(dialect)), dialect);
    assertThatThrownBy(replacing::migrate)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("${x}");
  }

  private Migrator migrator(DataSource source) {
    return Migrator.builder().dataSource(source).catalog(project.catalog()).build();
  }

  private Flyway flyway(DataSource source, String dialect) {
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(source)
            .locations("filesystem:" + project.history().resolve(dialect));
    configuration
        .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
        .setTransactionalLock(false);
    return configuration.load();
  }

  private static DataSource source(TestDatabase database) {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getConnection")) {
                return database.connect();
              }
              throw new UnsupportedOperationException(method.toString());
            });
  }

  private static List<String> query(DataSource source, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1) + " " + result.getString(2));
      }
    }
    return rows;
  }
}
