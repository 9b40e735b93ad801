package dev.eloquent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eloquent.migration.CatalogVersion;
import dev.eloquent.migration.Migrator;
import dev.eloquent.migration.RollbackOptions;
import dev.eloquent.migration.RunOptions;
import dev.eloquent.migration.StatusReport;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sealed history, up, down and up again on every SQL database; the sixth is MongoDB's. */
class ReplayTest {
  private static final List<String> TABLES =
      List.of(
          "addresses",
          "categories",
          "customers",
          "labels",
          "order_lines",
          "orders",
          "payments",
          "product_labels",
          "products",
          "reviews",
          "shipment_items",
          "shipments");

  @Test
  void historyHasSixSealedVersionsAndNoDraft() {
    assertThat(Shop.catalog().hasUnsealed()).isFalse();
    assertThat(Shop.catalog().versions())
        .extracting(CatalogVersion::name)
        .containsExactly(
            "create_shop",
            "add_payments_and_tags",
            "rename_tags_to_labels",
            "add_reviews_and_shipments",
            "drop_fax_from_customers",
            "create_audit_events");
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void goesUpDownAndUpAgain(String dialect) throws SQLException {
    Shop shop = Shop.empty(dialect);
    Migrator migrator = shop.migrator();

    assertThat(migrator.run().applied()).hasSize(5);
    List<String> shape = DatabaseShape.of(shop);
    assertThat(DatabaseShape.tables(shop)).containsExactlyElementsOf(tables(dialect));

    assertThat(migrator.reset().rolledBack()).hasSize(5);
    assertThat(DatabaseShape.tables(shop)).isEmpty();

    assertThat(migrator.run().applied()).hasSize(5);
    assertThat(DatabaseShape.of(shop)).isEqualTo(shape);
    assertThat(migrator.status().entries())
        .extracting(StatusReport.Entry::state)
        .containsOnly(StatusReport.State.APPLIED);
    assertThat(migrator.validate().problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void everyVersionTakesBackWhatItDid(String dialect) throws SQLException {
    Shop shop = Shop.empty(dialect);
    Migrator migrator = shop.migrator();
    for (int version = 1; version <= 5; version++) {
      List<String> before = DatabaseShape.of(shop);
      migrator.run(RunOptions.ALL.withTo(version));
      List<String> after = DatabaseShape.of(shop);
      assertThat(after).as("version %s", version).isNotEqualTo(before);

      migrator.rollback(RollbackOptions.step(1));
      assertThat(DatabaseShape.of(shop)).as("before version %s", version).isEqualTo(before);

      migrator.run(RunOptions.ALL.withTo(version));
      assertThat(DatabaseShape.of(shop)).as("after version %s", version).isEqualTo(after);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void keepsRowsThroughRenamesAndNewColumns(String dialect) throws SQLException {
    Shop shop = Shop.empty(dialect);
    shop.migrator().run(RunOptions.ALL.withTo(2));
    shop.execute(
        "INSERT INTO customers (email, full_name, fax) VALUES ('ada@example.org', 'Ada L.', '1')",
        "INSERT INTO products (sku, name, price) VALUES ('P1', 'Chair', 12.50)",
        "INSERT INTO tags (name) VALUES ('wood')",
        "INSERT INTO product_labels (product_id, tag_id) VALUES (1, 1)");

    shop.migrator().run();

    assertThat(shop.query("SELECT display_name FROM customers")).containsExactly("Ada L.");
    assertThat(shop.query("SELECT featured FROM products WHERE featured")).isEmpty();
    assertThat(shop.query("SELECT l.name FROM product_labels p JOIN labels l ON l.id = p.label_id"))
        .containsExactly("wood");

    shop.migrator().rollback(RollbackOptions.to(2));
    assertThat(shop.query("SELECT full_name FROM customers")).containsExactly("Ada L.");
    assertThat(shop.query("SELECT t.name FROM product_labels p JOIN tags t ON t.id = p.tag_id"))
        .containsExactly("wood");
  }

  /** Models pinned to one database are there only. */
  private static List<String> tables(String dialect) {
    List<String> tables = new ArrayList<>(TABLES);
    if (dialect.equals("postgresql")) {
      tables.add(tables.indexOf("shipment_items"), "search_terms");
    }
    return tables;
  }
}
