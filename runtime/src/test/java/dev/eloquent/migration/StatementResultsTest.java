package dev.eloquent.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.testkit.Databases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that bring rows, or that the driver might take for such. */
class StatementResultsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE parts CHECK PARTITION all",
        "alter table parts\nanalyze partition low",
        "ALTER TABLE parts ADD COLUMN `partition` INT",
        "ANALYZE TABLE parts",
        "INSERT INTO parts (id) VALUES (7) RETURNING id",
        "CREATE TABLE copied AS SELECT id FROM parts",
        "CREATE TABLE if not exists parts (id INT)",
        "/* first */ CREATE TABLE other (id INT)",
        "CREATE PROCEDURE p() SELECT 1",
        "RENAME TABLE parts TO pieces",
        "DROP TABLE parts",
        "SELECT * FROM parts",
      })
  void mariaDbRunsThem(String sql) {
    TestSource source = new TestSource(Databases.mariadb());
    TestCatalog catalog =
        TestCatalog.on("mysql")
            .add(
                "parts",
                "sealed",
                List.of(
                    "CREATE TABLE parts (id INT) PARTITION BY RANGE (id)"
                        + " (PARTITION low VALUES LESS THAN (10))",
                    "INSERT INTO parts VALUES (1)",
                    sql,
                    "CREATE TABLE last (id INT)"),
                List.of(new Script.Reverse(4, "DROP TABLE last")))
            .build();
    Migrator migrator = Migrator.builder().dataSource(source).catalog(catalog).build();
    migrator.run();
    assertThat(source.hasTable("last")).isTrue();
    assertThat(migrator.validate().problems()).isEmpty();
  }
}
