package com.example.shop.accounts;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

/** Who buys and who sells. */
@Model
public class Account {
  @Id public long id;

  @Column(length = 200, nullable = false, unique = true)
  public String email;

  @Column(length = 200, nullable = false)
  public String name;
}
