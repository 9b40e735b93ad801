package com.example.shop.catalog;

import com.example.shop.accounts.Account;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;
import java.math.BigDecimal;

/** What is sold. */
@Model
public class Product {
  @Id public long id;

  /** Of another module: a foreign key, and nothing is drafted for accounts here. */
  @Column(nullable = false)
  public Account seller;

  @Column(length = 200, nullable = false)
  public String title;

  @Column(precision = 12, scale = 2, nullable = false)
  public BigDecimal price;
}
