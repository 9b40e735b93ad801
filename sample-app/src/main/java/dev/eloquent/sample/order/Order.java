package dev.eloquent.sample.order;

import dev.eloquent.annotation.Check;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.sample.StoredEntity;
import dev.eloquent.sample.customer.Address;
import dev.eloquent.sample.customer.Customer;
import java.math.BigDecimal;
import java.time.Instant;

/** A basket, and what becomes of it. Its table is called {@code orders}, no reserved word. */
@Model
@Index(
    columns = {"customer_id", "number"},
    unique = true)
@Index(columns = {"status", "placed_at desc"})
@Check(name = "ck_orders_total", expression = "total >= 0")
public class Order extends StoredEntity {
  /** Who ordered. */
  @Column(nullable = false)
  public Customer customer;

  /** Where it goes; unknown while it is a basket. */
  public Address shippingAddress;

  /** Counted for each customer. */
  public int number;

  /** A column of text with a check of the constants. */
  @Column(length = 20, nullable = false, defaultValue = "OPEN")
  public OrderStatus status;

  /** The sum of its lines. */
  @Column(precision = 12, scale = 2, nullable = false, defaultValue = "0")
  public BigDecimal total;

  /** When it was ordered: starts empty, the shop sets it. */
  @Column(timestamp = true, useTz = true, defaultNow = false)
  public Instant placedAt;
}
