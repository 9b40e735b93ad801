package com.example.shop.orders;

import com.example.shop.accounts.Account;
import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;
import java.time.Instant;

/** What an account bought at once. */
@Model
public class Order {
  @Id public long id;

  @Column(nullable = false)
  public Account buyer;

  @Column(timestamp = true, useTz = true)
  public Instant placedAt;
}
