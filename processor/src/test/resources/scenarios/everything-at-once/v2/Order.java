package shop;

import dev.eloquent.annotation.*;

@Model
@Check(name = "ck_total", expression = "total >= 0")
public class Order {
  @Id long id;
  @ForeignKey(onDelete = ReferentialAction.CASCADE) @Column(renamedFrom = "client_id") Customer customer;
  @Column(nullable = false, defaultValue = "OPEN") Status status;
  @Index long total;
  Order parent;
}
