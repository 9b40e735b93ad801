package dev.eloquent.migration;

import static dev.eloquent.migration.MigratorRunTest.on;
import static dev.eloquent.migration.MigratorRunTest.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements of docs/reliability.md that protect the two tables. */
class ProtectedHistoryTest {
  private static final List<String> TABLES = List.of("flyway_schema_history", "eloquent_journal");

  /** The statements of a section's SQL block. */
  private static List<String> statements(String section) throws IOException {
    String page = Files.readString(Path.of("../docs/reliability.md"));
    int heading = page.indexOf("\n### " + section + "\n");
    int from = page.indexOf("```sql\n", heading) + "```sql\n".length();
    assertThat(heading).isPositive();
    return List.of(page.substring(from, page.indexOf("```", from)).split(";\n"));
  }

  /** Fresh drops everything else in the schema, and must leave the protection where it is. */
  private static void worksAsBefore(Migrator migrator, TestSource source) {
    assertThat(migrator.run().applied()).hasSize(2);
    assertThat(migrator.rollback(RollbackOptions.step(1)).rolledBack()).hasSize(1);
    assertThat(migrator.fresh(FreshOptions.DEFAULT).run().applied()).hasSize(3);
    assertThat(migrator.reset().rolledBack()).hasSize(3);
    assertThat(migrator.run().applied()).hasSize(3);
    assertThat(migrator.validate().problems()).isEmpty();
    assertThat(source.history()).hasSize(3 + 1 + 2 + 3 + 3 + 3);
  }

  @Test
  void onPostgresqlTheMigratingRoleMayOnlyAdd() throws IOException {
    TestSource admin = new TestSource(Databases.postgresql());
    String name = admin.database().url().replaceAll(".*/", "");
    String role = "migration_" + name;
    admin.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'x'");
    admin.execute("GRANT CREATE ON SCHEMA public TO " + role);
    TestSource source =
        new TestSource(new TestDatabase("postgresql", admin.database().url(), role, "x"));
    Migrator migrator = on(source, shop("postgresql").build()).build();
    migrator.run(RunOptions.ALL.withTo(1));
    for (String sql : statements("PostgreSQL")) {
      admin.execute(
          sql.replace("history_owner", "owner_" + name).replaceAll("\\bmigration\\b", role));
    }
    worksAsBefore(migrator, source);
    for (String table : TABLES) {
      // Only a warning for one that has a right but may not grant: what counts is what follows.
      source.execute("GRANT ALL ON " + table + " TO CURRENT_USER");
      for (String change :
          List.of(
              "UPDATE % SET script = 'x'",
              "DELETE FROM %", "TRUNCATE %", "DROP TABLE %", "ALTER TABLE % RENAME TO x")) {
        assertThatThrownBy(() -> source.execute(change.replace("%", table)))
            .cause()
            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "mysql"})
  void triggersRefuseToChangeOrDeleteARow(String dialect) throws IOException {
    TestSource source = new TestSource(Databases.create(dialect));
    Migrator migrator = on(source, shop(dialect).build()).build();
    migrator.run(RunOptions.ALL.withTo(1));
    for (String sql : statements(dialect.equals("sqlite") ? "SQLite" : "MySQL and MariaDB")) {
      source.execute(sql);
    }
    worksAsBefore(migrator, source);
    for (String table : TABLES) {
      for (String change : List.of("UPDATE % SET script = 'x'", "DELETE FROM %")) {
        assertThatThrownBy(() -> source.execute(change.replace("%", table)))
            .cause()
            .hasMessageContaining("rows are only added here");
      }
    }
  }
}
