package dev.eloquent.sample.order;

import dev.eloquent.annotation.Check;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Index;
import dev.eloquent.annotation.Model;
import dev.eloquent.annotation.ReferentialAction;
import dev.eloquent.sample.catalog.Product;
import java.math.BigDecimal;

/** A line of an order, keyed by the order and its number within it. */
@Model
@Check(name = "ck_order_lines_quantity", expression = "quantity > 0")
public class OrderLine {
  /** Gone with its order. */
  @Id
  @ForeignKey(references = Order.class, onDelete = ReferentialAction.CASCADE)
  public long orderId;

  /** From 1. */
  @Id public int lineNo;

  /** What was bought; a product that was bought once stays. */
  @Index
  @Column(nullable = false)
  @ForeignKey(onDelete = ReferentialAction.RESTRICT)
  public Product product;

  /** How many. */
  @Column(defaultValue = "1")
  public int quantity;

  /** The price at that time. */
  @Column(precision = 12, scale = 2, nullable = false)
  public BigDecimal unitPrice;
}
