package shop;

import dev.eloquent.annotation.*;

@Model
public class Order {
  @Id long id;
  @Column(renamedFrom = "payer_id") User customer;
}
