package dev.eloquent.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every database keeps the rules that the models state. */
class RulesTest {
  private static final String CUSTOMER =
      "INSERT INTO customers (email, display_name) VALUES ('ada@example.org', 'Ada')";
  private static final String PRODUCT =
      "INSERT INTO products (sku, name, price) VALUES ('P1', 'Chair', 12.50)";
  private static final String ORDER = "INSERT INTO orders (customer_id, number) VALUES (1, 1)";
  private static final String LINE =
      "INSERT INTO order_lines (order_id, line_no, product_id, unit_price) VALUES (1, 1, 1, 12.50)";

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void fillsInDefaults(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(CUSTOMER, PRODUCT, ORDER, LINE);
    assertThat(shop.query("SELECT status FROM products")).containsExactly("DRAFT");
    assertThat(shop.query("SELECT status FROM orders")).containsExactly("OPEN");
    assertThat(shop.query("SELECT quantity FROM order_lines")).containsExactly("1");
    assertThat(shop.query("SELECT id FROM customers WHERE NOT newsletter")).containsExactly("1");
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void refusesWhatTheChecksForbid(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(CUSTOMER, PRODUCT, ORDER, LINE);
    refused(shop, "UPDATE products SET price = -1");
    refused(shop, "UPDATE products SET status = 'SOLD'");
    refused(shop, "UPDATE order_lines SET quantity = 0");
    refused(shop, "INSERT INTO reviews (product_id, customer_id, rating) VALUES (1, 1, 6)");
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void refusesDuplicates(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(CUSTOMER, PRODUCT, ORDER, LINE);
    refused(shop, CUSTOMER);
    refused(shop, PRODUCT);
    refused(shop, ORDER);
    refused(shop, LINE);
    shop.execute("INSERT INTO orders (customer_id, number) VALUES (1, 2)");
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void keepsForeignKeys(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(
        CUSTOMER,
        PRODUCT,
        ORDER,
        LINE,
        "INSERT INTO shipments (carrier, tracking_code) VALUES ('Post', 'X1')");
    String item =
        "INSERT INTO shipment_items (shipment_id, order_id, line_no, quantity) VALUES (1, 1, %d, 1)";
    refused(shop, item.formatted(2));
    shop.execute(item.formatted(1));
    refused(shop, "DELETE FROM products");
    refused(shop, "DELETE FROM customers");

    shop.execute("DELETE FROM orders");
    assertThat(shop.query("SELECT quantity FROM shipment_items")).isEmpty();
    assertThat(shop.query("SELECT line_no FROM order_lines")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void childrenOfADeletedCategoryBecomeRoots(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(
        "INSERT INTO categories (name, slug) VALUES ('All', 'all')",
        "INSERT INTO categories (name, slug, parent_id) VALUES ('Chairs', 'chairs', 1)",
        "DELETE FROM categories WHERE id = 1");
    assertThat(shop.query("SELECT slug FROM categories WHERE parent_id IS NULL"))
        .containsExactly("chairs");
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void keepsUuidDecimalAndJson(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(CUSTOMER, ORDER);
    UUID id = UUID.fromString("0b8f5a0e-3c1d-4f6a-9a57-5d0f3b1c2d4e");
    String json = dialect.equals("postgresql") ? "CAST(? AS JSONB)" : "?";
    try (Connection connection = shop.source().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO payments (id, order_id, method, amount, provider_reply, authorized_at)"
                    + " VALUES (?, 1, 'CARD', ?, "
                    + json
                    + ", CURRENT_TIMESTAMP)")) {
      if (dialect.equals("postgresql")) {
        insert.setObject(1, id);
      } else {
        insert.setString(1, id.toString());
      }
      insert.setBigDecimal(2, new BigDecimal("1234567890.12"));
      insert.setString(3, "{\"ok\": true}");
      insert.executeUpdate();
    }
    try (Connection connection = shop.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT id, amount, currency, provider_reply FROM payments")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString("id")).isEqualTo(id.toString());
      assertThat(row.getBigDecimal("amount")).isEqualByComparingTo("1234567890.12");
      assertThat(row.getString("currency")).isEqualTo("EUR");
      assertThat(row.getString("provider_reply")).isEqualTo("{\"ok\": true}");
    }
    refused(shop, "UPDATE payments SET method = 'SHELLS'");
  }

  private static void refused(Shop shop, String sql) {
    assertThatThrownBy(() -> shop.execute(sql)).as(sql).isInstanceOf(SQLException.class);
  }
}
