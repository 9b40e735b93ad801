package com.example.shop.orders;

import com.example.shop.catalog.Product;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

/** One product of an order. */
@Model
public class OrderLine {
  @Id public long id;

  @Column(nullable = false)
  public Order order;

  @Column(nullable = false)
  public Product product;

  public int quantity;
}
