package shop;

import dev.eloquent.annotation.Column;
import dev.eloquent.annotation.ForeignKey;
import dev.eloquent.annotation.Id;
import dev.eloquent.annotation.Model;

@Model
@ForeignKey(references = Customer.class, columns = "customer_number", referencedColumns = "number")
class Order {
  @Id Long id;

  @Column(length = 9)
  String customerNumber;
}
