package shop;

import dev.eloquent.annotation.*;

@Model(table = "clients")
public class Customer {
  @Id long id;
  String name;
}
