package shop;

import dev.eloquent.annotation.*;

@Model
public class Order {
  @Id long id;
  User buyer;
  User payer;
}
