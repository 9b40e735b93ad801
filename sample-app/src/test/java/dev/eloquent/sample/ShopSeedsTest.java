package dev.eloquent.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eloquent.registry.ModelRegistry;
import dev.eloquent.sample.customer.Customer;
import dev.eloquent.sample.seeds.CustomerFactory;
import dev.eloquent.sample.seeds.DatabaseSeeder;
import dev.eloquent.seed.Factory;
import dev.eloquent.seed.ModelStore;
import dev.eloquent.seed.Outcome;
import dev.eloquent.seed.SeedException;
import dev.eloquent.seed.SeedResult;
import dev.eloquent.seed.Seeding;
import dev.eloquent.seed.SqlModelStore;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shop's factories and its seeder, on every SQL database. */
class ShopSeedsTest {
  @BeforeEach
  void register() {
    ModelRegistry.registerAll();
  }

  private static List<String> emails(List<Customer> customers) {
    return customers.stream().map(customer -> customer.email).toList();
  }

  private static Customer called(Customer customer, String email) {
    customer.email = email;
    return customer;
  }

  /** Customers, of whom one has the address of another. */
  private static Factory<Customer> withATakenAddress(long index) {
    return new CustomerFactory()
        .state(
            (customer, draw) ->
                draw.index() == index ? called(customer, "taken@example.org") : customer);
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void theSeederFillsEveryDatabaseTheSameWay(String dialect) throws Exception {
    Shop shop = Shop.open(dialect);
    try (ModelStore store = SqlModelStore.open(shop.source())) {
      SeedResult result = Seeding.on(store).count(25).run(new DatabaseSeeder());
      assertThat(result.total()).isEqualTo(4 + 30 + 25 + 25 + 25 + 50);
    }
    assertThat(shop.query("SELECT email FROM customers ORDER BY id"))
        .isEqualTo(emails(new CustomerFactory().makeMany(25)));
    assertThat(shop.query("SELECT count(*) FROM order_lines GROUP BY order_id"))
        .hasSize(25)
        .containsOnly("2");
    assertThat(
            shop.query(
                "SELECT count(*) FROM order_lines l JOIN products p ON p.id = l.product_id"
                    + " WHERE l.unit_price = p.price"))
        .containsExactly("50");
    assertThat(
            shop.query(
                "SELECT count(*) FROM customers WHERE created_at IS NULL OR updated_at IS NULL"))
        .containsExactly("0");
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void aFailingSeederLeavesNothing(String dialect) throws Exception {
    Shop shop = Shop.open(dialect);
    try (ModelStore store = SqlModelStore.open(shop.source())) {
      assertThatThrownBy(
              () ->
                  Seeding.on(store)
                      .run(
                          context -> {
                            context.create(new CustomerFactory());
                            context.createMany(
                                new CustomerFactory()
                                    .state(customer -> called(customer, "same@example.org")),
                                2);
                          }))
          .isInstanceOf(SeedException.class)
          .hasMessageContaining("rows 2 to 3 of CustomerFactory cannot be written")
          .hasMessageContaining("Rolled back: Customer 1");
    }
    assertThat(shop.query("SELECT count(*) FROM customers")).containsExactly("0");
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void whatIsToldOfAFailureIsWhatIsThere(String dialect) throws Exception {
    Shop shop = Shop.open(dialect);
    try (ModelStore store = SqlModelStore.open(shop.source())) {
      store.insert(called(new CustomerFactory().withSeed(9).make(), "taken@example.org"));
      assertThatThrownBy(() -> withATakenAddress(2500).createMany(store, 5000, 3))
          .isInstanceOfSatisfying(
              SeedException.class,
              e ->
                  assertThat(store.count(Customer.class))
                      .as(e.getMessage())
                      .isEqualTo(e.written() + 1))
          .hasMessageContaining("rows 2001 to 3000 of CustomerFactory");
      List<Outcome<Customer>> outcomes =
          withATakenAddress(5007).startingAt(5000).createManySettled(store, 20, 3);
      assertThat(outcomes.stream().filter(Outcome.Failed.class::isInstance))
          .extracting(Outcome::index)
          .containsExactly(5007L);
      assertThat(outcomes).hasSize(20);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.eloquent.sample.Shop#dialects")
  void severalConnectionsWriteTheSameRows(String dialect) throws Exception {
    Shop shop = Shop.open(dialect);
    try (ModelStore store = SqlModelStore.open(shop.source())) {
      List<Customer> written = new CustomerFactory().createMany(store, 3000, 3);
      assertThat(emails(written)).isEqualTo(emails(new CustomerFactory().makeMany(3000)));
    }
    assertThat(shop.query("SELECT email FROM customers"))
        .containsExactlyInAnyOrderElementsOf(emails(new CustomerFactory().makeMany(3000)));
  }
}
