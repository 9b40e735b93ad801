package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.customer.Customer;
import dev.eloquent.sample.order.Order;
import dev.eloquent.sample.order.OrderStatus;
import dev.eloquent.seed.Draw;
import dev.eloquent.seed.Factory;
import java.math.BigDecimal;
import java.time.Instant;

/** Makes orders, which belong to a customer. */
@Seeds(Order.class)
public final class OrderFactory extends Factory<Order> {
  private static final Instant FIRST = Instant.parse("2026-01-01T09:00:00Z");

  @Override
  protected Order definition(Draw draw) {
    Order order = new Order();
    order.number = (int) draw.number();
    order.status = OrderStatus.PLACED;
    order.total = BigDecimal.ZERO;
    order.placedAt = FIRST.plusSeconds(3600L * draw.index());
    return order;
  }

  /** The order as one of that customer's. */
  static Order by(Order order, Customer customer) {
    order.customer = customer;
    return order;
  }
}
