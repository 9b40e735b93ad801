package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
class Visit {
  @Id Long id;

  @Column(nullable = false)
  Customer customer;
}
