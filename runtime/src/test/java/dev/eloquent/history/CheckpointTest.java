package dev.eloquent.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.history.Checkpoint.Named;
import dev.eloquent.history.Checkpoint.Outcome;
import dev.eloquent.history.Checkpoint.Rule;
import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is known of a statement before it runs, on MariaDB; the tables a and b exist, c does not.
 */
class CheckpointTest {
  private static final TestDatabase DATABASE = Databases.mariadb();

  private static Checkpoint before(String sql, String... setup) throws SQLException {
    try (Connection connection = DATABASE.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS a (id INT)");
      statement.execute("CREATE TABLE IF NOT EXISTS b (id INT)");
      statement.execute("CREATE TABLE IF NOT EXISTS `to, x` (id INT)");
      for (String each : setup) {
        statement.execute(each);
      }
      return new MysqlCheckpoints(connection).before(sql);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "insert into a values (1)                                    | ROWS",
        "/* why */ -- x\\n WITH q AS (SELECT 1) DELETE FROM a         | ROWS",
        "SELECT f()                                                  | ROWS",
        "LOAD DATA INFILE 'x' INTO TABLE a                           | OPAQUE",
        "CALL p()                                                    | OPAQUE",
        "GRANT SELECT ON a TO x                                      | OPAQUE",
        "TRUNCATE a                                                  | OPAQUE",
        "BEGIN NOT ATOMIC DROP TABLE a; END                          | OPAQUE",
        "/*!50001 DROP TABLE a */                                    | OPAQUE",
        "/*M! DROP TABLE a */                                        | OPAQUE",
        "DROPTABLE a                                                 | OPAQUE",
        "SET sql_mode = ''                                           | REPEAT",
        "SET STATEMENT max_statement_time = 1 FOR TRUNCATE a         | OPAQUE",
        "USE x                                                       | REPEAT",
        "CREATE TABLE c (id INT)                                     | CREATES",
        "CREATE TABLE c(id INT)                                      | CREATES",
        "CREATE/* TABLE b */TABLE c (id INT) /* a */                 | CREATES",
        "CREATE TABLE a (id INT)                                     | REPEAT",
        "CREATE TABLE IF NOT EXISTS a (id INT)                       | REPEAT",
        "CREATE OR REPLACE TABLE a (id INT)                          | OPAQUE",
        "CREATE OR REPLACE TABLE c (id INT)                          | CREATES",
        "CREATE TEMPORARY TABLE c (id INT)                           | REPEAT",
        "CREATE TABLE `import` (id INT)                              | CREATES",
        "CREATE ALGORITHM = MERGE DEFINER=`x`@`%` SQL SECURITY INVOKER VIEW v AS SELECT 1 | CREATES",
        "CREATE OR REPLACE DEFINER = 'x'@'%' VIEW v AS SELECT 1      | REPEAT",
        "ALTER VIEW v AS SELECT 1                                    | REPEAT",
        "CREATE EVENT e ON SCHEDULE AT NOW() DO TRUNCATE a           | OPAQUE",
        "CREATE FUNCTION f RETURNS STRING SONAME 'f.so'              | OPAQUE",
        "CREATE USER x                                               | OPAQUE",
        "DROP TABLE a                                                | DROPS",
        "DROP TABLE a, c CASCADE                                     | DROPS",
        "DROP TABLE c                                                | REPEAT",
        "DROP TABLE IF EXISTS a                                      | REPEAT",
        "DROP INDEX i ON a                                           | ALTERS",
        "CREATE FULLTEXT INDEX i USING BTREE ON a (id)               | ALTERS",
        "ALTER TABLE a ADD n INT COMMENT 'RENAME TO c'               | ALTERS",
        "ALTER TABLE a ADD n INT COMMENT \"RENAME TO c\"             | OPAQUE",
        "ALTER TABLE a RENAME COLUMN id TO c, RENAME INDEX x TO y    | ALTERS",
        "ALTER TABLE a ADD n INT, RENAME AS c                        | RENAMES",
        "ALTER TABLE a RENAME c                                      | RENAMES",
        "ALTER TABLE a DISCARD TABLESPACE                            | OPAQUE",
        "ALTER TABLE a EXCHANGE PARTITION p0 WITH TABLE b             | OPAQUE",
        "ALTER TABLE a TRUNCATE PARTITION p0                         | OPAQUE",
        "ALTER TABLE c ADD n INT                                     | REPEAT",
        "RENAME TABLE a TO c, b TO d                                 | RENAMES",
        "RENAME TABLE a TO c, b TO a                                 | OPAQUE",
        "RENAME TABLE `to, x` TO c                                   | OPAQUE",
        "ALTER SEQUENCE s RESTART                                    | OPAQUE"
      })
  void followsFromTheStatementsBeginning(String sql, Rule rule) throws SQLException {
    Checkpoint before = before(sql.replace("\\n", "\n"));
    assertThat(before.rule()).isEqualTo(rule);
    assertThat(Checkpoint.decode(before.encode())).isEqualTo(before);
  }

  /** A pattern that goes back character by character would exhaust the stack. */
  @Test
  void readsLongStatements() throws SQLException {
    String text = "x''\\' ".repeat(200_000);
    assertThat(before("INSERT INTO a VALUES ('" + text + "')").rule()).isEqualTo(Rule.ROWS);
    assertThat(before("CALL p('" + text + "')").rule()).isEqualTo(Rule.OPAQUE);
    assertThat(before("ALTER TABLE a ADD n INT COMMENT '" + text + "'").rule())
        .isEqualTo(Rule.ALTERS);
    assertThat(before("CREATE PROCEDURE p() SELECT 1 -- " + text).rule()).isEqualTo(Rule.CREATES);
  }

  @Test
  void doesNotSeeTheNextValueOfAnAutoIncrement() throws SQLException {
    Checkpoint before =
        before("ALTER TABLE k ADD n INT", "CREATE TABLE k (id INT PRIMARY KEY AUTO_INCREMENT)");
    assertThat(before("ALTER TABLE k ADD n INT", "INSERT INTO k VALUES (50)")).isEqualTo(before);
    Checkpoint after = before("ALTER TABLE k ADD n INT", "ALTER TABLE k ADD n INT");
    assertThat(after).isNotEqualTo(before);
    assertThat(before.compare(after.objects(), after.environment()).outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(before.compare(before.objects(), before.environment()).outcome())
        .isEqualTo(Outcome.NOT_DONE);
    assertThat(before.compare(before.objects(), "").outcome()).isEqualTo(Outcome.UNKNOWN);
    List<Named> gone = List.of(new Named("table", "k", Named.ABSENT));
    assertThat(before.compare(gone, before.environment()).outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void tellsNothingOfATextThatIsNoneOfOurs() {
    for (String text : List.of("", "fresh", "6:before,", "6:before,5:NEVER,0:,")) {
      assertThat(Checkpoint.decode(text)).isEqualTo(Checkpoint.OPAQUE);
    }
  }
}
