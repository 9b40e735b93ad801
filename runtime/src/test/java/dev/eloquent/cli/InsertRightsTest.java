package dev.eloquent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.eloquent.testkit.PasswordServer;
import dev.eloquent.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the databases say of users who may not insert. */
class InsertRightsTest {
  private static final String SECRET = "third-secret";

  private static void execute(String url, String user, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"postgresql, PG", "mysql, MYSQL"})
  void namesTheTablesThatAUserMayNotInsertInto(String dialect, Kind kind) throws Exception {
    boolean mysql = kind == Kind.MYSQL;
    String q = mysql ? "`" : "\"";
    try (PasswordServer server = PasswordServer.start(dialect)) {
      TestDatabase any = server.database(dialect, mysql ? "mysql" : "postgres");
      execute(any.url(), any.user(), "CREATE DATABASE shop");
      TestDatabase shop = server.database(dialect, "shop");
      execute(
          shop.url(),
          shop.user(),
          // A column that must be given, and a name that must be quoted.
          "CREATE TABLE users (id INTEGER NOT NULL, name VARCHAR(9) NOT NULL)",
          "CREATE TABLE " + q + "Odd o'ne" + q + " (id INTEGER)",
          "CREATE TABLE readable (id INTEGER)",
          mysql
              ? "CREATE USER 'writer'@'%' IDENTIFIED BY '" + SECRET + "'"
              : "CREATE ROLE writer LOGIN PASSWORD '" + SECRET + "'",
          "GRANT SELECT, INSERT ON users TO " + (mysql ? "'writer'@'%'" : "writer"),
          "GRANT SELECT, INSERT ON "
              + q
              + "Odd o'ne"
              + q
              + " TO "
              + (mysql ? "'writer'@'%'" : "writer"),
          "GRANT SELECT ON readable TO " + (mysql ? "'writer'@'%'" : "writer"));
      Target target = new Target(kind, "shop", shop.url(), "writer", SECRET, null);
      InsertRights rights = new InsertRights(target);
      assertThat(rights.missing(List.of("users", "Odd o'ne"))).isEmpty();
      assertThat(rights.missing(List.of("users", "readable", "hidden")))
          .hasSize(2)
          .first()
          .asString()
          .startsWith("this user may not insert into readable: grant it INSERT");
      Target owner = new Target(kind, "shop", shop.url(), shop.user(), "", null);
      assertThat(new InsertRights(owner).missing(List.of("readable", "nowhere")))
          .singleElement()
          .asString()
          .startsWith("there is no table nowhere");
      if (!mysql) {
        execute(
            shop.url(), shop.user(), "ALTER ROLE writer SET default_transaction_read_only = on");
        assertThat(rights.missing(List.of("users"))).singleElement().asString().contains("replica");
      }
    }
  }

  @Test
  void asksSqliteForTheFileAndTheTable(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("app.sqlite");
    String url = "jdbc:sqlite:" + file;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE users (id INTEGER)");
    }
    InsertRights rights =
        new InsertRights(new Target(Kind.SQLITE, "sqlite", url, null, null, file));
    assertThat(rights.missing(List.of("USERS"))).isEmpty();
    assertThat(rights.missing(List.of("users", "nowhere")))
        .singleElement()
        .asString()
        .startsWith("there is no table nowhere");
    assertThat(file.toFile().setWritable(false)).isTrue();
    assumeFalse(Files.isWritable(file), "this user may write every file, as root may");
    assertThat(rights.missing(List.of("users"))).singleElement().asString().contains("writable");
  }
}
