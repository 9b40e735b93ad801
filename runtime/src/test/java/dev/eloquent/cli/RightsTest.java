package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.testkit.Databases;
import dev.eloquent.testkit.PasswordServer;
import dev.eloquent.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users of real servers may do, and what the server then lets them do. */
class RightsTest {
  private static PasswordServer server;
  private static Connection owner;
  private static String url;

  @BeforeAll
  static void start() throws Exception {
    server = PasswordServer.start("mysql");
    owner = server.database("mysql", "mysql").connect();
    url = server.database("mysql", "shop_1").url();
    owner(
        "CREATE ROLE ddl",
        "CREATE ROLE within",
        "CREATE ROLE other",
        "CREATE DATABASE shop_1",
        "CREATE DATABASE shopx1",
        "USE shop_1");
  }

  @AfterAll
  static void stop() throws Exception {
    owner.close();
    server.close();
  }

  @BeforeEach
  void user() throws Exception {
    owner(
        "CREATE OR REPLACE USER 'app'@'%' IDENTIFIED BY 'a-secret'",
        "CREATE OR REPLACE ROLE ddl",
        "CREATE OR REPLACE ROLE within",
        "CREATE OR REPLACE ROLE other",
        "CREATE OR REPLACE TABLE history (id INT, detail VARCHAR(9))",
        "CREATE OR REPLACE TABLE users (id INT)",
        "GRANT SELECT ON shop_1.* TO 'app'@'%'");
  }

  private static void owner(String... statements) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Connection app() throws SQLException {
    return DriverManager.getConnection(url, "app", "a-secret");
  }

  private static List<String> onSchema() throws SQLException {
    try (Connection app = app()) {
      return Rights.onSchema(Kind.MYSQL, app);
    }
  }

  private static Rights.OnRows onRows() throws SQLException {
    try (Connection app = app()) {
      return Rights.onRows(Kind.MYSQL, app, "history");
    }
  }

  private static void does(String... statements) throws SQLException {
    try (Connection app = app();
        Statement statement = app.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void whatComesByRolesIsSeenWhetherTheyAreTakenOrNot() throws Exception {
    assertThat(onSchema()).isEmpty();
    owner(
        "GRANT CREATE ON `shop\\_1`.* TO ddl",
        "GRANT ALTER ON shop_1.users TO within",
        "GRANT within TO ddl",
        "GRANT INDEX ON *.* TO other",
        "GRANT ddl TO 'app'@'%'",
        "GRANT other TO 'app'@'%'",
        "SET DEFAULT ROLE ddl FOR 'app'@'%'");
    assertThat(onSchema()).containsExactly("CREATE", "ALTER users", "INDEX");
    does("CREATE TABLE more (id INT)", "ALTER TABLE users ADD x INT");
    does("SET ROLE other", "CREATE INDEX i ON users (id)");
    owner("DROP TABLE more", "REVOKE ddl FROM 'app'@'%'");
    assertThat(onSchema()).containsExactly("INDEX");
  }

  @Test
  void theSessionKeepsItsRole() throws Exception {
    owner(
        "GRANT ddl TO 'app'@'%'",
        "GRANT other TO 'app'@'%'",
        "GRANT DROP ON shop_1.* TO other",
        "SET DEFAULT ROLE ddl FOR 'app'@'%'");
    try (Connection app = app();
        Statement statement = app.createStatement()) {
      assertThat(Rights.onSchema(Kind.MYSQL, app)).containsExactly("DROP");
      try (var role = statement.executeQuery("SELECT CURRENT_ROLE()")) {
        role.next();
        assertThat(role.getString(1)).isEqualTo("ddl");
      }
    }
  }

  @Test
  void ofPatternsThatMatchTheMostExactCounts() throws Exception {
    owner("GRANT SELECT, DROP ON `shop%`.* TO 'app'@'%'");
    // The grant on shop_1 itself has no DROP, and so hides the one on shop%.
    assertThatThrownBy(() -> does("DROP TABLE users")).hasMessageContaining("DROP command denied");
    assertThat(onSchema()).isEmpty();
    owner("REVOKE SELECT ON shop_1.* FROM 'app'@'%'");
    assertThat(onSchema()).containsExactly("DROP");
    does("DROP TABLE users");
    owner("GRANT SELECT ON `shop\\_1`.* TO 'app'@'%'", "GRANT INDEX ON `shop_1`.* TO 'app'@'%'");
    assertThat(onSchema()).isEmpty();
    assertThatThrownBy(() -> does("CREATE INDEX i ON history (id)")).hasMessageContaining("INDEX");
  }

  @Test
  void aGrantOnAnotherDatabaseIsNone() throws Exception {
    owner(
        "GRANT CREATE ON shopx1.* TO 'app'@'%'",
        "CREATE OR REPLACE TABLE shopx1.history (id INT)",
        "GRANT UPDATE, DROP ON shopx1.history TO 'app'@'%'");
    assertThat(onSchema()).isEmpty();
    assertThat(onRows().open()).isEmpty();
    assertThatThrownBy(() -> does("CREATE TABLE more (id INT)")).hasMessageContaining("denied");
  }

  @Test
  void rowsOfATableAreKeptByRightsAlone() throws Exception {
    assertThat(onRows()).isEqualTo(new Rights.OnRows(List.of(), List.of()));
    owner("GRANT INSERT, TRIGGER ON shop_1.history TO 'app'@'%'");
    assertThat(onRows()).isEqualTo(new Rights.OnRows(List.of(), List.of()));
    owner("GRANT UPDATE (detail) ON shop_1.history TO 'app'@'%'");
    assertThat(onRows()).isEqualTo(new Rights.OnRows(List.of("UPDATE"), List.of()));
    owner("GRANT DELETE ON shop_1.* TO other", "GRANT other TO 'app'@'%'");
    assertThat(onRows()).isEqualTo(new Rights.OnRows(List.of("UPDATE", "DELETE"), List.of()));
    does("UPDATE history SET detail = 'x'");
    does("SET ROLE other", "DELETE FROM history");
  }

  @Test
  void triggersKeepThemIfTheyRefuseAndAreSeen() throws Exception {
    owner(
        "GRANT UPDATE, DELETE, TRIGGER ON shop_1.* TO 'app'@'%'",
        "CREATE TRIGGER t1 BEFORE UPDATE ON history FOR EACH ROW SIGNAL SQLSTATE '45000'",
        "CREATE TRIGGER t2 BEFORE DELETE ON history FOR EACH ROW SET @deleted = 1");
    assertThat(onRows()).isEqualTo(new Rights.OnRows(List.of("DELETE"), List.of()));
    owner("GRANT DROP ON shop_1.history TO 'app'@'%'");
    assertThat(onRows().open()).containsExactly("DELETE", "TRUNCATE");
    does("TRUNCATE TABLE history");
    owner("REVOKE TRIGGER ON shop_1.* FROM 'app'@'%'", "REVOKE DROP ON history FROM 'app'@'%'");
    assertThat(onRows()).isEqualTo(new Rights.OnRows(List.of(), List.of("UPDATE", "DELETE")));
  }

  @Test
  void anOwnerOnPostgresqlCanGiveItselfTheRightsAgain() throws Exception {
    TestDatabase database = Databases.create("postgresql");
    String role = "owner_of_" + database.url().replaceAll(".*/", "");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + role);
      statement.execute("GRANT CREATE, USAGE ON SCHEMA public TO " + role);
      statement.execute("SET ROLE " + role);
      statement.execute("CREATE TABLE history (id INT)");
      statement.execute("REVOKE ALL ON history FROM " + role);
      assertThat(Rights.onRows(Kind.PG, connection, "history").open())
          .containsExactly("UPDATE", "DELETE", "TRUNCATE");
      statement.execute("GRANT UPDATE ON history TO " + role);
      statement.execute("UPDATE history SET id = 1");
      statement.execute("RESET ROLE");
      statement.execute("ALTER TABLE history OWNER TO " + database.user());
      statement.execute("REVOKE ALL ON history FROM " + role);
      statement.execute("GRANT SELECT, INSERT, DELETE ON history TO " + role);
      statement.execute("SET ROLE " + role);
      assertThat(Rights.onRows(Kind.PG, connection, "history").open()).containsExactly("DELETE");
    }
  }
}
