package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.audit.AuditEvent;
import dev.eloquent.sample.catalog.Product;
import dev.eloquent.sample.customer.Customer;
import dev.eloquent.sample.order.Order;
import dev.eloquent.sample.order.OrderLine;
import dev.eloquent.sample.order.OrderStatus;
import dev.eloquent.seed.Scenario;
import dev.eloquent.seed.ScenarioContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A customer signs up, orders and pays; the tables are in the SQL database, and what happened is
 * told to MongoDB.
 */
@Seeds({Customer.class, Product.class, Order.class, OrderLine.class, AuditEvent.class})
public final class CheckoutScenario implements Scenario {
  @Override
  public void tell(ScenarioContext context) {
    List<Customer> customers = new ArrayList<>();
    List<Product> products = new ArrayList<>();
    List<Order> orders = new ArrayList<>();
    context.step(
        "The shop puts two products on sale",
        () -> products.addAll(context.createMany(context.sql(), new ProductFactory(), 2)));
    context.step(
        "A customer signs up",
        () -> {
          customers.add(context.create(context.sql(), new CustomerFactory()));
          audit(context, "customer.signed_up", "customers " + customers.get(0).id);
        });
    context.step(
        "The customer orders both products",
        () -> {
          OrderFactory factory = new OrderFactory();
          orders.add(
              context.create(
                  context.sql(),
                  factory
                      .forParent(customers.get(0), OrderFactory::by)
                      .has(new OrderLineFactory(products), 2, OrderLineFactory::of)));
          audit(context, "order.placed", "orders " + orders.get(0).id);
        });
    context.step(
        "The order is paid",
        () -> {
          Order order = context.sql().find(Order.class, orders.get(0).id).orElseThrow();
          order.status = OrderStatus.PAID;
          order.total =
              context.sql().findAll(OrderLine.class).stream()
                  .filter(line -> line.orderId == order.id)
                  .map(line -> line.unitPrice.multiply(BigDecimal.valueOf(line.quantity)))
                  .reduce(BigDecimal.ZERO, BigDecimal::add);
          context.sql().update(order);
          audit(context, "order.paid", "orders " + order.id);
        });
  }

  private static void audit(ScenarioContext context, String kind, String subject) {
    context.create(context.mongo(), new AuditEventFactory(kind, subject));
  }
}
