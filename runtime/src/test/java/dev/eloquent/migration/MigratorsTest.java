package dev.eloquent.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several catalogues on one real database, through the library. */
class MigratorsTest {
  private static List<TestDatabase> databases() throws Exception {
    return List.of(Databases.postgresql(), Databases.mariadb(), Databases.sqlite());
  }

  private static TestCatalog.Builder catalog(TestDatabase database, String id) {
    return TestCatalog.on(database.dialect()).id(id);
  }

  private static TestCatalog parents(TestDatabase database) {
    return catalog(database, "parents")
        .sealed(
            "create_parent",
            "CREATE TABLE parent (id INT NOT NULL PRIMARY KEY)",
            "DROP TABLE parent")
        .build();
  }

  private static TestCatalog children(TestDatabase database) {
    return catalog(database, "children")
        .refersTo("parent")
        .sealed(
            "create_child",
            "CREATE TABLE child (id INT, parent_id INT, CONSTRAINT child_fk FOREIGN KEY (parent_id)"
                + " REFERENCES parent (id))",
            "DROP TABLE child")
        .build();
  }

  private static Migrators migrators(TestDatabase database, MigrationCatalog... catalogs) {
    List<Migrator> all = new ArrayList<>();
    for (MigrationCatalog catalog : catalogs) {
      all.add(migrator(database, catalog));
    }
    return Migrators.of(all);
  }

  private static Migrator migrator(TestDatabase database, MigrationCatalog catalog) {
    return Migrator.builder().dataSource(new TestSource(database)).catalog(catalog).build();
  }

  private static List<String> query(TestDatabase database, String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static List<String> types(TestDatabase database, String id) throws SQLException {
    return query(
        database, "SELECT type FROM flyway_schema_history_" + id + " ORDER BY installed_rank");
  }

  @ParameterizedTest
  @MethodSource("databases")
  void forthAndBackAndFresh(TestDatabase database) throws Exception {
    Migrators both = migrators(database, parents(database), children(database));
    Map<String, RunResult> run = both.run();
    assertThat(run.keySet()).containsExactly("parents", "children");
    assertThat(run.values()).allMatch(r -> r.batch() == 1 && r.applied().size() == 1);
    assertThat(both.run().values()).containsOnly(RunResult.NOTHING);

    assertThat(both.rollback().keySet()).containsExactly("children", "parents");
    assertThat(both.rollback()).isEmpty();
    assertThat(both.run().values()).allMatch(r -> r.batch() == 2);

    assertThat(both.emptyPlan()).containsExactlyInAnyOrder("table child", "table parent");
    assertThat(both.empty()).containsExactlyInAnyOrder("table child", "table parent");
    for (String id : List.of("parents", "children")) {
      assertThat(types(database, id)).containsExactly("SQL", "DELETE", "SQL", "DELETE");
    }
    assertThat(both.run().values()).allMatch(r -> r.batch() == 3);
    for (Migrator one : both.lastFirst()) {
      assertThat(one.validate().problems()).isEmpty();
    }
    assertThat(both.reset().keySet()).containsExactly("children", "parents");
    assertThat(both.emptyPlan()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void refusesWhatRefersToATableThatIsNotThere(TestDatabase database) throws Exception {
    MigrationException e =
        catchThrowableOfType(
            MigrationException.class, () -> migrator(database, children(database)).run());
    assertThat(e.problem()).isEqualTo(MigrationProblem.MISSING_REFERENCE);
    assertThat(e).hasMessageContaining("table parent of another catalogue");
    assertThat(query(database, "SELECT type FROM flyway_schema_history_children")).isEmpty();
    Migrator children = migrator(database, children(database));
    children.requireReferences(Set.of("parent", "more"));
    assertThatThrownBy(() -> children.requireReferences(Set.of("more")))
        .hasMessageContaining("table parent");

    migrator(database, parents(database)).run();
    children.requireReferences(Set.of());
    assertThat(children.run().applied()).hasSize(1);
  }

  /** A lock that did not carry the catalogue's id would keep the other one out. */
  @ParameterizedTest
  @MethodSource("servers")
  void eachHistoryHasALockOfItsOwn(TestDatabase database) throws Exception {
    Migrator parents = migrator(database, parents(database));
    MigrationListener meanwhile =
        new MigrationListener() {
          @Override
          public void versionStarted(CatalogVersion version, int statements, int resumeAt) {
            assertThat(parents.run().applied()).hasSize(1);
          }
        };
    TestCatalog others =
        catalog(database, "others")
            .sealed("create_other", "CREATE TABLE other (id INT)", "DROP TABLE other")
            .build();
    Migrator outer =
        Migrator.builder()
            .dataSource(new TestSource(database))
            .catalog(others)
            .listener(meanwhile)
            .build();
    assertThat(outer.run().applied()).hasSize(1);
    assertThat(parents.run()).isEqualTo(RunResult.NOTHING);
  }

  /** The longest id that the processor takes: PostgreSQL cuts names at 63 bytes. */
  @ParameterizedTest
  @MethodSource("databases")
  void theLongestIdHasTablesAndIndexesOfItsOwn(TestDatabase database) throws Exception {
    String id = "abcdefghijklmnopqrstuvwxyzabcdefghi";
    assertThat(id).hasSize(35);
    TestCatalog longest =
        catalog(database, id).sealed("a", "CREATE TABLE a (id INT)", "DROP TABLE a").build();
    TestCatalog other =
        catalog(database, id.substring(0, 34) + "j")
            .sealed("b", "CREATE TABLE b (id INT)", "DROP TABLE b")
            .build();
    Migrators both = migrators(database, longest, other);
    assertThat(both.run().values()).allMatch(result -> result.applied().size() == 1);
    assertThat(both.reset()).hasSize(2);
    for (Migrator one : both.lastFirst()) {
      assertThat(one.validate().problems()).isEmpty();
    }
  }

  private static List<TestDatabase> servers() throws Exception {
    return List.of(Databases.postgresql(), Databases.mariadb());
  }

  @Test
  void refusesAThirdHistoryAndChangesNothing() throws Exception {
    TestDatabase database = Databases.sqlite();
    Migrators both = migrators(database, parents(database), children(database));
    both.run();
    TestCatalog others =
        catalog(database, "others")
            .sealed("create_other", "CREATE TABLE other (id INT)", "DROP TABLE other")
            .build();
    migrator(database, others).run();
    MigrationException e = catchThrowableOfType(MigrationException.class, both::empty);
    assertThat(e.problem()).isEqualTo(MigrationProblem.OTHER_HISTORY);
    assertThat(e).hasMessageContaining("flyway_schema_history_others");
    assertThat(types(database, "children")).containsExactly("SQL");
    assertThat(both.run().values()).containsOnly(RunResult.NOTHING);
  }

  /** Empties both, and ends before or behind that statement. */
  private static void emptyKilledAt(TestDatabase database, String statement, boolean behind) {
    Runnable kill =
        () -> {
          throw new IllegalStateException("killed");
        };
    EndingSource ending = new EndingSource(new TestSource(database), statement, behind, kill);
    Migrator first = Migrator.builder().dataSource(ending).catalog(parents(database)).build();
    Migrators killed = Migrators.of(List.of(first, migrator(database, children(database))));
    assertThatThrownBy(killed::empty).hasMessage("killed");
  }

  @Test
  void aKillBetweenTwoHistoriesLeavesNoHistoryOfTablesThatAreGone() throws Exception {
    TestDatabase database = Databases.sqlite();
    Migrators both = migrators(database, parents(database), children(database));
    both.run();
    emptyKilledAt(database, "DROP TABLE \"main\".\"child\"", false);

    assertThat(types(database, "children")).containsExactly("SQL", "DELETE");
    assertThat(types(database, "parents")).containsExactly("SQL");
    MigrationException e = catchThrowableOfType(MigrationException.class, both::run);
    assertThat(e.problem()).isEqualTo(MigrationProblem.STATEMENT);
    assertThat(e).hasMessageContaining("table child already exists");
    assertThat(both.empty()).hasSize(2);
    assertThat(both.run().values()).allMatch(r -> r.applied().size() == 1);
    assertThat(query(database, "SELECT count(*) FROM child")).containsExactly("0");
  }

  @Test
  void aKillBetweenDropsLeavesNoHistoryOfTablesThatAreGone() throws Exception {
    TestDatabase database = Databases.mariadb();
    Migrators both = migrators(database, parents(database), children(database));
    both.run();
    String drop = "DROP TABLE `" + query(database, "SELECT DATABASE()").get(0) + "`.`parent`";
    emptyKilledAt(database, drop, true);

    assertThat(query(database, "SHOW TABLES LIKE 'parent'")).isEmpty();
    assertThat(types(database, "parents")).containsExactly("SQL", "DELETE");
    both.empty();
    assertThat(both.run().values()).allMatch(r -> r.applied().size() == 1);
    assertThat(query(database, "SELECT count(*) FROM child")).containsExactly("0");
  }

  @Test
  void oneWithoutAVersionForTheDatabaseIsPassedOver() throws Exception {
    TestDatabase database = Databases.sqlite();
    TestCatalog none = catalog(database, "none").build();
    assertThat(migrators(database, none, parents(database)).run().keySet())
        .containsExactly("parents");
    MigrationException e =
        catchThrowableOfType(MigrationException.class, () -> migrators(database, none).run());
    assertThat(e.problem()).isEqualTo(MigrationProblem.EMPTY_CATALOG);
  }

  @Test
  void anUnsealedOneIsNotEmptied() throws Exception {
    TestDatabase database = Databases.sqlite();
    migrators(database, parents(database)).run();
    TestCatalog draft =
        catalog(database, "drafts")
            .draft("create_draft", "CREATE TABLE draft (id INT)", "DROP TABLE draft")
            .build();
    MigrationException e =
        catchThrowableOfType(
            MigrationException.class, () -> migrators(database, parents(database), draft).empty());
    assertThat(e.problem()).isEqualTo(MigrationProblem.UNSEALED);
    assertThat(query(database, "SELECT count(*) FROM parent")).containsExactly("0");
  }

  @Test
  void refusesWhatCannotBeMeant() throws Exception {
    TestDatabase database = Databases.sqlite();
    assertThatThrownBy(() -> Migrators.of(List.of())).hasMessage("no migrator");
    assertThatThrownBy(() -> migrators(database, parents(database), parents(database)))
        .hasMessageContaining("flyway_schema_history_parents");
    Migrators one = migrators(database, parents(database));
    assertThatThrownBy(() -> one.run(RunOptions.ALL.withStep(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
