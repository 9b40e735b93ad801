package dev.eloquent.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The four kinds of timestamps, defaulted and written. */
class TimestampsTest {
  private static final Instant WRITTEN = Instant.parse("2020-02-29T23:59:59.123Z");

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void plainAndZonedOnesDefaultToNow(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute("INSERT INTO customers (email, display_name) VALUES ('a@example.org', 'Ada')");
    assertThat(read(shop, "SELECT created_at FROM customers"))
        .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    assertThat(read(shop, "SELECT updated_at FROM customers"))
        .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void thoseWithoutDefaultAndSoftDeletesStartEmpty(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(
        "INSERT INTO customers (email, display_name) VALUES ('a@example.org', 'Ada')",
        "INSERT INTO products (sku, name, price) VALUES ('P1', 'Chair', 1)",
        "INSERT INTO orders (customer_id, number) VALUES (1, 1)");
    assertThat(shop.query("SELECT deleted_at FROM customers")).containsOnlyNulls();
    assertThat(shop.query("SELECT deleted_at FROM products")).containsOnlyNulls();
    assertThat(shop.query("SELECT placed_at FROM orders")).containsOnlyNulls();

    shop.execute("UPDATE orders SET number = 2");
    assertThat(shop.query("SELECT placed_at FROM orders")).containsOnlyNulls();
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void aRequiredOneWithoutDefaultMustBeGiven(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(
        "INSERT INTO customers (email, display_name) VALUES ('a@example.org', 'Ada')",
        "INSERT INTO orders (customer_id, number) VALUES (1, 1)");
    assertThatThrownBy(
            () ->
                shop.execute(
                    "INSERT INTO payments (id, order_id, method, amount) VALUES"
                        + " ('0b8f5a0e-3c1d-4f6a-9a57-5d0f3b1c2d4e', 1, 'CARD', 1)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("authorized_at");
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void writtenOnesReadBackAndAreNotTouchedByLaterWrites(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    insert(shop, "a@example.org", WRITTEN);
    shop.execute("UPDATE customers SET display_name = 'Ada L.'");
    for (String column : new String[] {"created_at", "updated_at", "deleted_at"}) {
      assertThat(read(shop, "SELECT " + column + " FROM customers")).isEqualTo(WRITTEN);
    }
  }

  @Test
  void sqliteKeepsEpochMillisecondsInAJvmFarFromUtc() throws SQLException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
    try {
      Shop shop = Shop.open("sqlite");
      insert(shop, "old@example.org", WRITTEN);
      shop.execute("INSERT INTO customers (email, display_name) VALUES ('now@example.org', 'N')");
      insert(shop, "future@example.org", Instant.parse("2200-01-01T00:00:00Z"));

      assertThat(shop.query("SELECT DISTINCT typeof(created_at) FROM customers"))
          .containsExactly("integer");
      assertThat(shop.query("SELECT created_at FROM customers WHERE email = 'old@example.org'"))
          .containsExactly("1583020799123");
      assertThat(shop.query("SELECT email FROM customers ORDER BY created_at"))
          .containsExactly("old@example.org", "now@example.org", "future@example.org");
      assertThat(read(shop, "SELECT created_at FROM customers WHERE email = 'now@example.org'"))
          .isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static void insert(Shop shop, String email, Instant at) throws SQLException {
    try (Connection connection = shop.source().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO customers (email, display_name, created_at, updated_at, deleted_at)"
                    + " VALUES (?, 'Ada', ?, ?, ?)")) {
      insert.setString(1, email);
      for (int i = 2; i <= 4; i++) {
        insert.setTimestamp(i, Timestamp.from(at));
      }
      insert.executeUpdate();
    }
  }

  private static Instant read(Shop shop, String sql) throws SQLException {
    try (Connection connection = shop.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getTimestamp(1).toInstant();
    }
  }
}
