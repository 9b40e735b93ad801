package dev.eloquent.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.migration.MigrationException;
import dev.eloquent.migration.MigrationProblem;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
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
import javax.sql.DataSource;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A dropped {@code NOT NULL} column, of a table with rows, is undone with placeholders, or the
 * rollback says why not and loses nothing.
 */
class UndoOfDropTest {
  private final ProjectFixture project;

  UndoOfDropTest(@TempDir Path folder) {
    project = new ProjectFixture(folder);
    project.model("Room", "@Model public class Room { @Id long id; String name; }");
  }

  /** A database with the rooms 1 and 2, and items 1 and 2 that had the column before it went. */
  private final class Items implements AutoCloseable {
    final String dialect;
    final TestDatabase database;
    final Connection connection;

    Items(String dialect, String rules, String column, String... values) throws Exception {
      this.dialect = dialect;
      database = Databases.create(dialect);
      connection = database.connect();
      seal(rules, column);
      assertThat(migrator().run(RunOptions.ALL.withTo(1)).applied()).hasSize(1);
      execute("INSERT INTO rooms (name) VALUES ('a')");
      execute("INSERT INTO rooms (name) VALUES ('b')");
      String name = column.contains("Room") ? "room_id" : "c";
      for (String value : values) {
        execute("INSERT INTO items (name, " + name + ") VALUES ('i', " + value + ")");
      }
      warned = seal("", "");
      assertThat(migrator().run().applied()).hasSize(1);
    }

    boolean warned;

    private Migrator migrator() {
      return Migrator.builder().dataSource(source()).catalog(project.catalog()).build();
    }

    private DataSource source() {
      return (DataSource)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) -> database.connect());
    }

    void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    List<String> column(String sql) throws SQLException {
      List<String> values = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          values.add(rows.getString(1));
        }
      }
      return values;
    }

    void rollback() {
      assertThat(migrator().rollback(RollbackOptions.step(1)).rolledBack()).hasSize(1);
    }

    /** The rollback stops, and nothing is lost; then rows are corrected, and it goes on. */
    void stops(String correction) throws Exception {
      assertThat(warned).isTrue();
      MigrationException failure = catchThrowableOfType(MigrationException.class, () -> rollback());
      assertThat(failure.problem()).isEqualTo(MigrationProblem.UNDO_STATEMENT);
      assertThat(failure)
          .hasMessageStartingWith("Rolling back version 2 (V2__")
          .hasMessageContaining("Rows hold what this rule refuses");
      assertThat(column("SELECT name FROM items")).containsExactly("i", "i");
      assertThat(column("SELECT name FROM rooms ORDER BY id")).containsExactly("a", "b");
      boolean whole = !dialect.equals("mysql");
      execute(whole ? "DELETE FROM items" : correction);
      rollback();
      assertThat(column("SELECT name FROM items")).hasSize(whole ? 0 : 2);
      assertThat(migrator().validate().problems()).isEmpty();
      assertThat(migrator().run().applied()).hasSize(1);
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  private boolean seal(String rules, String column) {
    project.model(
        "Item",
        "@Model " + rules + " public class Item { @Id long id; String name; " + column + " }");
    project.clean();
    ProjectFixture.Compiled compiled = project.compile();
    assertThat(compiled.success()).as(compiled.all()).isTrue();
    project.seal();
    assertThat(project.compile().success()).isTrue();
    return compiled.messages(Diagnostic.Kind.WARNING).stream().anyMatch(m -> m.contains("ELQ561"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void zeroIsPut(String dialect) throws Exception {
    try (Items items = new Items(dialect, "", "int c;", "5", "6")) {
      assertThat(items.warned).isFalse();
      items.rollback();
      assertThat(items.column("SELECT c FROM items")).containsExactly("0", "0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void anEnumGetsItsFirstConstant(String dialect) throws Exception {
    project.model("State", "public enum State { NEW, DONE }");
    try (Items items =
        new Items(dialect, "", "@Column(nullable = false) State c;", "'DONE'", "'DONE'")) {
      assertThat(items.warned).isFalse();
      items.rollback();
      assertThat(items.column("SELECT c FROM items")).containsExactly("NEW", "NEW");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void uniqueUuidsAreNewOnes(String dialect) throws Exception {
    String[] old = {
      "'00000000-0000-0000-0000-000000000001'", "'00000000-0000-0000-0000-000000000002'"
    };
    String column = "@Column(nullable = false) java.util.UUID c;";
    try (Items items = new Items(dialect, "@Index(columns = \"c\", unique = true)", column, old)) {
      assertThat(items.warned).isFalse();
      items.rollback();
      assertThat(items.column("SELECT c FROM items"))
          .doesNotHaveDuplicates()
          .hasSize(2)
          .allMatch(uuid -> uuid.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aUniqueColumnTakesItForOneRow(String dialect) throws Exception {
    String unique = "@Index(columns = \"c\", unique = true)";
    try (Items items = new Items(dialect, unique, "int c;", "5")) {
      assertThat(items.warned).isTrue();
      items.rollback();
      assertThat(items.column("SELECT c FROM items")).containsExactly("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aUniqueColumnRefusesItForTwo(String dialect) throws Exception {
    String unique = "@Index(columns = \"c\", unique = true)";
    try (Items items = new Items(dialect, unique, "int c;", "5", "6")) {
      items.stops("UPDATE items SET c = id");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aCheckMayTakeIt(String dialect) throws Exception {
    String check = "@Check(name = \"ck_c\", expression = \"c < 9\")";
    try (Items items = new Items(dialect, check, "int c;", "5", "6")) {
      assertThat(items.warned).isTrue();
      items.rollback();
      assertThat(items.column("SELECT c FROM items")).containsExactly("0", "0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aCheckMayRefuseIt(String dialect) throws Exception {
    String check = "@Check(name = \"ck_c\", expression = \"c > 0\")";
    try (Items items = new Items(dialect, check, "int c;", "5", "6")) {
      items.stops("UPDATE items SET c = 5");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
  void aForeignKeyRefusesIt(String dialect) throws Exception {
    try (Items items = new Items(dialect, "", "@Column(nullable = false) Room room;", "1", "2")) {
      items.stops("UPDATE items SET room_id = 2");
    }
  }
}
