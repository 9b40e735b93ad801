package shop;

import dev.eloquent.annotation.*;

@Model
public class Order {
  @Id long id;
  Client client;
  Status status;
  int total;
}
