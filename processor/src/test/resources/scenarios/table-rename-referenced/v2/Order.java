package shop;

import dev.eloquent.annotation.*;

@Model
public class Order {
  @Id long id;
  @ForeignKey(onDelete = ReferentialAction.CASCADE) Customer client;
}
