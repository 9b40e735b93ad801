package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.format.FileNames;
import dev.eloquent.migration.MigrationCatalog;
import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.migration.Script;
import dev.eloquent.processor.ProjectFixture.Compiled;
import dev.eloquent.seal.Sealer;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script that is never held as one text, from its file to the rows of real databases. */
class LargeScriptTest {
  private static final String HISTORY = "src/main/resources/db/migration/";
  private static final int ROWS = 12_345;

  @TempDir Path root;
  private ProjectFixture project;

  @BeforeEach
  void dataOfMoreThanOneMebibyte() {
    project = new ProjectFixture(root);
    project.model(
        "User",
        "@Model public class User { @Id(strategy = IdStrategy.NONE) long id; String name; }");
    compile();
    project.seal();
    StringBuilder data = new StringBuilder("-- users\n");
    for (int i = 1; i <= ROWS; i++) {
      String name = "'" + "Nobody's é; (".replace("'", "''") + "x".repeat(40) + i + "'";
      data.append("INSERT INTO users (id, name) VALUES (").append(i).append(", ");
      data.append(name).append(");\n");
    }
    assertThat(data.length()).isGreaterThan(1024 * 1024);
    for (String dialect : List.of("mysql", "postgresql", "sqlite")) {
      project.write(HISTORY + FileNames.migration(dialect, 2, "users"), data.toString());
      project.write(HISTORY + FileNames.undo(dialect, 2, "users"), "DELETE FROM users;\n");
    }
    compile();
  }

  private void compile() {
    Compiled result = project.compile();
    assertThat(result.success()).as(result.all()).isTrue();
  }

  private URLClassLoader loader() throws Exception {
    URL url = project.classes().toUri().toURL();
    return new URLClassLoader(new URL[] {url}, getClass().getClassLoader());
  }

  private static MigrationCatalog catalog(ClassLoader loader) throws Exception {
    return loader
        .loadClass("shop.migrations.Migrations")
        .asSubclass(MigrationCatalog.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  private static Migrator migrator(TestDatabase database, MigrationCatalog catalog) {
    Object source =
        Proxy.newProxyInstance(
            LargeScriptTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> database.connect());
    return Migrator.builder()
        .dataSource((DataSource) source)
        .catalog(catalog)
        .draftsAllowed(true)
        .build();
  }

  private static long ask(TestDatabase database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static void execute(TestDatabase database, String sql) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long rows(TestDatabase database) throws Exception {
    return ask(database, "SELECT COUNT(*) FROM users");
  }

  @Test
  void isAppliedSealedAndRolledBackOneStatementAtATime() throws Exception {
    List<TestDatabase> databases =
        List.of(Databases.sqlite(), Databases.postgresql(), Databases.mariadb());
    try (URLClassLoader loader = loader()) {
      MigrationCatalog catalog = catalog(loader);
      for (TestDatabase database : databases) {
        Script script = catalog.load(catalog.versions().get(1)).script(2, database.dialect());
        assertThat(script.up().isLarge()).isTrue();
        assertThat(script.up().count()).isEqualTo(ROWS);
        assertThat(script.down().toList()).hasSize(1);
        assertThat(script.up().after(ROWS - 1).toList())
            .singleElement()
            .asString()
            .startsWith("INSERT INTO users (id, name) VALUES (" + ROWS)
            .endsWith("x" + ROWS + "')");
        migrator(database, catalog).run();
        assertThat(rows(database)).isEqualTo(ROWS);
      }
    }
    Sealer.seal(new Sealer.Request(project.classes(), root, "", null, false));
    compile();
    try (URLClassLoader loader = loader()) {
      for (TestDatabase database : databases) {
        Migrator migrator = migrator(database, catalog(loader));
        assertThat(migrator.run().sealed()).containsExactly(2);
        assertThat(migrator.validate().problems()).isEmpty();
        migrator.rollback(RollbackOptions.step(1));
        assertThat(rows(database)).isZero();
        // No hash of twelve thousand statements.
        assertThat(ask(database, "SELECT MAX(LENGTH(content)) FROM eloquent_journal"))
            .isLessThan(1_000);
      }
    }
  }

  @Test
  void onMysqlAFailureInTheMiddleOfABatchLeavesWhatTheJournalSays() throws Exception {
    TestDatabase database = Databases.mariadb();
    try (URLClassLoader loader = loader()) {
      Migrator migrator = migrator(database, catalog(loader));
      migrator.run(RunOptions.ALL.withTo(1));
      execute(database, "INSERT INTO users (id, name) VALUES (3500, 'in the way')");
      assertThatThrownBy(migrator::run)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("statement 3500 of " + ROWS);
      assertThat(rows(database)).isEqualTo(3_001);
      assertThat(
              ask(
                  database,
                  "SELECT MAX(statement) FROM eloquent_journal WHERE event = 'statement'"))
          .isEqualTo(3_000);

      execute(database, "DELETE FROM users WHERE id = 3500");
      migrator.run();
      assertThat(rows(database)).isEqualTo(ROWS);
      assertThat(ask(database, "SELECT COUNT(*) FROM eloquent_journal WHERE event = 'statement'"))
          .isEqualTo(12);
    }
  }

  @Test
  void whatCannotBeSplitIsAnErrorBeforeAnythingIsWritten() {
    String file = HISTORY + FileNames.migration("sqlite", 2, "users");
    project.write(file, project.read(file) + "INSERT INTO users (name) VALUES ('open);\n");
    Compiled result = project.compile();
    assertThat(result.success()).isFalse();
    assertThat(result.all()).contains("V2__users").contains("ELQ313");
  }
}
