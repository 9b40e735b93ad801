package dev.eloquent.sample.seeds;

import dev.eloquent.annotation.Seeds;
import dev.eloquent.sample.catalog.Product;
import dev.eloquent.sample.order.Order;
import dev.eloquent.sample.order.OrderLine;
import dev.eloquent.seed.Draw;
import dev.eloquent.seed.Factory;
import java.util.List;

/** Makes lines of orders: each of a product that is there. */
@Seeds(OrderLine.class)
public final class OrderLineFactory extends Factory<OrderLine> {
  private final List<Product> products;

  /** Lines of these products, of which there is at least one. */
  public OrderLineFactory(List<Product> products) {
    this.products = List.copyOf(products);
  }

  @Override
  protected OrderLine definition(Draw draw) {
    OrderLine line = new OrderLine();
    line.lineNo = (int) draw.number();
    line.product = draw.pick(products);
    line.unitPrice = line.product.price;
    line.quantity = draw.between(1, 5);
    return line;
  }

  /** The line as one of that order. */
  static OrderLine of(OrderLine line, Order order) {
    line.orderId = order.id;
    return line;
  }
}
