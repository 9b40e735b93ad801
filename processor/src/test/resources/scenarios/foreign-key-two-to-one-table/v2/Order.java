package shop;

import dev.eloquent.annotation.*;

@Model
public class Order {
  @Id long id;
  User buyer;
  @ForeignKey(onDelete = ReferentialAction.CASCADE) User payer;
}
