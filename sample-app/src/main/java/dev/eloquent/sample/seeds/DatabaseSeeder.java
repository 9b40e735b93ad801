package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.catalog.Category;
import dev.eloquent.sample.catalog.Product;
import dev.eloquent.sample.customer.Address;
import dev.eloquent.sample.customer.Customer;
import dev.eloquent.sample.order.Order;
import dev.eloquent.sample.order.OrderLine;
import dev.eloquent.seed.SeedContext;
import dev.eloquent.seed.Seeder;
import java.util.List;

/** Fills the shop: a catalogue, and {@code --count} customers who each have ordered once. */
@Seeds({Category.class, Product.class, Customer.class, Address.class, Order.class, OrderLine.class})
public final class DatabaseSeeder implements Seeder {
  @Override
  public void run(SeedContext context) {
    List<Category> categories = context.createMany(new CategoryFactory(), 4);
    List<Product> products =
        context.createMany(
            new ProductFactory()
                .state((product, draw) -> ProductFactory.in(product, draw.pick(categories)))
                .sequence(product -> product, product -> product, ProductFactory::retired),
            30);
    context.createMany(
        new CustomerFactory()
            .has(new AddressFactory(), 1, AddressFactory::of)
            .has(
                new OrderFactory().has(new OrderLineFactory(products), 2, OrderLineFactory::of),
                1,
                OrderFactory::by),
        context.count(20));
  }
}
