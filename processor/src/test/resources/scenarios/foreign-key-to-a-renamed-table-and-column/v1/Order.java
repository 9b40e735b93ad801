package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
class Order {
  @Id Long id;

  @Column(length = 9)
  String customerNumber;
}
